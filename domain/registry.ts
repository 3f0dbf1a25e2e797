import * as comments from "#domain/comments/operations";
import * as imports from "#domain/imports/operations";
import type { Operation } from "#domain/operation";
import * as posts from "#domain/posts/operations";
import { type RouteName, routes } from "#domain/routes";
import * as site from "#domain/site/operations";
import * as tags from "#domain/tags/operations";
import * as tokens from "#domain/tokens/operations";
import * as users from "#domain/users/operations";

/** Every operation there is: what a noun's operations.ts exports is registered by being exported. */
export const operations: readonly Operation[] = [
  posts,
  comments,
  tags,
  users,
  tokens,
  imports,
  site,
].flatMap((noun) => Object.values(noun).map((operation) => operation as Operation));

/** The HTTP address of an operation, or undefined when it has none. */
export function routeOf(operation: Pick<Operation, "name">) {
  return routes[operation.name as RouteName] as (typeof routes)[RouteName] | undefined;
}

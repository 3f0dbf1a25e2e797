import * as bulk from "#domain/bulk/operations";
import { reference as bulkWords } from "#domain/bulk/reference";
import * as calls from "#domain/calls/operations";
import { reference as callWords } from "#domain/calls/reference";
import * as comments from "#domain/comments/operations";
import { reference as commentWords } from "#domain/comments/reference";
import * as drafts from "#domain/drafts/operations";
import { reference as draftWords } from "#domain/drafts/reference";
import * as imports from "#domain/imports/operations";
import { reference as importWords } from "#domain/imports/reference";
import * as lab from "#domain/lab/operations";
import { reference as labWords } from "#domain/lab/reference";
import * as moderation from "#domain/moderation/operations";
import { reference as moderationWords } from "#domain/moderation/reference";
import type { Operation } from "#domain/operation";
import * as posts from "#domain/posts/operations";
import { reference as postWords } from "#domain/posts/reference";
import * as reactions from "#domain/reactions/operations";
import { reference as reactionWords } from "#domain/reactions/reference";
import type { Words } from "#domain/reference";
import * as revisions from "#domain/revisions/operations";
import { reference as revisionWords } from "#domain/revisions/reference";
import { type RouteName, routes } from "#domain/routes";
import * as search from "#domain/search/operations";
import { reference as searchWords } from "#domain/search/reference";
import * as site from "#domain/site/operations";
import { reference as siteWords } from "#domain/site/reference";
import * as tags from "#domain/tags/operations";
import { reference as tagWords } from "#domain/tags/reference";
import * as tokens from "#domain/tokens/operations";
import { reference as tokenWords } from "#domain/tokens/reference";
import * as uploads from "#domain/uploads/operations";
import { reference as uploadWords } from "#domain/uploads/reference";
import * as users from "#domain/users/operations";
import { reference as userWords } from "#domain/users/reference";

/** A noun's operations, each with its words: under the same name in both. */
const nouns: [operations: Record<string, unknown>, words: Record<string, Words>][] = [
  [posts, postWords],
  [bulk, bulkWords],
  [drafts, draftWords],
  [revisions, revisionWords],
  [search, searchWords],
  [comments, commentWords],
  [moderation, moderationWords],
  [reactions, reactionWords],
  [tags, tagWords],
  [users, userWords],
  [calls, callWords],
  [uploads, uploadWords],
  [tokens, tokenWords],
  [imports, importWords],
  [lab, labWords],
  [site, siteWords],
];

const entries = nouns.flatMap(([exports, words]) =>
  Object.entries(exports).map(([key, exported]) => {
    const operation = exported as Operation;
    const said = words[key];
    if (!said) throw new Error(`${operation.name} has no words in its noun's reference.ts.`);
    return { operation, words: { id: key, ...said } };
  }),
);

/** Every operation there is: what a noun's operations.ts exports is registered by being exported. */
export const operations: readonly Operation[] = entries.map(({ operation }) => operation);

/** The HTTP address of an operation, or undefined when it has none. */
export function routeOf(operation: Pick<Operation, "name">) {
  return routes[operation.name as RouteName] as (typeof routes)[RouteName] | undefined;
}

const words = new Map(entries.map(({ operation, words }) => [operation.name, words]));

/** What the reference says of an operation, and its id there: the name under which it is exported. */
export function wordsOf({ name }: Pick<Operation, "name">): Words & { id: string } {
  const found = words.get(name);
  if (!found) throw new Error(`${name} is not registered.`);
  return found;
}

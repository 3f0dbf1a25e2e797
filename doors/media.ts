import type { Operation } from "#domain/operation";
import { routeOf } from "#domain/registry";

/** The media types in which an operation's answer can be had, the default first; none when it has no body. */
export function mediaOf(operation: Operation): string[] {
  if (routeOf(operation)?.success === 204) return [];
  const others = operation.kind === "read" ? operation.representations?.media : undefined;
  return ["application/json", ...(others ?? [])];
}

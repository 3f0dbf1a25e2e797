import { v7 as uuidv7 } from "uuid";
import type { Operation } from "#domain/operation";
import { routeOf } from "#domain/registry";
import type { Exchange } from "#doors/respond";
import { logCall } from "#lib/call-log";

/** Asked by every page of ours that has an island: it would push out what somebody's programs do. */
const unheard = new Set(["session.get"]);

/**
 * Notes a call for its caller's own list. A guest's is nobody's, and is not noted. Of the address
 * only the route and the ids in it are kept: a query or a body can hold anything.
 */
export function noteCall(
  operation: Operation,
  { actor, request, id: requestId, started }: Exchange,
  params: Record<string, string>,
  status: number,
): void {
  if (!actor || (actor.kind !== "token" && actor.kind !== "session")) return;
  if (unheard.has(operation.name)) return;
  logCall({
    id: uuidv7(),
    userId: actor.id,
    tokenId: actor.kind === "token" ? actor.tokenId : null,
    method: request.method,
    path: shownPath(routeOf(operation)?.path ?? "", params),
    status,
    milliseconds: Math.round(performance.now() - started),
    requestId,
    at: new Date(),
  });
}

const id = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{1,10})$/i;

/** `/api/posts/{id}` with the id, if it is one: anything else in its place may be what nobody should keep. */
function shownPath(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name] ?? "";
    return id.test(value) ? value.toLowerCase() : place;
  });
}

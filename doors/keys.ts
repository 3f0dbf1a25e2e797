import type { Operation } from "#domain/operation";
import { routeOf } from "#domain/registry";

/** Whether a request for this may carry an Idempotency-Key: a POST that changes something. */
export function takesKey(operation: Operation): boolean {
  return operation.kind !== "read" && routeOf(operation)?.method === "POST";
}

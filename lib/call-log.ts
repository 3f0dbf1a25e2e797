/** A call of the API by somebody who is known. */
export interface LoggedCall {
  /** UUIDv7: in the order of the calls. */
  id: string;
  userId: string;
  /** Null for a call with the session's cookie. */
  tokenId: string | null;
  method: string;
  /** The route, with the ids that were asked for. */
  path: string;
  status: number;
  milliseconds: number;
  requestId: string;
  at: Date;
}

/** How many of one person are kept, here and in the database. */
export const callsKept = 100;

/** Of how many people at a time calls wait here; who called longest ago makes room. */
const mostPeople = 1_000;

// Filled by what Next bundles, emptied by the process around it.
const holder = globalThis as typeof globalThis & { duetCalls?: Map<string, LoggedCall[]> };
holder.duetCalls ??= new Map();
const waiting = holder.duetCalls;

/** Notes a call; it costs no more than a place in a list. */
export function logCall(call: LoggedCall): void {
  const earlier = waiting.get(call.userId) ?? [];
  // Twice as many before the older half goes, so that not every call moves the list.
  if (earlier.length >= 2 * callsKept) earlier.splice(0, callsKept);
  earlier.push(call);
  waiting.delete(call.userId);
  const [longestAgo] = waiting.keys();
  if (longestAgo !== undefined && waiting.size >= mostPeople) waiting.delete(longestAgo);
  waiting.set(call.userId, earlier);
}

/** Takes what waits, the last hundred calls of each person. */
export function takeCalls(): LoggedCall[] {
  const taken = [...waiting.values()].flatMap((calls) => calls.slice(-callsKept));
  waiting.clear();
  return taken;
}

/** Puts back what could not be stored, before what was noted meanwhile. */
export function putCallsBack(calls: readonly LoggedCall[]): void {
  for (const call of [...calls, ...takeCalls()]) logCall(call);
}

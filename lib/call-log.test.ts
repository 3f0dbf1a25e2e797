import { beforeEach, expect, test } from "vitest";
import { type LoggedCall, logCall, putCallsBack, takeCalls } from "#lib/call-log";

beforeEach(() => void takeCalls());

const call = (id: number, userId = "ada"): LoggedCall => ({
  id: String(id),
  userId,
  tokenId: null,
  method: "GET",
  path: "/api/me",
  status: 200,
  milliseconds: 1,
  requestId: "r",
  at: new Date(0),
});

const ids = (calls: LoggedCall[]) => calls.map(({ id }) => Number(id));
const upTo = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

test("the last hundred of each person wait, in their order, and are taken once", () => {
  for (const each of upTo(1, 1234)) logCall(call(each));
  logCall(call(5, "bob"));
  expect(ids(takeCalls())).toEqual([...upTo(1135, 1234), 5]);
  expect(takeCalls()).toEqual([]);
});

test("of very many people those who called last", () => {
  for (const each of upTo(1, 1500)) logCall(call(each, `person ${each}`));
  logCall(call(1501, "person 501"));
  logCall(call(1502, "newcomer"));
  const taken = ids(takeCalls());
  expect(taken).not.toContain(500);
  // Whoever calls again is no longer the one who called longest ago.
  expect(taken).toEqual([...upTo(503, 1500), 501, 1501, 1502]);
});

test("what could not be stored waits again, before what came meanwhile", () => {
  for (const each of upTo(1, 60)) logCall(call(each));
  const taken = takeCalls();
  for (const each of upTo(61, 130)) logCall(call(each));
  putCallsBack(taken);
  expect(ids(takeCalls())).toEqual(upTo(31, 130));
});

import { expect, test } from "vitest";
import { isFresh, moment, notePurge } from "#lib/purges";

test("an answer is fresh until one of its tags is purged", () => {
  const begun = moment();
  expect(isFresh(["a", "b"], begun)).toBe(true);
  notePurge(["c"]);
  expect(isFresh(["a", "b"], begun)).toBe(true);
  notePurge(["b"]);
  expect(isFresh(["a", "b"], begun)).toBe(false);
  expect(isFresh(["a", "b"], moment())).toBe(true);
});

test("an answer that was begun before a purge and kept after it is stale", () => {
  const begun = moment();
  notePurge(["x"]);
  // … and only now is it ready.
  expect(isFresh(["x"], begun)).toBe(false);
});

test("more tags than are remembered make everything stale that was begun before", () => {
  const begun = moment();
  notePurge(Array.from({ length: 30_000 }, (_, index) => `one:${index}`));
  expect(isFresh(["unrelated"], begun)).toBe(true);
  notePurge(Array.from({ length: 30_000 }, (_, index) => `two:${index}`));
  expect(isFresh(["unrelated"], begun)).toBe(false);
  expect(isFresh(["one:1"], begun)).toBe(false);
  expect(isFresh(["one:1"], moment())).toBe(true);
});

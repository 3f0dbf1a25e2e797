import { expect, test } from "vitest";
import { rangeOf } from "#lib/byte-range";

test.each([
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=0-99", { start: 0, end: 99 }],
  ["bytes=10-", { start: 10, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=50-1000", { start: 50, end: 99 }],
  ["BYTES=1-2", { start: 1, end: 2 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=100-200", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-4", null],
  ["bytes=-", null],
  ["bytes=0-1,5-6", null],
  ["bytes=a-b", null],
  ["bytes=0x1-2", null],
  ["pages=1-2", null],
  ["", null],
  [null, null],
])("of 100 bytes, %s", (header, expected) => {
  expect(rangeOf(header, 100)).toEqual(expected);
});

import { expect, test } from "vitest";
import { pageNumber } from "#lib/page-number";

test.each([
  ["1", 1],
  ["2", 2],
  ["10", 10],
  ["999999", 999_999],
])("%s is a page", (text, number) => {
  expect(pageNumber(text)).toBe(number);
});

test.each(["0", "01", "-1", "+1", "1.0", "1e2", "0x1", "١", " 1", "1\n", "1000000", "", "two"])(
  "%j is none: a page has one address",
  (text) => {
    expect(pageNumber(text)).toBeNull();
  },
);

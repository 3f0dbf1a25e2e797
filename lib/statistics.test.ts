import { expect, test } from "vitest";
import { quantile, spread, turnsOf, written } from "#lib/statistics";

test("the median of an odd and of an even number of values, with the ends", () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, greatest: 3 });
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, greatest: 4 });
});

test("a spread reads as its median and its ends", () => {
  expect(written({ median: 0.816, least: 0.79, greatest: 0.86 }, 2)).toBe("0.82 (0.79–0.86)");
});

test("a share of the values does not exceed their quantile", () => {
  const values = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect([quantile(values, 0.95), quantile(values, 1), quantile(values, 0)]).toEqual([190, 200, 1]);
  expect(quantile([7], 0.95)).toBe(7);
});

test("turns are what lies one after the other: side by side is one, a queue is as many as it has", () => {
  const span = (began: number, ended: number) => ({ began, ended });
  expect(turnsOf([])).toBe(0);
  expect(turnsOf([span(0, 9), span(1, 8), span(2, 10)])).toBe(1);
  expect(turnsOf([span(2, 3), span(0, 1), span(1, 2)])).toBe(3);
  // Five at once, then one that waited for all of them.
  expect(turnsOf([0, 0, 0, 0, 0].map((at) => span(at, 5)).concat(span(5, 7)))).toBe(2);
});

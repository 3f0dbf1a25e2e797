import { expect, test } from "vitest";
import { spread, written } from "./statistics.ts";

test("the median of an odd and of an even number of values, with the ends", () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, greatest: 3 });
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, greatest: 4 });
});

test("a spread reads as its median and its ends", () => {
  expect(written({ median: 0.816, least: 0.79, greatest: 0.86 }, 2)).toBe("0.82 (0.79–0.86)");
});

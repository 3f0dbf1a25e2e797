import { expect, test } from "vitest";
import { readFence } from "./fence.ts";

test.each([
  ["ts", "", { language: "ts", title: "", lines: [] }],
  ["TS", 'title="a b.ts"', { language: "ts", title: "a b.ts", lines: [] }],
  ["ts:app/a.ts", "{1,3-5}", { language: "ts", title: "app/a.ts", lines: [1, 3, 4, 5] }],
  ["js{2}", "", { language: "js", title: "", lines: [2] }],
  ["js", "{ 2 , 4 - 5 } showLineNumbers", { language: "js", title: "", lines: [2, 4, 5] }],
  ["ts:a.ts", "title=b.ts", { language: "ts", title: "b.ts", lines: [] }],
  ["", "", { language: "", title: "", lines: [] }],
  ["{1}", "", { language: "", title: "", lines: [1] }],
  ["c++", "subtitle=x", { language: "c++", title: "", lines: [] }],
])("%s %s", (language, meta, { lines, ...expected }) => {
  const { marked, anyMarked, ...info } = readFence(language, meta);
  expect(info).toEqual(expected);
  expect([0, 1, 2, 3, 4, 5, 6].filter(marked)).toEqual(lines);
  expect(anyMarked).toBe(lines.length > 0);
});

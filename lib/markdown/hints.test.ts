import { expect, test } from "vitest";
import { renderPost } from "./post.ts";

/** What is hinted at, as "kind line". */
async function hints(source: string): Promise<string[]> {
  return (await renderPost(source)).hints.map(({ kind, line }) => `${kind} ${line}`);
}

test.each<[string, string, string[]]>([
  ["a text in order", "# A\n\n## B\n\n[c](/d) ![e](/f.png)\n\n## G[^1]\n\n[^1]: h", []],
  ["nothing", "", []],
  ["an image without words", "One\n\n![](/a.png)", ["missing_alt 3"]],
  ["one with spaces for words", "![ ](/a.png)", ["missing_alt 1"]],
  ["one in HTML", "One\n\n<p>\n<img src='/a.png'>\n</p>", ["missing_alt 4"]],
  ["one in a table", "| a |\n| - |\n| ![](/a.png) |", ["missing_alt 3"]],
  ["one from nowhere", "![A](data:image/png;base64,AA)", ["dropped_address 1"]],
  ["a level that is missing", "## A\n\n#### B\n\n##### C\n\n## D", ["skipped_heading 3"]],
  ["a first heading of any level", "#### A\n\n#### B\n\n### C", []],
  ["an empty heading, which is dropped", "# A\n\n###\n\n## B", []],
  [
    "what is to come",
    "A TK and\nTKTK\n\n> b\n> TK",
    ["placeholder 1", "placeholder 2", "placeholder 5"],
  ],
  ["the same twice in a line", "TK and TK", ["placeholder 1"]],
  ["no such word", "TKs, aTK, tk, `TK`\n\n```\nTK\n```\n\n<script>TK</script>", []],
  ["a link without words", "[](/a)\n\n[ ](/b)", ["empty_link 1", "empty_link 3"]],
  ["a link around an image", "[![A](/a.png)](/a)", []],
  ["a link around an image without words", "[![](/a.png)](/a)", ["empty_link 1", "missing_alt 1"]],
  ["an anchor", '<a id="here"></a>', []],
  ["a link that runs a script", "[A](javascript:alert(1))", ["dropped_address 1"]],
  ["the same in HTML", "One\n\n<a href=' java\tscript:x'>y</a>", ["dropped_address 3"]],
  [
    "links as they are kept",
    "[a](https://b.example) [c](mailto:d@e.example) [f](#g) [h](//i.example)",
    [],
  ],
])("%s", async (_, source, expected) => {
  expect(await hints(source)).toEqual(expected);
  expect(await hints(source.replaceAll("\n", "\r\n"))).toEqual(expected);
});

test("a text full of faults is told of the first hundred", async () => {
  expect(await hints("![](/a.png)\n".repeat(300))).toHaveLength(100);
  expect(await hints("TK\n".repeat(300))).toHaveLength(100);
});

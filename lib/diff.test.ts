import fc from "fast-check";
import { expect, test } from "vitest";
import { type DiffHunk, diffText } from "#lib/diff";

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `line ${from + at}`).join("\n");

test("the same text has no difference", () => {
  expect(diffText("a\nb", "a\nb")).toEqual({ hunks: [], removed: 0, added: 0, smallest: true });
});

test("a change stands between three lines on each side, with its place in both texts", () => {
  const before = lines(20);
  const after = before.replace("line 10\n", "line ten\nand a half\n");
  expect(diffText(before, after)).toEqual({
    hunks: [
      {
        fromLine: 7,
        toLine: 7,
        blocks: [
          { kind: "same", text: "line 7\nline 8\nline 9" },
          {
            kind: "removed",
            text: "line 10",
            parts: [
              { text: "line ", changed: false },
              { text: "10", changed: true },
            ],
          },
          {
            kind: "added",
            text: "line ten\nand a half",
            parts: [
              { text: "line ", changed: false },
              { text: "ten\nand a half", changed: true },
            ],
          },
          { kind: "same", text: "line 11\nline 12\nline 13" },
        ],
      },
    ],
    removed: 1,
    added: 2,
    smallest: true,
  });
});

test("changes far apart are hunks of their own, close ones one", () => {
  const before = lines(40);
  const far = before.replace("line 5\n", "five\n").replace("line 30\n", "thirty\n");
  expect(diffText(before, far).hunks.map(({ fromLine }) => fromLine)).toEqual([2, 27]);
  const close = before.replace("line 5\n", "five\n").replace("line 11\n", "eleven\n");
  expect(diffText(before, close).hunks).toHaveLength(1);
});

test("texts without a word in common are not mixed word by word", () => {
  const [hunk] = diffText("One thing entirely.", "Другое.").hunks;
  expect(hunk?.blocks.map((block) => [block.kind, block.parts])).toEqual([
    ["removed", undefined],
    ["added", undefined],
  ]);
});

/** The text on one side of a difference, put together from the other side and the hunks. */
function patched(before: string, hunks: DiffHunk[]): string {
  const source = before.split("\n");
  const result: string[] = [];
  let at = 0;
  for (const { fromLine, toLine, blocks } of hunks) {
    result.push(...source.slice(at, fromLine - 1));
    at = fromLine - 1;
    expect(result.length).toBe(toLine - 1);
    for (const { kind, text, parts } of blocks) {
      const own = text.split("\n");
      if (parts) expect(parts.map((part) => part.text).join("")).toBe(text);
      if (kind !== "added") {
        expect(source.slice(at, at + own.length)).toEqual(own);
        at += own.length;
      }
      if (kind !== "removed") for (const line of own) result.push(line);
    }
  }
  return [...result, ...source.slice(at)].join("\n");
}

const text = fc
  .array(fc.constantFrom("", "a", "b", "a b", "b c d", "longer words here"), { maxLength: 40 })
  .map((each) => each.join("\n"));

test("a difference turns the one text into the other", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, diffText(before, after).hunks)).toBe(after);
    }),
    { numRuns: 500 },
  );
});

const size = 500_000;
test.each([
  ["wholly other lines", lines(60_000), lines(60_000, 100_000)],
  ["nothing but line breaks, and words between", "\n".repeat(size), "a\n".repeat(size)],
  ["one endless line each", "a ".repeat(size), "b ".repeat(size)],
  ["every second line", lines(50_000), lines(50_000).replace(/line (\d*[02468])\n/g, "other $1\n")],
])("a million characters are compared, if not in the smallest way: %s", (_, before, after) => {
  const { hunks } = diffText(before, after);
  expect(patched(before, hunks)).toBe(after);
});

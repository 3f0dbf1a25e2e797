import { describe, expect, test } from "vitest";
import { MarkdownTooComplexError, renderComment, renderMarkdown } from "#lib/markdown";

describe("rendering in the thread", () => {
  test("gives posts and comments", async () => {
    expect(await renderMarkdown("# Hello\n\n```js\nlet a\n```")).toMatchObject({
      html: expect.stringContaining('<span class="tok-keyword">let</span>'),
      outline: [{ depth: 2, id: "hello", text: "Hello" }],
      wordCount: 3,
    });
    expect(await renderComment("*Hello*")).toEqual({
      html: "<p><em>Hello</em></p>",
      text: "Hello",
    });
  });

  test("many at once come back each to its own", async () => {
    const sources = Array.from({ length: 30 }, (_, index) => `text ${index}`);
    const posts = await Promise.all(sources.map((each) => renderMarkdown(each)));
    expect(posts.map(({ text }) => text)).toEqual(sources);
  });

  test("the same text gives the same post", async () => {
    const source = "# A\n\n- b[^1]\n\n|c|\n|-|\n|d|\n\n```ts {1}\nconst e = `f`;\n```\n\n[^1]: g";
    expect(await renderMarkdown(source)).toEqual(await renderMarkdown(source));
  });
});

function nested(open: string, close: string, length: number): string {
  const times = Math.floor(length / (open.length + close.length));
  return `${open.repeat(times)}a${close.repeat(times)}`;
}

function times(piece: string, length = 100_000): string {
  return piece.repeat(Math.floor(length / piece.length));
}

// Most are refused at a glance, the others by the limits of the tree or by the time they take.
const hostile: Record<string, string> = {
  "quotes on one line": times(">"),
  "quotes with spaces": times("> "),
  "lists on one line": times("- "),
  "lists by indentation": Array.from({ length: 300 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"),
  "open brackets": times("["),
  "closing brackets": times("]"),
  asterisks: times("*"),
  "emphasis opened": times("*a "),
  "emphasis in emphasis": nested("*a ", "b* ", 100_000),
  "emphasis of two kinds": times("*a_ "),
  "elements opened": times("<div>"),
  "elements in a paragraph": times("a<span>"),
  "misnested elements": times("<b><p>"),
  "cells in cells": times("<table><tr><td>"),
  comments: times("<!--"),
  "a wide table": `|${times("a|", 33_000)}\n|${times("-|", 33_000)}\n|${times("b|", 33_000)}`,
  "a long table": `|a|b|\n|-|-|\n${times("|c|d|\n")}`,
  "many footnotes": Array.from({ length: 6_000 }, (_, i) => `[^${i}]\n\n[^${i}]: a\n\n`).join(""),
  "one footnote often": `${times("[^a] ")}\n\n[^a]: b`,
  "footnotes in footnotes": times("[^a]: "),
  "elements in elements": nested("<div>", "</div>", 100_000),
  attributes: `<a ${times('x="y" ')}>`,
  "invisible characters": times("\u200b\u202e"),
  NUL: times("\0"),
  "quotes with lazy lines": `> ${times("a\n")}`,
  "long lists": times("- a\n   - b\n      - c\n"),
  "links in links": nested("[", "](b)", 100_000),
  "a table of short rows": `|${times("a|", 600)}\n|${times("-|", 600)}\n${times("b\n", 98_000)}`,
  "one long definition often": `[a]: /${"b".repeat(1_000)}\n\n${times("[a]")}`,
  "code that opens on each line": `\`\`\`js\n${times("`${\n", 49_000)}\n\`\`\``,
};

describe("hostile texts of 100 KB", () => {
  test.each(Object.entries(hostile))(
    "%s: rendered or refused, and the next text does not suffer",
    async (_name, source) => {
      const outcome: unknown = await renderMarkdown(source).catch((error) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(MarkdownTooComplexError);
      expect((await renderMarkdown("next")).html).toBe("<p>next</p>");
    },
    60_000,
  );

  test("code that takes too long only loses its colors", async () => {
    const block = hostile["code that opens on each line"] ?? "";
    const { html } = await renderMarkdown(Array(4).fill(block).join("\n\n"));
    expect(html).toContain('<figure class="code" data-language="js">');
    expect(html).not.toContain("tok-");
  }, 60_000);

  test("a comment is held to the same", async () => {
    const slow = hostile["long lists"] ?? "";
    await expect(renderComment(slow)).rejects.toBeInstanceOf(MarkdownTooComplexError);
    await expect(renderComment(times(">"))).rejects.toBeInstanceOf(MarkdownTooComplexError);
  }, 60_000);

  test("meanwhile this thread goes on", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    await renderMarkdown(hostile["long lists"] ?? "").catch((error) => error);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  }, 60_000);
});

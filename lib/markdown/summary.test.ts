import { describe, expect, test } from "vitest";
import { renderPost } from "./post.ts";
import { countWords, cutAtWord, readingMinutes } from "./summary.ts";

describe("words", () => {
  test.each([
    ["", 0],
    ["One, two — three!", 3],
    ["don't stop", 2],
    ["a\nb\tc", 3],
    ["今日は天気がいいですね", 7],
    ["我喜欢吃苹果", 4],
    ["ฉันรักภาษาไทย", 4],
    ["안녕하세요 세계", 2],
    ["🎉 🎉", 0],
  ])("%j has %i", (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  test("220 are a minute, and less is one too", () => {
    expect([0, 1, 220, 329, 330, 2_200].map(readingMinutes)).toEqual([1, 1, 1, 1, 2, 10]);
  });
});

describe("cutting", () => {
  test("what fits stays", () => {
    expect(cutAtWord("Hello world.", 12)).toBe("Hello world.");
  });

  test("what does not ends after a word, without its punctuation", () => {
    expect(cutAtWord("Hello, wonderful world", 18)).toBe("Hello, wonderful…");
    expect(cutAtWord("Hello there, wonderful", 13)).toBe("Hello there…");
  });

  test("a text without spaces is cut where it is full, never within a character", () => {
    expect(cutAtWord("あ".repeat(20), 10)).toBe(`${"あ".repeat(9)}…`);
    expect(cutAtWord("😀".repeat(20), 10)).toBe(`${"😀".repeat(9)}…`);
  });
});

describe("the excerpt", () => {
  async function excerptOf(source: string): Promise<string> {
    return (await renderPost(source)).excerpt;
  }

  test("is near 160 characters of the first paragraph", async () => {
    const excerpt = await excerptOf(`# Title\n\n${"Some words of it. ".repeat(30)}\n\nMore.`);
    expect(excerpt).toMatch(/^Some words of it\. .*[a-z]…$/);
    expect(excerpt.length).toBeGreaterThan(130);
    expect(excerpt.length).toBeLessThanOrEqual(161);
  });

  test.each([
    ["One\nline.\n\nTwo.", "One line."],
    ["![image](/a.png)\n\nText.", "Text."],
    ["> Quote.\n\nText.", "Text."],
    ["> [!NOTE]\n> Only this.", "Only this."],
    ["- first\n- second", "first"],
    ["```\ncode\n```\n\nText `x`.", "Text x."],
    ["<div>Text.</div>", "Text."],
    ["```\ncode\n```", ""],
    ["# Title", ""],
  ])("of %j is %j", async (source, excerpt) => {
    expect(await excerptOf(source)).toBe(excerpt);
  });
});

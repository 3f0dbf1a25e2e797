import { describe, expect, test } from "vitest";
import { MarkdownTooComplexError } from "./limits.ts";
import { assertPlausible } from "./plausible.ts";

describe("what no person writes is refused before it is parsed", () => {
  test.each([
    [">".repeat(100), "quotes"],
    ["> ".repeat(100), "spaced quotes"],
    [`${"- ".repeat(99)}a`, "lists on one line"],
    ["> - 1. ".repeat(30), "containers of all kinds"],
    [
      Array.from({ length: 200 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"),
      "lists by indentation",
    ],
    ["[".repeat(1_000), "open brackets"],
    ["]".repeat(1_000), "closing brackets"],
    [`${"[".repeat(1_000)}a${"](b)".repeat(1_000)}`, "links in links"],
    [`${"* ".repeat(30)}a\n\n`.repeat(500), "lists on many lines"],
    ["a\n".repeat(50_000), "lines"],
    ["[\n".repeat(1_000), "open brackets over lines"],
    ["*a ".repeat(20_000), "emphasis"],
    ["<b>".repeat(2_000), "elements"],
    ["<b>\n\n".repeat(2_000), "elements over lines"],
    [`|a|\n|-|\n${"|b|\n".repeat(20_000)}`, "table rows"],
    ["[^a] ".repeat(6_000), "footnotes"],
    ["a".repeat(2_000_001), "characters"],
  ])("%.10s… (%s)", (source) => {
    expect(() => assertPlausible(source)).toThrow(MarkdownTooComplexError);
  });
});

describe("what people do write passes", () => {
  test.each([
    ["> > > > deep\n".repeat(500), "quotes in quotes"],
    ["* * * ".repeat(60), "a rule of many asterisks"],
    [`${"[a](b) ".repeat(1_000)}\n`, "many links in one paragraph"],
    [`\`\`\`\n${"line\n".repeat(100_000)}\`\`\``, "a long file in a fence"],
    [`\`\`\`\n${">".repeat(200)}\n${"[".repeat(2_000)}\n\`\`\``, "anything in a fence"],
    [`- ${"[a](b) ".repeat(20)}\n`.repeat(2_000), "many links in a list"],
    ["<p>a<br>b<li>c\n".repeat(3_000), "elements that need no end"],
    ["<div>\n\n**a**\n\n</div>\n\n".repeat(3_000), "elements that end"],
    [`${"snake_case_name ".repeat(50)}\n\n`.repeat(500), "underscores"],
    [`|a|b|c|\n|-|-|-|\n${"|d|e|f|\n".repeat(2_000)}`, "a long table"],
    ["", "nothing"],
  ])("%.10s… (%s)", (source) => {
    expect(() => assertPlausible(source)).not.toThrow();
  });
});

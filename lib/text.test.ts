import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { countCharacters, isBlank, line, prose } from "#lib/text";

function problemsOf(schema: z.ZodType, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? [];
}

// One of each kind that shows nothing: spaces, zero-width, bidi marks, blank Braille, fillers, tags.
const nothing = [
  "",
  "   ",
  "\u00a0\u2003\u3000",
  "\u200b\u200c\u200d\u2060\ufeff",
  "\u200e\u200f\u202e\u2066",
  "\u2800\u2800",
  "\u115f\u1160\u3164\uffa0",
  "\u{e0041}\u{e007f}",
  "\u00ad\u034f\u180e\ufe0f\u{e0100}",
];

describe("line", () => {
  const title = line({ max: 10 });

  test("trims and composes", () => {
    expect(title.parse("  Cafe\u0301 \n")).toBe("Café");
  });

  test.each(nothing)("counts %j as empty", (value) => {
    expect(problemsOf(title, value)).toEqual(["Must not be empty."]);
  });

  test("an emoji joined by invisible characters is not empty, and an optional line may be", () => {
    expect(title.parse("👩‍💻")).toBe("👩‍💻");
    expect(line({ min: 0, max: 10 }).parse("  ")).toBe("");
  });

  test.each([
    ["a\nb", "Must be on one line."],
    ["a\r\nb", "Must be on one line."],
    ["a\u2028b", "Must be on one line."],
    ["a\0b", "Must not contain the NUL character."],
    ["a\tb", "Must not contain control characters (U+0009)."],
    ["a\u001bb", "Must not contain control characters (U+001B)."],
    ["a\u0080b", "Must not contain control characters (U+0080)."],
    ["a\ud800", "Must not contain broken characters (a lone surrogate)."],
    ["\udc00a", "Must not contain broken characters (a lone surrogate)."],
    ["12345678901", "Must be at most 10 characters."],
  ])("refuses %j: %s", (value, message) => {
    expect(problemsOf(title, value)).toEqual([message]);
  });

  test("counts characters, not UTF-16 units", () => {
    expect(title.parse("😀".repeat(10))).toHaveLength(20);
    expect(problemsOf(title, "😀".repeat(11))).toEqual(["Must be at most 10 characters."]);
  });

  test("says how few are too few", () => {
    expect(problemsOf(line({ min: 3, max: 10 }), "ab")).toEqual(["Must be at least 3 characters."]);
    expect(problemsOf(line({ min: 3, max: 10 }), " ")).toEqual(["Must not be empty."]);
    expect(problemsOf(line({ max: 1 }), "ab")).toEqual(["Must be at most 1 character."]);
  });

  test("invisible characters do not make room for more", () => {
    expect(problemsOf(line({ min: 0, max: 3 }), "\u200b".repeat(9))).toEqual([
      "Must be at most 3 characters.",
    ]);
  });

  test.each([42, null, undefined, ["a"], { contains: "" }])(
    "refuses %j, which is no text",
    (value) => {
      expect(problemsOf(title, value)).toEqual(["Must be text."]);
    },
  );

  test("what it accepts, it accepts again unchanged", () => {
    const schema = line({ max: 50 });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const first = schema.safeParse(value);
        if (first.success) expect(schema.parse(first.data)).toBe(first.data);
      }),
    );
  });
});

describe("prose", () => {
  const body = prose({ max: 20 });

  test("keeps lines, tabs and spaces at the ends, which mean something in Markdown", () => {
    expect(body.parse("    code\n\tb  \nc\n")).toBe("    code\n\tb  \nc\n");
  });

  test("writes every line break one way and composes", () => {
    expect(body.parse("a\r\nb\rc\u000bd\fe\u0301")).toBe("a\nb\nc\nd\né");
  });

  test("drops other control characters, which feeds cannot carry", () => {
    expect(body.parse("a\u0007b\u001b[0mc\u007f")).toBe("ab[0mc");
  });

  test.each(nothing)("counts %j as empty", (value) => {
    expect(problemsOf(body, value)).toEqual(["Must not be empty."]);
  });

  test.each([
    ["a\0b", "Must not contain the NUL character."],
    ["\ud800", "Must not contain broken characters (a lone surrogate)."],
    ["a".repeat(21), "Must be at most 20 characters."],
  ])("refuses %j", (value, message) => {
    expect(problemsOf(body, value)).toEqual([message]);
  });

  test("counts after the line breaks are one character each", () => {
    expect(body.parse("a\r\n".repeat(10))).toHaveLength(20);
  });
});

describe("within an object", () => {
  const input = z.strictObject({
    title: line({ max: 200 }),
    body: prose({ max: 9 }).nullable().optional(),
  });

  test("reports each field where it is", () => {
    const { error } = input.safeParse({ title: " ", body: "1234567890", more: 1 });
    expect(error?.issues.map(({ path, code, message }) => [path.join("."), code, message])).toEqual(
      [
        ["title", "too_small", "Must not be empty."],
        ["body", "too_big", "Must be at most 9 characters."],
        ["", "unrecognized_keys", 'Unrecognized key: "more"'],
      ],
    );
  });

  test("is described as JSON Schema with its bounds", () => {
    expect(z.toJSONSchema(input, { io: "input" })).toMatchObject({
      properties: {
        title: { type: "string", minLength: 1, maxLength: 200 },
        body: { anyOf: [{ type: "string", minLength: 1, maxLength: 9 }, { type: "null" }] },
      },
      required: ["title"],
      additionalProperties: false,
    });
  });
});

test("isBlank and countCharacters speak of code points", () => {
  expect(isBlank("\u200b \u2800")).toBe(true);
  expect(isBlank("\u200bx")).toBe(false);
  expect(countCharacters("a😀é")).toBe(3);
});

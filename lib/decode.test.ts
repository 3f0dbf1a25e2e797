import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decodeStrings } from "#lib/decode";
import { instant, paging } from "#lib/fields";

const schema = z.strictObject({
  title: z.string(),
  excerpt: z.string().nullable(),
  note: z.string().optional(),
  count: z.int(),
  most: z.int().min(1).max(100).default(20),
  open: z.boolean(),
  tags: z.array(z.string()).default([]),
  parentId: z.string().nullable().default(null),
  at: instant.optional(),
});

const form = (entries: [string, string][]) => decodeStrings(schema, entries, "form");
const query = (entries: [string, string][]) => decodeStrings(schema, entries, "query");

describe("a number is read from decimal digits alone", () => {
  test.each([
    ["0", 0],
    ["7", 7],
    ["-3", -3],
    ["007", 7],
    ["999999999999999", 999_999_999_999_999],
  ])("%s", (text, value) => {
    expect(query([["count", text]])).toEqual({ count: value });
    expect(form([["count", text]])).toEqual({ count: value });
  });

  test.each([
    ..."| |1.5|1e3|0x10|+1|١٢|½|1_000|1,000| 1|1 |--1|NaN|Infinity|true|null".split("|"),
    "1".repeat(16),
    "1\n",
  ])("%j stays text, and is refused", (text) => {
    expect(query([["count", text]])).toEqual({ count: text });
    expect(schema.shape.count.safeParse(query([["count", text]]).count).success).toBe(false);
    expect(schema.shape.count.safeParse(form([["count", text]]).count).success).toBe(false);
  });

  test.each(["", "x", "1.0", "0x1", " 20"])("a limit of %j is refused, never defaulted", (text) => {
    const input = z.strictObject(paging);
    expect(input.safeParse(decodeStrings(input, [["limit", text]], "query")).success).toBe(false);
  });
});

describe("a truth is read from its own words alone", () => {
  test.each([
    ["true", true],
    ["on", true], // a checkbox
    ["false", false],
  ])("%s", (text, value) => {
    expect(form([["open", text]])).toEqual({ open: value });
    expect(query([["open", text]])).toEqual({ open: value });
  });

  test.each(["", "1", "0", "yes", "TRUE", "False", "off", "null"])("%j is refused", (text) => {
    expect(schema.shape.open.safeParse(query([["open", text]]).open).success).toBe(false);
    expect(schema.shape.open.safeParse(form([["open", text]]).open).success).toBe(false);
  });
});

describe("an empty field", () => {
  test("of a form clears what may be null, is left out where it may be, and else stays empty", () => {
    const empty = Object.keys(schema.shape).map((key): [string, string] => [key, ""]);
    expect(form(empty)).toEqual({
      title: "",
      excerpt: null,
      count: "",
      open: "",
      tags: [],
      parentId: null,
    });
  });

  test("of a form that holds spaces is not empty, unless it may be cleared: the schema judges it", () => {
    expect(form([["note", " "]])).toEqual({ note: " " });
    expect(form([["excerpt", " "]])).toEqual({ excerpt: null });
  });

  test("of a query stays what it is, and the schema judges it", () => {
    const input = query([
      ["excerpt", ""],
      ["note", ""],
      ["most", ""],
      ["at", ""],
    ]);
    expect(input).toEqual({ excerpt: "", note: "", most: "", at: "" });
  });
});

describe("a list", () => {
  test("of a form is written with commas, of a query as repeated parameters", () => {
    expect(form([["tags", " One, two ,,Two words "]])).toEqual({
      tags: ["One", "two", "Two words"],
    });
    expect(
      query([
        ["tags", "a,b"],
        ["tags", "c"],
      ]),
    ).toEqual({ tags: ["a,b", "c"] });
  });

  test("of checkboxes has each of them", () => {
    expect(
      form([
        ["tags", "a"],
        ["tags", "b"],
      ]),
    ).toEqual({ tags: ["a", "b"] });
  });
});

describe("what the schema does not know", () => {
  test.each([
    "id",
    "authorId",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
    "",
    "a.b",
  ])("is kept, so that it is refused: %j", (key) => {
    for (const decode of [form, query]) {
      const input = decode([
        ["title", "A"],
        ["excerpt", "B"],
        ["count", "1"],
        ["open", "true"],
        [key, "x"],
      ]);
      const result = schema.safeParse(input);
      const issue = result.error?.issues[0];
      expect(issue?.code === "unrecognized_keys" && issue.keys).toEqual([key]);
    }
  });

  test("touches no prototype", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("__proto__", "constructor", "prototype"), fc.string())),
        fc.constantFrom("form" as const, "query" as const),
        (entries, dialect) => {
          const input = decodeStrings(schema, entries, dialect);
          expect("polluted" in {}).toBe(false);
          expect(Object.keys(input).sort()).toEqual(
            [...new Set(entries.map(([key]) => key))].sort(),
          );
        },
      ),
    );
  });
});

test("text stays as typed, whatever it looks like", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("form" as const, "query" as const),
      (text, dialect) => {
        expect(decodeStrings(schema, [["title", text]], dialect).title).toBe(text);
      },
    ),
  );
});

test("a form's time without a zone is UTC; in a query it stays unreadable", () => {
  expect(form([["at", "2026-05-03T09:00"]])).toEqual({ at: "2026-05-03T09:00:00Z" });
  expect(form([["at", "2026-05-03T09:00:30"]])).toEqual({ at: "2026-05-03T09:00:30Z" });
  expect(form([["at", "2026-05-03T09:00+02:00"]])).toEqual({ at: "2026-05-03T09:00+02:00" });
  expect(query([["at", "2026-05-03T09:00"]])).toEqual({ at: "2026-05-03T09:00" });
});

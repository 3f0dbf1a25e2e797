import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  fieldsOf,
  id,
  instant,
  listOf,
  onlyFields,
  paging,
  startingAt,
  timestamp,
  version,
  webAddress,
} from "#lib/fields";

describe("an instant", () => {
  test.each([
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02T03:04:05.6789Z", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02T03:04:05+05:45", "2026-01-01T21:19:05.000Z"],
    ["2026-01-01T00:00:00-12:00", "2026-01-01T12:00:00.000Z"],
    ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"],
    ["1000-01-01T00:00:01Z", "1000-01-01T00:00:01.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, expected) => {
    expect(instant.parse(text).toISOString()).toBe(expected);
  });

  test.each([
    ["no zone", "2026-01-02T03:04:05"],
    ["no time", "2026-01-02"],
    ["a day that February lacks", "2026-02-29T00:00:00Z"],
    ["a thirteenth month", "2026-13-01T00:00:00Z"],
    ["a twenty-fifth hour", "2026-01-01T25:00:00Z"],
    ["a zone that is no place's", "2026-01-01T00:00:00+25:00"],
    ["other words", "tomorrow"],
    ["nothing", ""],
    ["a line break after it", "2026-01-02T03:04:05Z\n"],
    ["year 0", "0000-01-01T00:00:00Z"],
    ["year 999", "0999-12-31T23:59:59Z"],
    ["year 10000", "+010000-01-01T00:00:00Z"],
    ["the last hours of 9999, west of UTC", "9999-12-31T23:00:00-05:00"],
    ["seconds since 1970", 1_767_323_045],
    ["no date", new Date(Number.NaN)],
    ["null", null],
  ])("%s is refused", (_, value) => {
    expect(instant.safeParse(value).success).toBe(false);
  });

  test("leaves as it is in UTC, to the millisecond", () => {
    expect(timestamp.parse(new Date("2026-01-02T03:04:05.006+05:45"))).toBe(
      "2026-01-01T21:19:05.006Z",
    );
  });
});

describe("a web address", () => {
  test.each([
    "https://example.org/a?b=c#d",
    "http://localhost:3000",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/straße",
    "https://[2001:db8::1]/",
    "HTTPS://EXAMPLE.ORG/",
    `https://example.org/${"a".repeat(1980)}`,
  ])("%s", (text) => {
    expect(webAddress.parse(text)).toBe(text);
  });

  test("loses what a browser ignores in it", () => {
    expect(webAddress.parse(" https://exa\nmple.org/\t \n")).toBe("https://example.org/");
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "ftp://example.org/",
    "mailto:somebody@example.org",
    "httpsx://example.org/",
    "//example.org/",
    "/posts/a",
    "example.org",
    "https://",
    "https://a b.example/",
    "https://example.org/\0",
    "https://example.org/\ud800",
    "https://example.org/\u0001",
    "https://example.org/\u007f",
    `https://example.org/${"a".repeat(1981)}`,
    "",
    null,
    { href: "https://example.org/" },
  ])("%j is refused", (text) => {
    expect(webAddress.safeParse(text).success).toBe(false);
  });
});

describe("a version", () => {
  test.each([1, 2, 2_147_483_647])("%s", (number) => {
    expect(version.parse(number)).toBe(number);
  });

  test.each([0, -1, 1.5, 2_147_483_648, Number.MAX_VALUE, Number.NaN, "1", true, null, [1]])(
    "%j is refused",
    (value) => {
      expect(version.safeParse(value).success).toBe(false);
    },
  );
});

describe("an id", () => {
  test("is read in both cases and kept in one", () => {
    expect(id.parse("01930000-ABCD-7000-8000-00000000000F")).toBe(
      "01930000-abcd-7000-8000-00000000000f",
    );
  });

  test.each([
    "01930000abcd70008000000000000001",
    "{01930000-abcd-7000-8000-000000000001}",
    "01930000-abcd-7000-8000-00000000000",
    "01930000-abcd-7000-8000-000000000001 ",
    "01930000-abcd-7000-8000-00000000000g",
    "1 or 1=1",
    "",
    1,
  ])("%j is none", (value) => {
    expect(id.safeParse(value).success).toBe(false);
  });
});

describe("paging", () => {
  const input = z.strictObject(paging);

  test("is twenty rows unless told", () => {
    expect(input.parse({})).toEqual({ limit: 20 });
    expect(input.parse({ limit: 100, page: 100_000 })).toEqual({ limit: 100, page: 100_000 });
  });

  test.each([
    { limit: 0 },
    { limit: 101 },
    { limit: -1 },
    { limit: 1.5 },
    { limit: "20" },
    { limit: null },
    { page: 0 },
    { page: 100_001 },
    { cursor: 1 },
    { cursor: "a".repeat(2001) },
    { offset: 20 },
  ])("%j is refused, never cut down", (value) => {
    expect(input.safeParse(value).success).toBe(false);
  });
});

test("a list has its rows and its place, and nothing else", () => {
  const page = { next: null, prev: null, limit: 20 };
  const list = listOf(z.object({ slug: z.string() }));
  const given = { data: [{ slug: "a", secret: "b" }], page: { ...page, sql: "select" }, more: 1 };
  expect(list.parse(given)).toEqual({ data: [{ slug: "a" }], page });
});

describe("sparse fields", () => {
  const view = z.object({ id: z.string(), title: z.string(), body: z.string() });
  const asked = fieldsOf(view);

  test("are a comma list of the view's own", () => {
    expect(asked.parse("title, id")).toEqual(["title", "id"]);
    expect(asked.parse(undefined)).toBeUndefined();
  });

  test.each(["secret", "id,secret", "", "id,", "toString", "__proto__", "ID"])(
    "%j is refused",
    (text) => {
      const result = asked.safeParse(text);
      expect(result.error?.issues[0]?.message).toMatch(/is not among: id, title, body\.$/);
    },
  );

  test("leave out the others, of one object or of a list's entries", () => {
    const post = { id: "1", title: "T", body: "B" };
    expect(onlyFields(post, ["title", "id"])).toEqual({ id: "1", title: "T" });
    const page = { next: null, prev: null, limit: 1 };
    expect(onlyFields({ data: [post], page }, ["body"])).toEqual({ data: [{ body: "B" }], page });
  });
});

describe("a moment to filter by", () => {
  test.each([
    ["2026-05-01", "2026-05-01T00:00:00.000Z"],
    ["2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00.000Z"],
  ])("%s", (text, moment) => {
    expect(startingAt.parse(text).toISOString()).toBe(moment);
  });

  test.each(["2026-02-30", "2026", "yesterday", "2026-05-01T00:00:00", "0000-01-01", ""])(
    "not %j",
    (text) => {
      expect(startingAt.safeParse(text).success).toBe(false);
    },
  );
});

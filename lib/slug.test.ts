import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReservedSlug, isSlug, RESERVED_SLUGS, slugCandidates, slugify } from "#lib/slug";

describe("slugify", () => {
  test.each([
    ["Hello, World!", "hello-world"],
    ["  Crème brûlée — a recipe  ", "creme-brulee-a-recipe"],
    ["Привет, мир", "privet-mir"],
    ["Γειά σου Κόσμε", "geia-soy-kosme"],
    ["你好世界", "nihaoshijie"],
    ["日本語 テスト", "ribenyu-tesuto"],
    ["한국어 제목", "hangugeo-jemog"],
    ["I ❤️ 🍕", "i-heart-pizza"],
    ["Don’t panic", "dont-panic"],
    ["R&D in 2024", "r-and-d-in-2024"],
    ["Straße Æsir Øre", "strasse-aesir-ore"],
    ["snake_case/and.dots", "snake-case-and-dots"],
  ])("%s → %s", (title, slug) => {
    expect(slugify(title)).toBe(slug);
  });

  test.each(["", "   ", "?!…", "\u200b", "\ud800", "---"])("%j has none: it is a post", (title) => {
    expect(slugify(title)).toBe("post");
  });

  test("cuts long titles between words, and one endless word where it is full", () => {
    const slug = slugify("extraordinarily ".repeat(20));
    expect(slug).toBe(
      "extraordinarily-extraordinarily-extraordinarily-extraordinarily-extraordinarily",
    );
    expect(slugify("word ".repeat(100))).toHaveLength(79);
    expect(slugify("a".repeat(300))).toBe("a".repeat(80));
  });

  test("is a slug for any title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
        const slug = slugify(title);
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugify(slug)).toBe(slug);
      }),
    );
  });
});

describe("isSlug", () => {
  test.each(["a", "hello-world", "2024", "a-1-b", "new", "a".repeat(96)])("%s is one", (value) => {
    expect(isSlug(value)).toBe(true);
  });

  test.each([
    "",
    "-a",
    "a-",
    "a--b",
    "A",
    "a_b",
    "a b",
    "é",
    "a\n",
    "a\0",
    "a".repeat(97),
    "018f4e5c-7a1b-7c3d-9e2f-0123456789ab",
    "018f4e5c7a1b7c3d9e2f0123456789ab",
    null,
    42,
    ["a"],
  ])("%j is none", (value) => {
    expect(isSlug(value)).toBe(false);
  });
});

describe("reserved slugs", () => {
  test.each(["new", "edit", "feed", "rss", "atom", "page", "search", "archive", "drafts", "api"])(
    "%s is reserved",
    (slug) => {
      expect(RESERVED_SLUGS.has(slug)).toBe(true);
      expect(isReservedSlug(slug)).toBe(true);
    },
  );

  test("what looks like an id is reserved, an ordinary word is not", () => {
    expect(isReservedSlug("018f4e5c-7a1b-7c3d-9e2f-0123456789ab")).toBe(true);
    expect(isReservedSlug("news")).toBe(false);
  });

  test("each could be asked for: it has the form of a slug", () => {
    expect([...RESERVED_SLUGS].filter((slug) => !isSlug(slug))).toEqual([]);
  });
});

describe("slugCandidates", () => {
  function first(base: string, count: number): string[] {
    return slugCandidates(base).take(count).toArray();
  }

  test("counts from two to twenty, then leaves counting", () => {
    const slugs = first("hello", 40);
    expect(slugs.slice(0, 3)).toEqual(["hello", "hello-2", "hello-3"]);
    expect(slugs[19]).toBe("hello-20");
    expect(slugs[20]).toMatch(/^hello-[a-z0-9]{8}$/);
    expect(new Set(slugs).size).toBe(40);
  });

  test("steps around reserved words and ids", () => {
    expect(first("new", 2)).toEqual(["new-2", "new-3"]);
    expect(first("018f4e5c-7a1b-7c3d-9e2f-0123456789ab", 1)).toEqual([
      "018f4e5c-7a1b-7c3d-9e2f-0123456789ab-2",
    ]);
  });

  test("all are slugs, however long the base", () => {
    for (const base of ["a".repeat(96), `${"long-".repeat(30)}x`, ""]) {
      expect(first(base, 30).filter((slug) => !isSlug(slug))).toEqual([]);
    }
  });
});

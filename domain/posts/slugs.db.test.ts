import { beforeEach, describe, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import { createPost, deletePost, getPost, publishPost, updatePost } from "#domain/posts/operations";
import { type Actor, guest } from "#lib/actor";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
});

/** Where an address leads: the post's slug, `→ slug` when it moved, or nowhere. */
async function follow(slug: string, actor: Actor = guest): Promise<string> {
  try {
    return (await run(getPost, actor, { id: slug })).slug;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.details.movedTo ? `→ ${error.details.movedTo}` : error.code;
  }
}

test("200 posts of one title at once are 200 posts, each with a slug of its own", async () => {
  const made = await Promise.all(
    Array.from({ length: 200 }, () => write(ada, { title: "Me too" })),
  );
  const slugs = new Set(made.map(({ slug }) => slug));
  expect(slugs.size).toBe(200);
  expect(slugs).toContain("me-too");
  for (const slug of slugs) expect(slug).toMatch(/^me-too(-\w+)?$/);
  expect(await db().post.count()).toBe(200);
});

describe("made from the title", () => {
  test.each([
    ["Hello, World!", "hello-world"],
    ["Ünïcödé & Ærøskøbing", "unicode-and-aeroskobing"],
    ["Straße nach Łódź", "strasse-nach-lodz"],
    ["Привет, мир", "privet-mir"],
    ["It’s the author's", "its-the-authors"],
    ["  -- Many --- hyphens -- ", "many-hyphens"],
    ["C++ and C#", "c-and-c"],
    ["…", "post"],
    ["Robots.txt", "robots-txt"],
    ["1984", "1984"],
  ])("%s: %s", async (title, slug) => {
    expect((await write(ada, { title })).slug).toBe(slug);
  });

  test.each(["日本語の題名", "مرحبا بالعالم", "🎉 party", "한국어"])(
    "%s becomes words of small letters",
    async (title) => {
      expect((await write(ada, { title })).slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    },
  );

  test("a word that is a path of the blog itself gets a number", async () => {
    for (const word of ["new", "feed", "sign-in", "opengraph-image"]) {
      expect((await write(ada, { title: word.replace("-", " ") })).slug).toBe(`${word}-2`);
    }
  });

  test("a title that looks like an id does not become one", async () => {
    const title = "01930000-abcd-7000-8000-000000000001";
    const { slug } = await write(ada, { title });
    expect(slug).not.toBe(title);
    expect(await run(getPost, ada, { id: slug })).toMatchObject({ title });
  });

  test("a long title ends with a whole word, and still has room for its number", async () => {
    const title = "word ".repeat(39).trim();
    const slugs = [await write(ada, { title }), await write(ada, { title })].map(
      (post) => post.slug,
    );
    expect(slugs[0]).toMatch(/^(word-)+word$/);
    expect(slugs[0]?.length).toBeLessThanOrEqual(80);
    expect(slugs[1]).toBe(`${slugs[0]}-2`);
  });

  test("the same title again gets the next number, and never a slug another post once had", async () => {
    const first = await write(ada, { title: "News" });
    const second = await write(ada, { title: "News" });
    await run(updatePost, ada, { id: second.id, slug: "olds" });
    const third = await write(ada, { title: "News" });
    expect([first.slug, second.slug, third.slug]).toEqual(["news", "news-2", "news-3"]);
  });

  test("sixty at once of one title all find a place", async () => {
    const body = "x";
    const made = await Promise.all(
      Array.from({ length: 60 }, () => run(createPost, ada, { title: "Same", body })),
    );
    const slugs = new Set(made.map(({ slug }) => slug));
    expect(slugs.size).toBe(60);
    expect([...slugs]).toEqual(expect.arrayContaining(["same", "same-2", "same-20"]));
    expect(await db().event.count()).toBe(60);
  });
});

describe("chosen", () => {
  test("is refused when another post has it, or had it", async () => {
    const one = await write(ada, { slug: "one" });
    const two = await write(ada, { slug: "two" });
    await run(updatePost, ada, { id: one.id, slug: "uno" });
    for (const slug of ["uno", "one"]) {
      expect(await verdict(write(ada, { slug }))).toBe("conflict");
      expect(await wrongField(run(updatePost, ada, { id: two.id, slug }))).toBe("/slug taken");
    }
    expect(await run(getPost, ada, { id: two.id })).toEqual(two);
  });

  test("is refused when it is in the trash: it comes back with its address", async () => {
    const { id } = await write(ada, { slug: "one" });
    await run(deletePost, ada, { id });
    expect(await verdict(write(ada, { slug: "one" }))).toBe("conflict");
    expect((await write(ada, { title: "One" })).slug).toBe("one-2");
  });

  test.each(["new", "edit", "feed", "preview", "sign-in"])(
    "is refused when it is the reserved word %s",
    async (slug) => {
      expect(await wrongField(write(ada, { slug }))).toBe("/slug custom");
    },
  );

  test.each([
    "",
    "A",
    "a b",
    "a_b",
    "-a",
    "a-",
    "a--b",
    "ä",
    "a/b",
    "..",
    "a.b",
    "a\0",
    "a".repeat(97),
  ])("is refused when it is no slug: %j", async (slug) => {
    expect(await verdict(write(ada, { slug }))).toBe("invalid");
  });

  test("is refused when it has the form of an id", async () => {
    for (const slug of [
      "01930000-abcd-7000-8000-000000000001",
      "01930000abcd70008000000000000001",
    ]) {
      expect(await verdict(write(ada, { slug }))).toBe("invalid");
    }
  });

  test("of many who choose one at once exactly one gets it", async () => {
    const rivals = Array.from({ length: 8 }, (_, at) =>
      verdict(write(ada, { slug: `x`, title: `${at}` })),
    );
    const verdicts = await Promise.all(rivals);
    expect(verdicts.filter((each) => each === "ok")).toHaveLength(1);
    expect(verdicts.filter((each) => each === "conflict")).toHaveLength(7);
  });

  test("of many who rename to one at once exactly one gets it, and the others keep theirs", async () => {
    const posts = await Promise.all(Array.from({ length: 6 }, () => write(ada, { title: "Post" })));
    const verdicts = await Promise.all(
      posts.map(({ id }) => verdict(run(updatePost, ada, { id, slug: "wanted" }))),
    );
    expect(verdicts.filter((each) => each === "ok")).toHaveLength(1);
    const slugs = await db().post.findMany({ select: { slug: true } });
    expect(new Set(slugs.map(({ slug }) => slug)).size).toBe(6);
    expect(await db().formerSlug.count()).toBe(1);
  });
});

describe("renamed", () => {
  test("every address it ever had leads to the one it has", async () => {
    const { id } = await write(ada, { slug: "one", status: "published" });
    for (const slug of ["two", "three", "four"]) await run(updatePost, ada, { id, slug });
    const told = await Promise.all(
      ["one", "two", "three", "four", "five"].map((slug) => follow(slug)),
    );
    expect(told).toEqual(["→ four", "→ four", "→ four", "four", "not_found"]);
  });

  test("it may take an address back that was its own", async () => {
    const { id } = await write(ada, { slug: "one", status: "published" });
    for (const slug of ["two", "one", "two", "one"]) await run(updatePost, ada, { id, slug });
    expect([await follow("one"), await follow("two")]).toEqual(["one", "→ one"]);
    expect(await db().formerSlug.count()).toBe(1);
  });

  test("another title does not move it", async () => {
    const { id } = await write(ada, { title: "One" });
    expect(await run(updatePost, ada, { id, title: "Two" })).toMatchObject({ slug: "one" });
  });

  test("a draft's old address tells a stranger nothing", async () => {
    const { id } = await write(ada, { slug: "one" });
    await run(updatePost, ada, { id, slug: "two" });
    const bob = await person("author", "bob");
    expect([await follow("one"), await follow("two")]).toEqual(["not_found", "not_found"]);
    expect(await follow("one", bob)).toBe("not_found");
    expect(await follow("one", ada)).toBe("→ two");
    await run(publishPost, ada, { id });
    expect([await follow("one"), await follow("two")]).toEqual(["→ two", "two"]);
    await run(deletePost, ada, { id });
    expect([await follow("one"), await follow("one", ada)]).toEqual(["not_found", "not_found"]);
  });
});

test("an id is read in any case; what is neither id nor slug names nothing", async () => {
  const { id, slug } = await write(ada, { status: "published" });
  expect(await follow(id.toUpperCase())).toBe(slug);
  for (const odd of ["A-TITLE", "a-title ", "a\0title", "%", "' or 1=1 --", "\ud800", "{}", "*"]) {
    expect(await follow(odd)).toBe("not_found");
  }
});

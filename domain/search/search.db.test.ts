import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import {
  deletePost,
  listPosts,
  publishPost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { searchPosts } from "#domain/search/operations";
import type { Marked } from "#domain/search/schema";
import { updateMe } from "#domain/users/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
});

const search = (q: string, more: { limit?: number; cursor?: string } = {}) =>
  run(searchPosts, guest, { q, ...more });
const titles = async (q: string) => (await search(q)).data.map(({ title }) => title);
const publish = (title: string, more: Parameters<typeof write>[1] = {}) =>
  write(ada, { title, status: "published", ...more });
const shown = (pieces: Marked) =>
  pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

describe("finds", () => {
  test("what has the words: the title before tags, these before the excerpt, that before the text", async () => {
    await publish("One", { body: "A walk by the harbor." });
    await publish("Two", { excerpt: "About a harbor.", body: "Nothing." });
    await publish("Three", { tags: ["Harbor"] });
    await publish("The harbor");
    expect(await titles("harbor")).toEqual(["The harbor", "Three", "Two", "One"]);
  });

  test("any form of a word, and the beginning of the last one", async () => {
    await publish("Running databases", { body: "Indexes are hypersensitive." });
    for (const q of [
      "run database",
      "databases running",
      "RUNS",
      "runni",
      "data",
      "index hypersens",
    ]) {
      expect(await titles(q), q).toEqual(["Running databases"]);
    }
    // All words must be there, and only the last one may be unfinished.
    expect(await titles("running elephants")).toEqual([]);
    expect((await search("datab running")).data.map(({ match }) => match)).toEqual(["similar"]);
  });

  test("with and without accents, and words that only a title makes matter", async () => {
    await publish("Déjà vu in the café", { body: "Señor Müller drinks." });
    await publish("The Who");
    for (const q of ["deja vu", "déjà", "CAFE", "senor muller"]) {
      expect(await titles(q), q).toEqual(["Déjà vu in the café"]);
    }
    expect(await titles("the who")).toEqual(["The Who"]);
  });

  test("what looks like markup", async () => {
    await publish("Using <Suspense>", { body: "The `<template>` element." });
    for (const q of ["suspense", "<Suspense>", "template", "<template>"]) {
      expect(await titles(q), q).toEqual(["Using <Suspense>"]);
    }
  });

  test("phrases, alternatives and what is not there", async () => {
    await publish("Green tea", { body: "The tea is green." });
    await publish("Green eyes", { body: "I like tea." });
    expect(await titles('"green tea"')).toEqual(["Green tea"]);
    expect((await titles("eyes or tea")).sort()).toEqual(["Green eyes", "Green tea"]);
    expect(await titles("green -eyes")).toEqual(["Green tea"]);
    expect(await titles("-green")).toEqual([]);
  });

  test("authors and co-authors by name and handle", async () => {
    await person("author", "grace");
    await publish("Compilers", { coAuthors: ["grace"] });
    expect(await titles("grace")).toEqual(["Compilers"]);
    expect(await titles("ada")).toEqual(["Compilers"]);
  });

  test("similar words when there is little, and says so", async () => {
    await publish("Keyset pagination", { body: "Cursors instead of offsets." });
    await publish("Markdown", { tags: ["Writing"] });
    const { data } = await search("keyset paginaton");
    expect(data.map(({ title, match }) => [title, match])).toEqual([
      ["Keyset pagination", "similar"],
    ]);
    expect(shown(data[0]?.highlights.title ?? [])).toBe("[Keyset] [pagination]");
    expect(await titles("markdwon")).toEqual(["Markdown"]);
    expect(await titles("wirting")).toEqual(["Markdown"]);
    expect((await search("keyset")).data[0]?.match).toBe("words");
    expect(await titles("zebra")).toEqual([]);
  });
});

describe("what nobody may read", () => {
  test("is not found, nor are words that only it has", async () => {
    const draft = await write(ada, { title: "Acquisition secrets" });
    const before = [await search("acquisition"), await search("aquisition")];
    expect(before.map(({ data }) => data)).toEqual([[], []]);
    expect((await run(searchPosts, ada, { q: "acquisition" })).data).toEqual([]);
    await run(publishPost, ada, { id: draft.id });
    expect(await titles("aquisition")).toEqual(["Acquisition secrets"]);
    await run(unpublishPost, ada, { id: draft.id });
    expect(await titles("acquisition")).toEqual([]);
    expect(await titles("aquisition")).toEqual([]);
    await run(publishPost, ada, { id: draft.id });
    await run(deletePost, ada, { id: draft.id });
    expect(await titles("acquisition")).toEqual([]);
  });
});

test("an edited post is found by what it says now", async () => {
  const { id } = await publish("Old title", { tags: ["Before"], body: "Former words." });
  await run(updatePost, ada, { id, title: "New title", tags: ["After"], body: "Present." });
  expect(await titles("old")).toEqual([]);
  expect(await titles("before")).toEqual([]);
  expect(await titles("former")).toEqual([]);
  for (const q of ["new", "after", "present"]) expect(await titles(q), q).toEqual(["New title"]);
});

test("somebody who has a new name is found by it", async () => {
  await publish("A post");
  await write(ada, { title: "A draft" });
  expect(await titles("lovelace")).toEqual([]);
  await run(updateMe, ada, { name: "Ada Lovelace" });
  expect(await titles("lovelace")).toEqual(["A post"]);
  expect(await titles("ada")).toEqual(["A post"]);
});

describe("what is marked", () => {
  test("is what matches: a word that is only written alike where it is what found the post", async () => {
    await publish("A cursor", { body: "Try curl, then move the cursor; cursors are opaque." });
    await publish("Curl", { body: "Only curl is here." });
    const { data } = await search("cursor");
    expect(
      data.map(({ match, highlights }) => [match, shown(highlights.title), shown(highlights.text)]),
    ).toEqual([
      ["words", "A [cursor]", "Try curl, then move the [cursor]; [cursors] are opaque."],
      ["similar", "[Curl]", "Only [curl] is here."],
    ]);
    // One word of two is mistyped: the other one is marked as itself.
    await publish("Keyset pagination", { body: "Curl asks with a cursor." });
    const [mixed] = (await search("cursor paginaton")).data;
    expect(mixed?.match).toBe("similar");
    expect(shown(mixed?.highlights.title ?? [])).toBe("Keyset [pagination]");
    expect(shown(mixed?.highlights.text ?? [])).toBe("Curl asks with a [cursor].");
    // Unfinished, the last word marks what it begins.
    const begun = (await search("move curs")).data.map(({ highlights }) => shown(highlights.text));
    expect(begun).toEqual(["Try curl, then [move] the [cursor]; [cursors] are opaque."]);
  });

  test("is text in pieces, whatever the post contains", async () => {
    const body = "Words &#2; before `<script>alert(1)</script>` and **needle** & after &#3; it.";
    await publish("A <b>needle</b>", { body });
    const { data } = await search("needle");
    expect(shown(data[0]?.highlights.title ?? [])).toBe("A <b>[needle]</b>");
    const text = shown(data[0]?.highlights.text ?? []);
    expect(text).toContain("<script>alert(1)</script> and [needle] & after");
    expect(text).not.toMatch(/\p{Cc}/u);
  });

  test("is a passage around the hit, and the excerpt where there is none", async () => {
    const body = `${"Before it all. ".repeat(200)} The needle lies here. ${"After it all. ".repeat(200)}`;
    await publish("Haystack", { body, excerpt: "About hay." });
    const [hit] = (await search("needle")).data;
    const text = shown(hit?.highlights.text ?? []);
    expect(text).toContain("[needle]");
    expect(text.length).toBeLessThan(400);
    expect(shown((await search("haystack")).data[0]?.highlights.text ?? [])).toBe("About hay.");
  });
});

test("pages, forward and back, show each post once, whatever is published meanwhile", async () => {
  for (let at = 0; at < 9; at++) {
    await publish(at % 3 ? `Common ${at}` : `Post ${at}`, { body: "A common word." });
  }
  const all = (await search("common")).data.map(({ id }) => id);
  expect(all).toHaveLength(9);
  const forth: string[] = [];
  let page = await search("common", { limit: 2 });
  for (;;) {
    forth.push(...page.data.map(({ id }) => id));
    if (!page.page.next) break;
    if (forth.length < 6) await publish("Common common");
    const following = await search("common", { limit: 2, cursor: page.page.next });
    const back = await search("common", { limit: 2, cursor: following.page.prev ?? "" });
    expect(back.data.map(({ id }) => id)).toEqual(page.data.map(({ id }) => id));
    page = following;
  }
  expect(forth).toEqual(all);
  const { next } = (await search("common", { limit: 2 })).page;
  expect(await verdict(search("word", { cursor: next ?? "" }))).toBe("bad_request");
});

test("a word in very many posts: the latest are ranked", async () => {
  await publish("Everywhere", { body: "Common." });
  await db().$executeRaw`
    insert into posts (id, slug, title, body, html, text, outline, auto_excerpt, word_count,
      reading_minutes, status, published_at, author_id)
    select gen_random_uuid(), 'p' || n, 'P', 'Common', '', 'Common', '[]', '', 1, 1, 'published',
      now() + n * interval '1 second', ${ada.id}::uuid from generate_series(1, 300) n`;
  await db().$executeRaw`
    insert into post_authors (post_id, user_id, position) select id, author_id, 0 from posts
    on conflict do nothing`;
  await db().$queryRaw`select refresh_post_search(array(select id from posts))::text`;
  let count = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { data, page } = await search("common", { limit: 100, ...(cursor ? { cursor } : {}) });
    count += data.length;
    cursor = page.next;
  }
  expect(count).toBe(200);
  expect(await titles("everywhere")).toEqual(["Everywhere"]);
});

describe("nothing that one can type fails", () => {
  test.each([
    ..."& | ! ( ) : * ' \\ \" - < > @ % _ $1 ; --".split(" "),
    ...["a & b", "'; drop table posts; --", "foo:*", "!!", '"unclosed', "or", "or or", "a or", "-"],
    ...["the", "the and of", "🎉", "日本語", "a\u0301", "e-mail@example.com", "https://x.y/z?q=1"],
    ...["<->", "a <-> b", "%%%%", "____", "\\", "x".repeat(200), "a ".repeat(100).trim()],
    ...['"a b" -"c d" or e', "\u202Eabc", "foo\tbar", "1.5e10", "-1", "--5", "/usr/bin"],
  ])("%j", async (q) => {
    await publish("A title");
    expect(["ok", "invalid"]).toContain(await verdict(search(q)));
    expect(["ok", "invalid"]).toContain(await verdict(run(listPosts, guest, { q })));
  });

  test("nor anything else", async () => {
    await publish("A title");
    const piece = fc.oneof(
      fc.constantFrom(
        "title",
        '"',
        "-",
        "or",
        "&",
        "|",
        "!",
        "(",
        ")",
        ":*",
        "<->",
        "'",
        "\\",
        " ",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        expect(["ok", "invalid"]).toContain(await verdict(search(pieces.join(""))));
      }),
      { numRuns: 60 },
    );
  });

  test.each(["", " ", "\u200B", "a\0b", "\uD800", "x".repeat(201)])("%j is refused", async (q) => {
    expect(await verdict(search(q))).toBe("invalid");
    expect(await verdict(run(listPosts, guest, { q }))).toBe("invalid");
  });
});

test("the longest post with ever other words is stored and found", async () => {
  const words = Array.from({ length: 110_000 }, (_, at) => `w${at.toString(36)}ü`).join(" ");
  await publish("A dictionary", { body: words.slice(0, 900_000) });
  expect(await titles("dictionary")).toEqual(["A dictionary"]);
  expect(await titles("w1ü")).toEqual(["A dictionary"]);
}, 60_000);

test("the language of the site decides which forms a word has", async () => {
  await db().site.create({ data: { id: 1, language: "de-CH" } });
  await publish("Die Häuser am See");
  expect(await titles("haus")).toEqual(["Die Häuser am See"]);
  await db().site.update({ where: { id: 1 }, data: { language: "xx" } });
  await publish("Häuser ohne Sprache", { body: "Die Wände." });
  expect(await titles("wänden")).toEqual([]);
  expect(await titles("wände")).toEqual(["Häuser ohne Sprache"]);
});

test("a query goes with every cursor that it gives", async () => {
  for (let at = 0; at < 3; at++) await publish("🎉".repeat(60), { body: "日本語 words" });
  const q = `words ${"日本語 or ".repeat(30)}words`.slice(0, 200).trim();
  const first = await search(q, { limit: 1 });
  expect(first.data).toHaveLength(1);
  expect((await search(q, { limit: 1, cursor: first.page.next ?? "" })).data).toHaveLength(1);
});

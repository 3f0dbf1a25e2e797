import { beforeEach, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { createComment } from "#domain/comments/operations";
import { importPost } from "#domain/imports/operations";
import { type Known, perform } from "#domain/operation";
import { deletePost, getPost, unpublishPost, updatePost } from "#domain/posts/operations";
import { redirectTarget } from "#domain/posts/queries";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// Only inside Next is there a cache to name the tags for.
vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

type File = z.input<typeof importPost.input>;

let admin: Known;

beforeEach(async () => {
  await truncateAll(db());
  admin = await person("admin");
});

const file = (more: Partial<File> = {}): File => ({
  source: "posts/a.md",
  contentHash: "1",
  title: "An old post",
  body: "Its *words*.",
  slug: null,
  excerpt: null,
  tags: [],
  authors: [],
  draft: false,
  date: "2020-02-02T02:02:02.000Z",
  updated: null,
  canonicalUrl: null,
  aliases: [],
  ...more,
});

const bring = (more: Partial<File> = {}) => run(importPost, admin, file(more));
const shown = (slug: string) => run(getPost, guest, { id: slug });
const handles = async () =>
  (await db().user.findMany({ orderBy: { id: "asc" } })).map(({ handle }) => handle);

describe("a file that is new", () => {
  test("becomes a post, published when it was written", async () => {
    const result = await bring({
      slug: "kept",
      excerpt: "In short.",
      tags: ["News", "Olds"],
      updated: "2021-01-01T00:00:00.000Z",
      canonicalUrl: "https://example.org/kept",
    });
    expect(result).toEqual({ result: "created", slug: "kept", notes: [] });
    expect(await shown("kept")).toMatchObject({
      title: "An old post",
      body: "Its *words*.",
      excerpt: "In short.",
      tags: [{ slug: "news" }, { slug: "olds" }],
      author: { handle: "admin" },
      status: "published",
      publishedAt: "2020-02-02T02:02:02.000Z",
      createdAt: "2020-02-02T02:02:02.000Z",
      updatedAt: "2021-01-01T00:00:00.000Z",
      canonicalUrl: "https://example.org/kept",
    });
    expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  });

  test("stays a draft where it was one", async () => {
    expect(await bring({ draft: true })).toMatchObject({ result: "created", notes: [] });
    expect(await verdict(shown("an-old-post"))).toBe("not_found");
    expect(await run(getPost, admin, { id: "an-old-post" })).toMatchObject({ status: "draft" });
  });

  test("stays a draft where its date lies ahead, and says so", async () => {
    const date = new Date(Date.now() + 60_000).toISOString();
    const { notes, slug } = await bring({ date });
    expect(notes).toEqual(["its date lies ahead, so it is a draft"]);
    expect(await run(getPost, admin, { id: slug })).toMatchObject({ status: "draft" });
  });

  test("without a date is published now", async () => {
    await bring({ date: null });
    const { publishedAt } = await shown("an-old-post");
    expect(Date.now() - Date.parse(publishedAt ?? "")).toBeLessThan(60_000);
  });

  test("gets a number where its slug is taken, and says so", async () => {
    await write(admin, { slug: "kept" });
    const renamed = await write(admin, { slug: "was" });
    await run(updatePost, admin, { id: renamed.id, slug: "is" });
    expect(await bring({ slug: "kept" })).toMatchObject({
      slug: "kept-2",
      notes: ["its slug “kept” became “kept-2”"],
    });
    expect(await bring({ source: "b.md", slug: "was" })).toMatchObject({ slug: "was-2" });
    expect(await bring({ source: "c.md", slug: "Feed" })).toMatchObject({
      slug: "feed-2",
      notes: ["its slug “Feed” became “feed-2”"],
    });
    expect(await bring({ source: "d.md", title: "Kept" })).toMatchObject({
      slug: "kept-3",
      notes: [],
    });
  });
});

describe("the same file again", () => {
  test("changes nothing", async () => {
    const more = { authors: ["Ada", "Bob"], tags: ["News"], aliases: ["/old"] };
    const first = await bring(more);
    const before = await everything();
    for (let again = 0; again < 3; again++) {
      expect(await bring(more)).toEqual({ result: "unchanged", slug: first.slug, notes: [] });
    }
    expect(await everything()).toEqual(before);
  });

  test("brings its post up to date when it changed, at the address it has", async () => {
    await bring({ slug: "kept", tags: ["News"] });
    const result = await bring({
      contentHash: "2",
      slug: "another",
      title: "A newer title",
      body: "Newer words.",
      tags: ["Olds"],
    });
    expect(result).toEqual({ result: "updated", slug: "kept", notes: [] });
    expect(await shown("kept")).toMatchObject({
      title: "A newer title",
      body: "Newer words.",
      tags: [{ slug: "olds" }],
      publishedAt: "2020-02-02T02:02:02.000Z",
      version: 3,
    });
    expect(await db().post.count()).toBe(1);
    expect((await eventTypes()).slice(2)).toEqual(["post.updated"]);
    const third = { contentHash: "3", title: "The newest" };
    expect(await bring(third)).toMatchObject({ result: "updated" });
  });

  test("with another hash and the same words: nothing happened", async () => {
    await bring({ tags: ["News"] });
    const before = await shown("an-old-post");
    expect(await bring({ contentHash: "2", tags: ["News"] })).toMatchObject({ result: "updated" });
    expect(await shown("an-old-post")).toEqual(before);
    expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  });

  test("publishes what was a draft there, once it is none", async () => {
    await bring({ draft: true });
    expect(await bring({ contentHash: "2" })).toMatchObject({ result: "updated" });
    expect(await shown("an-old-post")).toMatchObject({ publishedAt: "2020-02-02T02:02:02.000Z" });
    expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  });

  test.each<[string, (id: string) => Promise<unknown>]>([
    ["edited", (id) => run(updatePost, admin, { id, body: "Better words." })],
    ["unpublished", (id) => run(unpublishPost, admin, { id })],
    ["thrown away", (id) => run(deletePost, admin, { id })],
  ])("is left alone when it was %s here since", async (_, change) => {
    await bring();
    const { id } = await shown("an-old-post");
    await change(id);
    const before = await everything();
    const result = await bring({ contentHash: "2", body: "Other words.", aliases: ["/new"] });
    expect(result).toMatchObject({ result: "edited here since" });
    expect(await everything()).toEqual(before);
  });

  test("comments on the post are no edit of it", async () => {
    await bring();
    const { id } = await shown("an-old-post");
    await run(createComment, admin, { id, body: "Well." });
    expect(await bring({ contentHash: "2", body: "New." })).toMatchObject({ result: "updated" });
    expect(await shown("an-old-post")).toMatchObject({ body: "New.", commentCount: 1 });
  });

  test("makes a new post where the old one was deleted for good", async () => {
    await bring();
    const { id } = await shown("an-old-post");
    await run(deletePost, admin, { id, permanent: true });
    expect(await bring()).toMatchObject({ result: "created", slug: "an-old-post" });
    expect((await shown("an-old-post")).id).not.toBe(id);
  });

  test("at the same moment makes one post", async () => {
    const results = await Promise.all([1, 2, 3].map(() => bring({ authors: ["Ada"] })));
    expect(results.map(({ result }) => result).sort()).toEqual([
      "created",
      "unchanged",
      "unchanged",
    ]);
    expect(await db().post.count()).toBe(1);
    expect(await handles()).toEqual(["admin", "ada"]);
  });
});

describe("authors", () => {
  test("get a page once, however many posts name them, and no way to sign in", async () => {
    for (const [at, authors] of [["Ada Lovelace", "Bob"], ["Bob"], ["Ada Lovelace"]].entries()) {
      await bring({ source: `${at}.md`, title: `Post ${at}`, authors });
    }
    expect((await handles()).sort()).toEqual(["ada-lovelace", "admin", "bob"]);
    const ada = await db().user.findUniqueOrThrow({ where: { handle: "ada-lovelace" } });
    expect(ada).toMatchObject({ name: "Ada Lovelace", role: "author", email: null, postCount: 2 });
    expect(await db().account.count()).toBe(0);
    const { author, coAuthors } = await shown("post-0");
    expect([author.handle, ...coAuthors.map(({ handle }) => handle)]).toEqual([
      "ada-lovelace",
      "bob",
    ]);
  });

  test.each([
    ["a word that is a path of the blog", "Admin Me", "admin-me"],
    ["a reserved word", "Settings", "settings-2"],
    ["a very long name", `${"Abcdefghi ".repeat(9)}`.trim(), /^abcdefghi(-abcdefghi)*$/],
    ["a name in another script", "Анна", "anna"],
  ])("get one page each, also with %s for a name", async (_, name, handle) => {
    for (const at of [1, 2, 3]) {
      await bring({ source: `${at}.md`, title: `Post ${at}`, authors: [name] });
    }
    const made = (await handles()).filter((each) => each !== "admin");
    expect(made).toEqual([expect.stringMatching(handle)]);
    expect(await shown("post-3")).toMatchObject({ author: { name } });
  });

  test("who are here already keep their page", async () => {
    await person("editor", "ada");
    await bring({ authors: ["Ada"] });
    expect(await shown("an-old-post")).toMatchObject({ author: { handle: "ada" } });
    expect(await db().user.count()).toBe(2);
  });
});

describe("addresses of the old blog", () => {
  test("lead to the post, as long as it is public", async () => {
    await bring({ aliases: ["/2020/02/old.html", "/?p=42"] });
    expect(await redirectTarget("/2020/02/old.html")).toBe("/posts/an-old-post");
    expect(await redirectTarget("/?p=42")).toBe("/posts/an-old-post");
    expect(await redirectTarget("/other")).toBeNull();
    const { id } = await shown("an-old-post");
    await run(unpublishPost, admin, { id });
    expect(await redirectTarget("/?p=42")).toBeNull();
  });

  test("lead to the post that had them first, and the other one says so", async () => {
    await bring({ aliases: ["/old"] });
    const second = { source: "b.md", title: "Second", aliases: ["/old", "/new"] };
    expect((await bring(second)).notes).toEqual(["/old already leads to another post"]);
    expect(await redirectTarget("/old")).toBe("/posts/an-old-post");
    expect(await redirectTarget("/new")).toBe("/posts/second");
  });

  test("that are new purge the answer that nothing was there", async () => {
    await bring();
    const call = { actor: admin, input: file({ contentHash: "2", aliases: ["/old"] }) };
    const { happenings } = await perform(importPost, call);
    expect(happenings.flatMap(({ tags }) => tags)).toContain("posts");
  });
});

test("needs the permission to import", async () => {
  for (const role of ["reader", "author", "editor"] as const) {
    const actor = await person(role);
    expect(await verdict(run(importPost, actor, file()))).toBe("forbidden");
  }
  expect(await verdict(run(importPost, guest, file()))).toBe("unauthenticated");
});

/** Every row that an import may touch. */
async function everything() {
  return Promise.all([
    db().post.findMany({ orderBy: { id: "asc" } }),
    db().revision.count(),
    db().tag.findMany({ orderBy: { id: "asc" } }),
    db().user.findMany({ orderBy: { id: "asc" } }),
    db().redirect.findMany({ orderBy: { path: "asc" } }),
    db().importItem.findMany(),
    db().event.count(),
  ]);
}

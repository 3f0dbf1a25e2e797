import { beforeEach, describe, expect, test } from "vitest";
import { createComment } from "#domain/comments/operations";
import type { Known } from "#domain/operation";
import {
  createPost,
  deletePost,
  getPost,
  publishPost,
  replacePost,
  restorePost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { type Actor, guest, type Scope, tokenPermissions } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let bob: Known;
let editor: Known;

const everything = {
  title: "All of it",
  body: "# One\n\nTwo.",
  slug: "all-of-it",
  excerpt: "In short.",
  tags: ["News", "Old tales"],
  coAuthors: ["bob"],
  canonicalUrl: "https://example.org/a",
  seoTitle: "For machines",
  seoDescription: "For machines, longer.",
  commentsOpen: false,
};

/** What a person would compare: the post without what changes with each save. */
async function shown(id: string) {
  const { version: _, updatedAt: __, ...rest } = await run(getPost, editor, { id });
  return rest;
}

const revisions = (postId: string) =>
  db().revision.findMany({ where: { postId }, orderBy: { number: "asc" } });

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  bob = await person("author", "bob");
  editor = await person("editor", "editor");
});

describe("creating", () => {
  test("stores what was said, and answers with it", async () => {
    const post = await run(createPost, ada, everything);
    expect(post).toMatchObject({
      ...everything,
      tags: [
        { slug: "news", name: "News" },
        { slug: "old-tales", name: "Old tales" },
      ],
      coAuthors: [{ handle: "bob" }],
      author: { handle: "ada" },
      status: "draft",
      version: 1,
      publishedAt: null,
      excerptFrom: "author",
      url: "/posts/all-of-it",
      wordCount: 2,
      commentCount: 0,
    });
    expect(post.html).toContain("Two.");
    expect(await run(getPost, ada, { id: post.id })).toEqual(post);
    expect(await run(getPost, ada, { id: "all-of-it" })).toEqual(post);
  });

  // What was just written is put together, not read; unless it has a cover or co-authors.
  test.each([
    ["a draft", {}],
    ["with tags", { tags: ["Old tales", "News", "old-tales"], excerpt: "Short." }],
    ["published", { status: "published" as const, tags: ["News"], seoTitle: "Seen" }],
    ["scheduled", { status: "scheduled" as const, scheduledFor: "2999-01-02T03:04:05.678Z" }],
  ])("answers with what is read later: %s", async (_, more) => {
    const input = { title: "Put together", body: "# One\n\nTwo.\n\n## Three", ...more };
    const post = await run(createPost, ada, input);
    expect(await run(getPost, ada, { id: post.id })).toEqual(post);
  });

  test("needs a title and a text alone", async () => {
    const post = await run(createPost, ada, { title: " A title ", body: "First.\n\nSecond." });
    expect(post).toMatchObject({
      title: "A title",
      slug: "a-title",
      excerpt: "First.",
      excerptFrom: "body",
      tags: [],
      coAuthors: [],
      commentsOpen: true,
      canonicalUrl: null,
    });
  });

  test("publishes at once, now or with a date of the past, never of the future", async () => {
    const now = await write(ada, { status: "published" });
    expect(Date.now() - Date.parse(now.publishedAt ?? "")).toBeLessThan(60_000);
    const then = "2020-02-02T02:02:02.020Z";
    const old = await write(ada, { status: "published", publishedAt: then });
    expect(old).toMatchObject({ status: "published", publishedAt: then });
    const soon = new Date(Date.now() + 60_000).toISOString();
    const early = write(ada, { status: "published", publishedAt: soon });
    expect(await wrongField(early)).toBe("/publishedAt future");
    expect(await wrongField(write(ada, { publishedAt: then }))).toBe("/publishedAt not_published");
    expect(await db().post.count()).toBe(2);
  });

  test("refuses co-authors who are not here, and a cover that is not one's own", async () => {
    expect(await wrongField(write(ada, { coAuthors: ["bob", "eve"] }))).toBe(
      "/coAuthors not_found",
    );
    const picture = { ownerId: bob.id, url: "/u/1", digest: "1", mediaType: "image/png" };
    const size = { bytes: 1, width: 1, height: 1 };
    const { id } = await db().upload.create({ data: { ...picture, ...size } });
    expect(await wrongField(write(ada, { cover: id }))).toBe("/cover not_found");
    expect((await write(bob, { cover: id })).cover).toMatchObject({ url: "/u/1" });
  });

  test("a tag has one spelling, the first one's, and stands on a post once", async () => {
    await write(ada, { tags: ["Déjà vu"] });
    const post = await write(bob, { tags: ["deja-vu", "DEJA VU", "New"] });
    expect(post.tags).toEqual([
      { slug: "deja-vu", name: "Déjà vu" },
      { slug: "new", name: "New" },
    ]);
  });
});

describe("updating", () => {
  test.each([
    ["title", "Another", "Another"],
    ["body", "Other words.", "Other words."],
    ["slug", "another", "another"],
    ["excerpt", "Shorter.", "Shorter."],
    ["canonicalUrl", "https://example.org/b", "https://example.org/b"],
    ["seoTitle", "Other", "Other"],
    ["seoDescription", "Other", "Other"],
    ["commentsOpen", true, true],
    ["excerpt", null, "Two."],
    ["canonicalUrl", null, null],
    ["seoTitle", null, null],
    ["seoDescription", null, null],
  ])("%s to %j changes that alone", async (key, value, expected) => {
    const { id } = await run(createPost, ada, everything);
    const before = await shown(id);
    const after = await run(updatePost, ada, { id, [key]: value });
    expect(after.version).toBe(2);
    expect(Object.entries(after).find(([name]) => name === key)?.[1]).toEqual(expected);
    const derived = ["html", "text", "outline", "wordCount", "url", "excerpt", "excerptFrom"];
    const others = Object.keys(before).filter((name) => name !== key && !derived.includes(name));
    const now = await shown(id);
    for (const name of others) expect(now).toHaveProperty(name, before[name as keyof typeof now]);
  });

  test("null clears, and an empty list empties", async () => {
    const { id } = await run(createPost, ada, everything);
    const cleared = { excerpt: null, canonicalUrl: null, seoTitle: null, seoDescription: null };
    const after = await run(updatePost, ada, { id, ...cleared, tags: [], coAuthors: [] });
    expect(after).toMatchObject({
      excerpt: "Two.",
      excerptFrom: "body",
      canonicalUrl: null,
      seoTitle: null,
      seoDescription: null,
      tags: [],
      coAuthors: [],
    });
  });

  test("what cannot be empty cannot be cleared", async () => {
    const { id } = await write(ada);
    for (const key of ["title", "body", "slug", "tags", "coAuthors", "commentsOpen"]) {
      expect(await verdict(run(updatePost, ada, { id, [key]: null }))).toBe("invalid");
    }
  });

  test("tags and authors stand in the order given", async () => {
    const { id } = await run(createPost, ada, { ...everything, coAuthors: ["bob", "editor"] });
    const turned = { tags: ["Old tales", "News"], coAuthors: ["editor", "bob"] };
    const after = await run(updatePost, ada, { id, ...turned });
    expect(after.tags.map(({ slug }) => slug)).toEqual(["old-tales", "news"]);
    expect(after.author.handle).toBe("ada");
    expect(after.coAuthors.map(({ handle }) => handle)).toEqual(["editor", "bob"]);
  });

  test("the owner stays the first author, wherever somebody names her", async () => {
    const { id } = await write(ada, { coAuthors: ["bob", "ada"] });
    const after = await run(updatePost, bob, { id, coAuthors: ["ada", "bob", "bob"] });
    expect(after.author.handle).toBe("ada");
    expect(after.coAuthors.map(({ handle }) => handle)).toEqual(["bob"]);
  });

  test("the date of a published post may move back, not forward; a draft has none", async () => {
    const { id } = await write(ada, { status: "published" });
    const at = "2020-02-02T00:00:00.000Z";
    expect(await run(updatePost, ada, { id, publishedAt: at })).toMatchObject({ publishedAt: at });
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(await wrongField(run(updatePost, ada, { id, publishedAt: soon }))).toBe(
      "/publishedAt future",
    );
    const draft = await write(ada);
    expect(await wrongField(run(updatePost, ada, { id: draft.id, publishedAt: at }))).toBe(
      "/publishedAt not_published",
    );
  });

  test("a co-author may, another author may not", async () => {
    const { id } = await write(ada, { coAuthors: ["bob"], status: "published" });
    const eve = await person("author", "eve");
    expect(await verdict(run(updatePost, bob, { id, title: "Bob's" }))).toBe("ok");
    expect(await verdict(run(updatePost, eve, { id, title: "Eve's" }))).toBe("forbidden");
    expect(await verdict(run(deletePost, bob, { id }))).toBe("forbidden");
  });
});

describe("replacing", () => {
  test("puts back to its default what is not said, but for the address", async () => {
    const { id } = await run(createPost, ada, everything);
    const after = await run(replacePost, ada, { id, title: "New", body: "New words." });
    expect(after).toMatchObject({
      title: "New",
      body: "New words.",
      slug: "all-of-it",
      excerpt: "New words.",
      excerptFrom: "body",
      tags: [],
      coAuthors: [],
      canonicalUrl: null,
      seoTitle: null,
      seoDescription: null,
      commentsOpen: true,
      status: "draft",
      version: 2,
    });
  });

  test("with the same words again changes nothing", async () => {
    const { id } = await run(createPost, ada, everything);
    const first = await run(replacePost, ada, { id, ...everything, title: "New" });
    const second = await run(replacePost, ada, { id, ...everything, title: "New" });
    expect(second).toEqual(first);
    expect(await eventTypes()).toEqual(["post.created", "post.updated"]);
  });
});

describe("a save that changes nothing", () => {
  test.each<[string, object]>([
    ["says nothing", {}],
    ["says the title again", { title: "All of it" }],
    ["says the title again, with spaces around it", { title: "  All of it " }],
    ["says everything again", everything],
    ["names the tags by their slugs", { tags: ["news", "old-tales"] }],
    ["names a tag twice", { tags: ["News", "Old tales", "NEWS"] }],
    ["names the owner among the co-authors", { coAuthors: ["ada", "bob"] }],
    ["names a co-author twice", { coAuthors: ["bob", "bob"] }],
  ])("and %s keeps the version, and nothing happened", async (_, changes) => {
    const post = await run(createPost, ada, everything);
    expect(await run(updatePost, ada, { id: post.id, ...changes })).toEqual(post);
    expect(await eventTypes()).toEqual(["post.created"]);
    expect(await revisions(post.id)).toHaveLength(1);
  });

  test("publishing what is published, unpublishing a draft", async () => {
    const draft = await write(ada);
    expect(await run(unpublishPost, ada, { id: draft.id })).toEqual(draft);
    const published = await run(publishPost, ada, { id: draft.id });
    expect(await run(publishPost, ada, { id: draft.id })).toEqual(published);
    expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  });
});

describe("versions", () => {
  test("of two who save the same version at once exactly one wins", async () => {
    const { id } = await write(ada);
    for (const version of [1, 2, 3]) {
      const saves = ["One", "Two", "Three", "Four"].map((name) =>
        verdict(run(updatePost, ada, { id, title: `${name} ${version}`, version })),
      );
      expect((await Promise.all(saves)).sort()).toEqual(["conflict", "conflict", "conflict", "ok"]);
    }
    expect(await run(getPost, ada, { id })).toMatchObject({ version: 4 });
    expect(await eventTypes()).toHaveLength(4);
  });

  test("of two who save at once without a version both are kept, one after the other", async () => {
    const { id } = await write(ada, { tags: ["A"] });
    await Promise.all([
      run(updatePost, ada, { id, title: "New title" }),
      run(updatePost, editor, { id, tags: ["B"] }),
    ]);
    const post = await run(getPost, ada, { id });
    expect(post).toMatchObject({ title: "New title", tags: [{ name: "B" }], version: 3 });
  });

  test("a stale one is a conflict in the input, and fails the precondition of a header", async () => {
    const { id } = await write(ada);
    await run(updatePost, ada, { id, title: "Newer" });
    type Say = { id: string; version?: number };
    const words = { title: "Stale", body: "Stale." };
    for (const save of [
      (say: Say, header?: number[]) => run(updatePost, ada, { ...say, ...words }, header),
      (say: Say, header?: number[]) => run(replacePost, ada, { ...say, ...words }, header),
      (say: Say, header?: number[]) => run(publishPost, ada, say, header),
      (say: Say, header?: number[]) => run(unpublishPost, ada, say, header),
      (say: Say, header?: number[]) => run(deletePost, ada, say, header),
    ]) {
      expect(await verdict(save({ id, version: 1 }))).toBe("conflict");
      expect(await verdict(save({ id }, [1]))).toBe("precondition_failed");
      expect(await verdict(save({ id }, []))).toBe("precondition_failed");
    }
    expect(await run(getPost, ada, { id })).toMatchObject({ title: "Newer", version: 2 });
    expect(await verdict(run(updatePost, ada, { id, title: "Newest" }, [1, 2]))).toBe("ok");
    expect(await verdict(run(restorePost, ada, { id }))).toBe("not_found");
  });

  test("the refusal says which version is current", async () => {
    const { id } = await write(ada);
    await run(updatePost, ada, { id, title: "Newer" });
    await expect(run(updatePost, ada, { id, title: "Stale", version: 1 })).rejects.toMatchObject({
      details: { version: 2 },
    });
  });
});

describe("revisions", () => {
  test("one for every change of the words, and none for anything else", async () => {
    const { id } = await write(ada, { title: "One", body: "First." });
    await run(updatePost, bob, { id, title: "x" }).catch(() => undefined); // not his
    await run(updatePost, ada, { id, body: "Second." });
    await run(updatePost, ada, { id, tags: ["News"] });
    await run(updatePost, ada, { id, commentsOpen: false, seoTitle: "x" });
    await run(publishPost, ada, { id });
    // As a form sends it: everything, of which only the tags are new.
    const { title, body, slug } = await run(getPost, ada, { id });
    await run(updatePost, ada, { id, title, body, slug, tags: ["Olds"] });
    await run(updatePost, editor, { id, slug: "two", title: "Two" });
    const kept = await revisions(id);
    expect(kept).toMatchObject([
      { number: 1, title: "One", body: "First.", slug: "one", editorId: ada.id },
      { number: 2, title: "One", body: "Second.", slug: "one", editorId: ada.id },
      { number: 7, title: "Two", body: "Second.", slug: "two", editorId: editor.id },
    ]);
    expect(kept).toHaveLength(3);
  });
});

describe("the trash", () => {
  test.each(["draft", "published"] as const)("gives back a %s as it was", async (status) => {
    const at = status === "published" ? { publishedAt: "2021-01-01T00:00:00.000Z" } : {};
    const { id } = await run(createPost, ada, { ...everything, status, ...at });
    const before = await shown(id);
    await run(deletePost, ada, { id });
    expect(await verdict(run(getPost, ada, { id }))).toBe("not_found");
    expect(await verdict(run(getPost, guest, { id: "all-of-it" }))).toBe("not_found");
    await run(restorePost, ada, { id });
    expect(await shown(id)).toEqual(before);
  });

  test("gives back a schedule that is still to come, and one that has passed as a draft", async () => {
    for (const [wait, status] of [
      [60_000, "scheduled"],
      [-60_000, "draft"],
    ] as const) {
      const { id } = await write(ada);
      const scheduledFor = new Date(Date.now() + wait);
      await db().post.update({ where: { id }, data: { status: "scheduled", scheduledFor } });
      await run(deletePost, ada, { id });
      expect(await run(restorePost, ada, { id })).toMatchObject({ status });
    }
  });

  test("is open to its owner and to editors, and to what is in it alone", async () => {
    const { id } = await write(ada, { coAuthors: ["bob"] });
    expect(await verdict(run(restorePost, ada, { id }))).toBe("not_found");
    await run(deletePost, ada, { id });
    expect(await verdict(run(deletePost, ada, { id }))).toBe("not_found");
    expect(await verdict(run(restorePost, bob, { id }))).toBe("not_found");
    expect(await verdict(run(updatePost, ada, { id, title: "x" }))).toBe("not_found");
    expect(await verdict(run(publishPost, ada, { id }))).toBe("not_found");
    expect(await verdict(run(restorePost, editor, { id }))).toBe("ok");
  });

  test("is refused twice: of two who restore at once one comes too late", async () => {
    const { id } = await write(ada);
    await run(deletePost, ada, { id });
    const both = [ada, editor].map((actor) => verdict(run(restorePost, actor, { id })));
    expect((await Promise.all(both)).sort()).toEqual(["not_found", "ok"]);
  });
});

describe("deleting for good", () => {
  test("leaves nothing that hung on it, and everything else", async () => {
    const kept = await write(ada, { title: "Kept", tags: ["News"], status: "published" });
    const { id } = await run(createPost, ada, { ...everything, commentsOpen: true });
    await run(publishPost, ada, { id });
    await run(updatePost, ada, { id, slug: "renamed" });
    const comment = await run(createComment, bob, { id, body: "Well." });
    await run(createComment, ada, { id, body: "Said.", parentId: comment.id });
    await db().reaction.create({ data: { postId: id, userId: bob.id, kind: "like" } });
    await db().redirect.create({ data: { path: "/old", postId: id } });
    const item = { source: "a.md", contentHash: "1", postId: id, postVersion: 1 };
    await db().importItem.create({ data: item });

    await run(deletePost, ada, { id, permanent: true });

    const hung = ["comments", "reactions", "redirects", "revisions", "former_slugs"];
    for (const table of [...hung, "post_tags", "post_authors", "import_items"]) {
      const [row] = await db().$queryRawUnsafe<{ n: number }[]>(
        `select count(*)::int as n from ${table} where post_id = $1::uuid`,
        id,
      );
      expect([table, row?.n]).toEqual([table, 0]);
    }
    expect(await run(getPost, guest, { id: kept.id })).toEqual(kept);
    expect(await verdict(run(getPost, ada, { id: "all-of-it" }))).toBe("not_found");
    const again = await run(createPost, bob, { title: "x", body: "x", slug: "all-of-it" });
    expect(again.slug).toBe("all-of-it"); // its addresses are free again
  });

  test("reaches what is in the trash, and what is not", async () => {
    const one = await write(ada);
    await run(deletePost, ada, { id: one.id });
    const two = await write(ada);
    for (const { id } of [one, two]) {
      expect(await verdict(run(deletePost, bob, { id, permanent: true }))).toBe("not_found");
      expect(await verdict(run(deletePost, ada, { id, permanent: true }))).toBe("ok");
      expect(await verdict(run(deletePost, ada, { id, permanent: true }))).toBe("not_found");
    }
    expect(await db().post.count()).toBe(0);
  });
});

describe("what is gone for good", () => {
  const told = (id: string, actors: Actor[]) =>
    Promise.all(actors.map((actor) => verdict(run(getPost, actor, { id }))));

  test("was known to everybody if it was public to the last", async () => {
    const { id } = await write(ada, { status: "published" });
    await run(deletePost, ada, { id, permanent: true });
    expect(await told(id, [guest, bob, ada, editor])).toEqual(["gone", "gone", "gone", "gone"]);
    expect(await told(id.toUpperCase(), [guest])).toEqual(["gone"]);
  });

  test("was known to its owner and editors alone when it was a draft or in the trash", async () => {
    const draft = await write(ada);
    const { id } = await write(ada, { status: "published" });
    await run(deletePost, ada, { id });
    expect(await told(id, [guest, bob, ada, editor])).toEqual(Array(4).fill("not_found"));
    for (const each of [draft.id, id]) {
      await run(deletePost, editor, { id: each, permanent: true });
      const verdicts = await told(each, [guest, bob, ada, editor]);
      expect(verdicts).toEqual(["not_found", "not_found", "gone", "gone"]);
    }
    const token = (...scopes: Scope[]): Actor => ({
      ...ada,
      kind: "token",
      tokenId: id,
      may: tokenPermissions("author", scopes),
    });
    const tokens = [token("comments:write"), token("posts:read")];
    expect(await told(id, tokens)).toEqual(["not_found", "gone"]);
  });

  test("is not said of an address, which is free again", async () => {
    const { id, slug } = await write(ada, { status: "published" });
    await run(deletePost, ada, { id, permanent: true });
    expect(await told(slug, [ada])).toEqual(["not_found"]);
  });
});

describe("events", () => {
  test("each change is recorded once, with who did it", async () => {
    const { id } = await write(ada);
    await run(updatePost, editor, { id, title: "New" });
    await run(publishPost, ada, { id });
    await run(unpublishPost, ada, { id });
    await run(deletePost, ada, { id });
    await run(restorePost, ada, { id });
    await run(deletePost, ada, { id, permanent: true });
    const rows = await db().event.findMany({ orderBy: { id: "asc" } });
    const told = rows.map(({ type, visibility, actorId }) => [
      type,
      visibility,
      actorId === ada.id,
    ]);
    expect(told).toEqual([
      ["post.created", "owner", true],
      ["post.updated", "owner", false],
      ["post.published", "public", true],
      ["post.unpublished", "public", true],
      ["post.trashed", "owner", true],
      ["post.restored", "owner", true],
      ["post.deleted", "owner", true],
    ]);
    expect(rows.every(({ subjectId }) => subjectId === id)).toBe(true);
  });

  test("published at once is two things that happened", async () => {
    await write(ada, { status: "published" });
    expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  });

  test("what fails halfway leaves nothing behind", async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { id } = await write(ada, { title: "Here", status: "published", tags: ["News"] });
    const before = await Promise.all([eventTypes(), rowCounts()]);
    const tags = ["Brand new"];
    for (const fail of [
      () => write(ada, { tags, status: "published", publishedAt: soon }),
      () => write(ada, { tags, coAuthors: ["nobody"] }),
      () => write(ada, { tags, slug: "here" }),
      () => run(updatePost, ada, { id, tags, slug: "there", coAuthors: ["nobody"] }),
      () => run(updatePost, ada, { id, tags, slug: "there", publishedAt: soon }),
      () => run(updatePost, ada, { id, tags, version: 7 }),
    ]) {
      expect(await verdict(fail())).not.toBe("ok");
    }
    expect(await Promise.all([eventTypes(), rowCounts()])).toEqual(before);
  });
});

async function rowCounts() {
  const [posts, tags, formerSlugs, revisions, postTags] = await Promise.all([
    db().post.findMany({ select: { slug: true, version: true } }),
    db().tag.findMany({ select: { slug: true, postCount: true } }),
    db().formerSlug.count(),
    db().revision.count(),
    db().postTag.count(),
  ]);
  return { posts, tags, formerSlugs, revisions, postTags };
}

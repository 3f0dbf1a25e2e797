import { beforeEach, describe, expect, test } from "vitest";
import { type Known, perform } from "#domain/operation";
import {
  createPost,
  deletePost,
  emptyTrash,
  getPost,
  listPosts,
  publishDuePost,
  publishPost,
  restorePost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { guest, system } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;

const day = 24 * 60 * 60 * 1000;
const ahead = (days = 1) => new Date(Date.now() + days * day).toISOString();
const ago = (days = 1) => new Date(Date.now() - days * day).toISOString();

/** A post whose time came while nobody looked. */
async function due(days: number, title = "Due") {
  const post = await write(ada, { title, status: "scheduled", scheduledFor: ahead() });
  const scheduledFor = ago(days);
  await db().post.update({ where: { id: post.id }, data: { scheduledFor } });
  return { ...post, scheduledFor };
}

const tick = () => run(publishDuePost, system, {});

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
});

describe("scheduling", () => {
  test("a post can begin scheduled, is nobody's to read before, and is version 1", async () => {
    const scheduledFor = ahead();
    const post = await write(ada, { status: "scheduled", scheduledFor });
    expect(post).toMatchObject({
      status: "scheduled",
      scheduledFor,
      publishedAt: null,
      version: 1,
    });
    expect(await verdict(run(getPost, guest, { id: post.id }))).toBe("not_found");
    expect((await run(listPosts, guest, {})).data).toEqual([]);
    expect((await run(listPosts, ada, { status: "scheduled" })).data).toHaveLength(1);
    expect(await eventTypes()).toEqual(["post.created", "post.scheduled"]);
    expect(await db().event.findMany({ where: { visibility: "public" } })).toEqual([]);
  });

  test.each([
    ["scheduled without a time", { status: "scheduled" }, "/scheduledFor required"],
    ["scheduled for the past", { status: "scheduled", scheduledFor: ago() }, "/scheduledFor past"],
    ["a draft with a time", { scheduledFor: ahead() }, "/scheduledFor not_scheduled"],
    [
      "published with a time",
      { status: "published", scheduledFor: ahead() },
      "/scheduledFor not_scheduled",
    ],
    [
      "scheduled with a date of publication",
      { status: "scheduled", scheduledFor: ahead(), publishedAt: ago() },
      "/publishedAt not_published",
    ],
  ] as const)("none begins %s", async (_, input, wrong) => {
    expect(await wrongField(write(ada, input))).toBe(wrong);
    expect(await db().post.count()).toBe(0);
  });

  test("publishing at a later time schedules, again moves it, without a time does it now", async () => {
    const { id } = await write(ada);
    const at = ahead();
    expect(await run(publishPost, ada, { id, at })).toMatchObject({
      status: "scheduled",
      scheduledFor: at,
      version: 2,
    });
    expect(await run(publishPost, ada, { id, at })).toMatchObject({ version: 2 });
    expect(await wrongField(run(publishPost, ada, { id, at: ago() }))).toBe("/at past");
    expect(await run(publishPost, ada, { id, at: ahead(2) })).toMatchObject({ version: 3 });
    const now = await run(publishPost, ada, { id });
    expect(now).toMatchObject({ status: "published", scheduledFor: null, version: 4 });
    expect(Math.abs(Date.now() - Date.parse(now.publishedAt ?? ""))).toBeLessThan(60_000);
    expect(await verdict(run(publishPost, ada, { id, at }))).toBe("conflict");
  });

  test("a change can schedule, move and cancel it, in one version with the words", async () => {
    const { id } = await write(ada);
    const scheduledFor = ahead();
    const change = { id, title: "Later", status: "scheduled", scheduledFor } as const;
    expect(await run(updatePost, ada, change)).toMatchObject({
      title: "Later",
      status: "scheduled",
      scheduledFor,
      version: 2,
    });
    expect(await run(updatePost, ada, change)).toMatchObject({ version: 2 });
    const moved = await run(updatePost, ada, { id, scheduledFor: ahead(2) });
    expect(moved).toMatchObject({ status: "scheduled", version: 3 });
    expect(await wrongField(run(updatePost, ada, { id, scheduledFor: ago() }))).toBe(
      "/scheduledFor past",
    );
    const cancelled = await run(updatePost, ada, { id, scheduledFor: null });
    expect(cancelled).toMatchObject({ status: "draft", scheduledFor: null, version: 4 });
    expect((await eventTypes()).slice(1)).toEqual([
      "post.updated",
      "post.scheduled",
      "post.updated",
      "post.scheduled",
      "post.updated",
      "post.unpublished",
    ]);
  });

  test("what is published is not scheduled, and null leaves it alone", async () => {
    const { id } = await write(ada, { status: "published" });
    expect(await verdict(run(updatePost, ada, { id, scheduledFor: ahead() }))).toBe("conflict");
    expect(await run(updatePost, ada, { id, scheduledFor: null })).toMatchObject({ version: 1 });
  });

  test("unpublishing takes the time away", async () => {
    const { id } = await write(ada, { status: "scheduled", scheduledFor: ahead() });
    const after = await run(unpublishPost, ada, { id });
    expect(after).toMatchObject({ status: "draft", scheduledFor: null });
  });

  test("the trash keeps the time; one that passed there comes back as a draft without it", async () => {
    const { id, scheduledFor } = await write(ada, { status: "scheduled", scheduledFor: ahead() });
    await run(deletePost, ada, { id });
    expect(await run(restorePost, ada, { id })).toMatchObject({
      status: "scheduled",
      scheduledFor,
    });
    await run(deletePost, ada, { id });
    await db().post.update({ where: { id }, data: { scheduledFor: ago() } });
    expect(await tick()).toEqual({ id: null });
    const back = await run(restorePost, ada, { id });
    expect(back).toMatchObject({ status: "draft", scheduledFor: null });
  });
});

describe("the clock", () => {
  test("publishes what is due, the first one first, dated at its time, and nothing else", async () => {
    const later = await due(1);
    const first = await due(2);
    await write(ada, { status: "scheduled", scheduledFor: ahead() });
    await write(ada);
    expect(await tick()).toEqual({ id: first.id });
    expect(await tick()).toEqual({ id: later.id });
    expect(await tick()).toEqual({ id: null });
    expect(await run(getPost, guest, { id: first.id })).toMatchObject({
      status: "published",
      publishedAt: first.scheduledFor,
      scheduledFor: null,
      version: 2,
    });
    expect((await run(listPosts, guest, {})).data).toHaveLength(2);
    const user = await db().user.findUniqueOrThrow({ where: { handle: "ada" } });
    expect(user.postCount).toBe(2);
  });

  test("says what happened, as the blog itself, with the tags to purge", async () => {
    const { id } = await due(1);
    await tick();
    const event = await db().event.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({
      type: "post.published",
      subjectId: id,
      actorKind: "system",
      actorId: null,
      visibility: "public",
    });
    expect(event.tags).toContain(`post:${id}`);
  });

  test("of many instances at once, each post is published by one", async () => {
    const posts = await Promise.all(Array.from({ length: 6 }, (_, at) => due(1, `Due ${at}`)));
    const done: (string | null)[] = [];
    const instance = async () => {
      for (;;) {
        const { id } = await tick();
        if (id === null) return;
        done.push(id);
      }
    };
    await Promise.all([instance(), instance(), instance(), instance()]);
    // Whoever found the last ones locked has gone; nothing is left for the next look.
    expect(await tick()).toEqual({ id: null });
    expect(done.sort()).toEqual(posts.map(({ id }) => id).sort());
    const published = await db().event.count({ where: { type: "post.published" } });
    expect(published).toBe(posts.length);
  });

  test("empties the trash of what has been there for thirty days", async () => {
    const [old, young] = [await write(ada), await write(ada)];
    for (const { id } of [old, young]) await run(deletePost, ada, { id });
    await db().post.update({ where: { id: old.id }, data: { trashedAt: ago(30.01) } });
    await db().post.update({ where: { id: young.id }, data: { trashedAt: ago(29.99) } });
    expect(await run(emptyTrash, system, {})).toEqual({ id: old.id });
    expect(await run(emptyTrash, system, {})).toEqual({ id: null });
    expect(await verdict(run(restorePost, ada, { id: old.id }))).toBe("not_found");
    expect(await run(restorePost, ada, { id: young.id })).toMatchObject({ status: "draft" });
    const event = await db().event.findFirstOrThrow({ where: { type: "post.deleted" } });
    expect(event).toMatchObject({ subjectId: old.id, actorKind: "system", actorId: null });
  });

  test("is nobody's but the blog's own", async () => {
    const admin = await person("admin");
    for (const operation of [publishDuePost, emptyTrash]) {
      expect(await verdict(perform(operation, { actor: admin, input: {} }))).toBe("forbidden");
      expect(await verdict(perform(operation, { actor: guest, input: {} }))).toBe(
        "unauthenticated",
      );
    }
  });
});

test("a post that is published when it is made has version 1 and its counts", async () => {
  const post = await run(createPost, ada, {
    title: "At once",
    body: "Words.",
    tags: ["New"],
    status: "published",
  });
  expect(post).toMatchObject({ status: "published", version: 1 });
  expect(await db().tag.findMany({ select: { postCount: true } })).toEqual([{ postCount: 1 }]);
  expect(await eventTypes()).toEqual(["post.created", "post.published"]);
  const revisions = await db().revision.findMany({ select: { number: true } });
  expect(revisions).toEqual([{ number: 1 }]);
});

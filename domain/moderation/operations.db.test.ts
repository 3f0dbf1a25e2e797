import { beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  createComment,
  deleteComment,
  getComment,
  listComments,
  updateComment,
} from "#domain/comments/operations";
import {
  dismissReports,
  hideComment,
  listModerated,
  listReports,
  reportComment,
  showComment,
} from "#domain/moderation/operations";
import { countQueue } from "#domain/moderation/queries";
import type { Known } from "#domain/operation";
import { deletePost, getPost } from "#domain/posts/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let bob: Known;
let reader: Known;
let other: Known;
let editor: Known;
let post: string;
let one: { id: string; commentId: string };

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  bob = await person("author", "bob");
  reader = await person("reader");
  other = await person("reader", "other");
  editor = await person("editor");
  post = (await write(ada, { title: "Disputed", status: "published" })).id;
  one = { id: post, commentId: (await say("Buy my book.")).id };
});

const say = (body: string, parentId: string | null = null) =>
  run(createComment, reader, { id: post, body, parentId });
const report = (who: Known, more: Partial<z.input<typeof reportComment.input>> = {}) =>
  run(reportComment, who, { ...one, reason: "spam", ...more });
const queue = async (who: Known, state: "reported" | "all" | "hidden" = "reported") =>
  (await run(listModerated, who, { state })).data;
const bodies = async () =>
  (await run(listComments, guest, { id: post })).data.map(({ body, status }) => body || status);
const commentCount = async () => (await run(getPost, guest, { id: post })).commentCount;

describe("a report", () => {
  test("is one a reader and comment, whatever became of the first", async () => {
    await report(other);
    expect(await verdict(report(other, { reason: "abuse" }))).toBe("conflict");
    await run(dismissReports, editor, one);
    expect(await verdict(report(other))).toBe("conflict");
    await report(ada, { reason: "other", words: "It is not his book." });
    expect(await queue(editor)).toMatchObject([
      {
        id: one.commentId,
        body: "Buy my book.",
        post: { id: post, title: "Disputed" },
        reportCount: 1,
        reports: [{ reason: "other", words: "It is not his book.", settledAt: null }],
      },
    ]);
  });

  test("ten at once of one reader are one", async () => {
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => verdict(report(other))));
    expect(verdicts.filter((each) => each === "ok")).toHaveLength(1);
    expect(await queue(editor)).toMatchObject([{ reportCount: 1 }]);
  });

  test("is not for one's own comment, and says what is wrong", async () => {
    expect(await verdict(report(reader))).toBe("forbidden");
    expect(await wrongField(report(other, { reason: "other", words: " \u200b " }))).toBe(
      "/words custom",
    );
  });

  test("does not say by whom it is, and is for moderators only", async () => {
    await report(other);
    for (const who of [ada, editor]) {
      const told = JSON.stringify([await run(listReports, who, one), await queue(who)]);
      expect(told).not.toContain(other.id);
      expect(told).not.toContain("The other");
    }
    expect(await verdict(run(listReports, reader, one))).toBe("forbidden");
    const event = await db().event.findFirstOrThrow({ where: { type: "comment.reported" } });
    expect(event).toMatchObject({ visibility: "staff", tags: [] });
  });

  test("changes nothing that readers see", async () => {
    const before = await run(getComment, guest, one);
    await report(other);
    expect(await run(getComment, guest, one)).toEqual(before);
  });
});

describe("the queue", () => {
  test("is an editor's for all, an author's for his own posts, and empty for who has none", async () => {
    const second = await write(bob, { status: "published" });
    const there = await run(createComment, ada, { id: second.id, body: "Well." });
    await run(reportComment, reader, { id: second.id, commentId: there.id, reason: "abuse" });
    await report(other);
    const ids = async (who: Known) => (await queue(who)).map(({ id }) => id);
    expect(await ids(editor)).toEqual([one.commentId, there.id]);
    expect(await ids(ada)).toEqual([one.commentId]);
    expect(await ids(bob)).toEqual([there.id]);
    expect(await ids(reader)).toEqual([]);
    expect(await countQueue(editor)).toEqual({ reported: 2, all: 2, hidden: 0 });
    expect(await countQueue(ada)).toEqual({ reported: 1, all: 1, hidden: 0 });
    await run(deletePost, bob, { id: second.id });
    expect(await ids(editor)).toEqual([one.commentId]);
  });

  test("is a co-author's too", async () => {
    post = (await write(ada, { status: "published", coAuthors: ["bob"] })).id;
    const { id } = await say("Hm.");
    expect((await queue(bob, "all")).map((each) => each.id)).toEqual([id]);
    await run(hideComment, bob, { id: post, commentId: id });
    expect((await queue(ada, "hidden")).map((each) => each.id)).toEqual([id]);
  });

  test("is filtered by post and by writer, and paged in the order of the reports", async () => {
    const ids = [one.commentId];
    for (const body of ["2", "3"]) ids.push((await say(body)).id);
    for (const commentId of [ids[2], ids[0], ids[1]]) {
      await run(reportComment, other, { id: post, commentId: commentId ?? "", reason: "spam" });
    }
    const first = await run(listModerated, editor, { limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    const rest = await run(listModerated, editor, { limit: 2, cursor: first.page.next ?? "" });
    expect(rest.data.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await run(listModerated, editor, { post: ada.id })).data).toEqual([]);
    expect((await run(listModerated, editor, { author: "reader" })).data).toHaveLength(3);
    expect((await run(listModerated, editor, { author: "ada" })).data).toHaveLength(0);
  });
});

describe("hiding", () => {
  test("takes the words from everybody but the writer and moderators; showing brings them back", async () => {
    await report(other);
    const hidden = await run(hideComment, ada, one);
    expect(hidden).toMatchObject({ status: "hidden", version: 2, body: "Buy my book." });
    expect(await bodies()).toEqual([]);
    expect(await commentCount()).toBe(0);
    for (const who of [guest, other, bob]) {
      expect(await verdict(run(getComment, who, one))).toBe("not_found");
    }
    for (const who of [reader, ada, editor]) {
      expect(await run(getComment, who, one)).toMatchObject({ status: "hidden" });
    }
    expect(await queue(ada)).toEqual([]);
    expect(await queue(ada, "hidden")).toMatchObject([{ id: one.commentId, reportCount: 0 }]);

    await run(hideComment, ada, one); // once more changes nothing
    expect(await run(showComment, editor, one)).toMatchObject({ status: "visible", version: 3 });
    expect(await bodies()).toEqual(["Buy my book."]);
    expect(await commentCount()).toBe(1);
    expect((await eventTypes()).slice(3)).toEqual([
      "comment.reported",
      "comment.hidden",
      "comment.shown",
    ]);
  });

  test("keeps the place of what was answered", async () => {
    await say("No.", one.commentId);
    await run(hideComment, ada, one);
    expect(await bodies()).toEqual(["hidden", "No."]);
    const [place] = (await run(listComments, editor, { id: post })).data;
    expect(place).toMatchObject({ author: null, html: "", status: "hidden" });
  });

  test("brings an empty place back with the answer that hung on it", async () => {
    const reply = await say("No.", one.commentId);
    const there = { id: post, commentId: reply.id };
    await run(hideComment, ada, there);
    await run(deleteComment, reader, one);
    expect(await bodies()).toEqual([]);
    await run(showComment, ada, there);
    expect(await bodies()).toEqual(["deleted", "No."]);
  });

  test("lets nobody answer, change or report it; its writer may still delete it", async () => {
    await run(hideComment, ada, one);
    expect(await wrongField(say("But!", one.commentId))).toBe("/parentId not_found");
    expect(await verdict(run(updateComment, reader, { ...one, body: "Sorry." }))).toBe("not_found");
    expect(await verdict(report(other))).toBe("not_found");
    await run(deleteComment, reader, one);
    expect(await verdict(run(showComment, ada, one))).toBe("not_found");
    expect(await queue(ada, "hidden")).toEqual([]);
    expect(await commentCount()).toBe(0);
  });

  test("of what has changed since is refused", async () => {
    await run(updateComment, reader, { ...one, body: "Read my book, please." });
    expect(await verdict(run(hideComment, ada, { ...one, version: 1 }))).toBe("conflict");
    expect(await verdict(run(hideComment, ada, one))).toBe("ok");
  });

  test("and showing by many at once counts true", async () => {
    const reply = await say("No.", one.commentId);
    const steps = [hideComment, showComment, hideComment, showComment, hideComment, showComment];
    const ids = [one.commentId, reply.id];
    const running = ids.flatMap((commentId) =>
      steps.map((step) => verdict(run(step, ada, { id: post, commentId }))),
    );
    expect(new Set(await Promise.all(running))).toEqual(new Set(["ok"]));
    const shown = await db().comment.count({ where: { postId: post, status: "visible" } });
    expect(await commentCount()).toBe(shown);
  });
});

import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import {
  createComment,
  deleteComment,
  getComment,
  listComments,
  updateComment,
} from "#domain/comments/operations";
import { commentsPerPage, placeOfComment, publishedThread } from "#domain/comments/queries";
import { type CommentView, maxDepth } from "#domain/comments/schema";
import { hideComment, showComment } from "#domain/moderation/operations";
import type { Known } from "#domain/operation";
import { deletePost, getPost, unpublishPost } from "#domain/posts/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";
import { missing } from "#lib/testing/fixture";

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

let ada: Known;
let reader: Known;
let editor: Known;
let post: string;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  reader = await person("reader");
  editor = await person("editor");
  post = (await write(ada, { status: "published" })).id;
});

type Said = z.input<typeof createComment.input>;
const say = (body: string, more: Partial<Said> = {}) =>
  run(createComment, reader, { id: post, body, ...more });
const erase = (commentId: string) => run(deleteComment, reader, { id: post, commentId });

/** The whole thread, read in pages of `limit`. */
async function thread(limit = 100): Promise<CommentView[]> {
  const rows: CommentView[] = [];
  let cursor: string | null | undefined;
  do {
    const input: z.input<typeof listComments.input> = { id: post, limit };
    const { data, page } = await run(listComments, guest, cursor ? { ...input, cursor } : input);
    rows.push(...data);
    cursor = page.next;
  } while (cursor);
  return rows;
}

/** The thread as indented words; a place without words is a dash. */
const outline = async () =>
  (await thread()).map(({ depth, body, author }) => "  ".repeat(depth) + (author ? body : "–"));

describe("a comment", () => {
  test("is shown as Markdown of a small kind, with who wrote it", async () => {
    const comment = await say("I *agree*. <script>alert(1)</script>");
    expect(comment).toMatchObject({
      postId: post,
      parentId: null,
      body: "I *agree*. <script>alert(1)</script>",
      author: { handle: "reader", name: "The reader" },
      status: "visible",
      version: 1,
      depth: 0,
      replyCount: 0,
    });
    expect(comment.html).toContain("<em>agree</em>");
    expect(comment.html).not.toContain("<script");
    expect(await run(getComment, guest, { id: post, commentId: comment.id })).toEqual(comment);
  });

  test("can be changed by who wrote it, and by nobody else", async () => {
    const { id: commentId } = await say("Frist!");
    const after = await run(updateComment, reader, { id: post, commentId, body: "First!" });
    expect(after).toMatchObject({ body: "First!", version: 2 });
    for (const actor of [ada, editor]) {
      const change = run(updateComment, actor, { id: post, commentId, body: "Mine." });
      expect(await verdict(change)).toBe("forbidden");
    }
    const again = await run(updateComment, reader, { id: post, commentId, body: "First!" });
    expect(again).toEqual(after);
    const stale = run(updateComment, reader, { id: post, commentId, body: "Old.", version: 1 });
    expect(await verdict(stale)).toBe("conflict");
    expect((await eventTypes()).slice(2)).toEqual(["comment.created", "comment.updated"]);
  });

  test.each(["", "  \n ", "\u200b", "a\0b", "\ud800", "x".repeat(10_001)])(
    "of no words, or of too many, is refused",
    async (body) => {
      expect(await verdict(say(body))).toBe("invalid");
    },
  );

  test("needs a post that is published, open, and one that he may read", async () => {
    const draft = await write(ada);
    const closed = await write(ada, { status: "published", commentsOpen: false });
    const body = "Well.";
    expect(await verdict(run(createComment, reader, { id: draft.id, body }))).toBe("not_found");
    expect(await verdict(run(createComment, ada, { id: draft.id, body }))).toBe("conflict");
    expect(await verdict(run(createComment, ada, { id: closed.id, body }))).toBe("forbidden");
    expect(await verdict(run(createComment, reader, { id: missing, body }))).toBe("not_found");
    await run(deletePost, ada, { id: post });
    expect(await verdict(say(body))).toBe("not_found");
    expect(await db().comment.count()).toBe(0);
  });

  test("is found under its own post alone", async () => {
    const other = await write(ada, { status: "published" });
    const { id: commentId } = await say("Here.");
    const there = { id: other.id, commentId };
    expect(await verdict(run(getComment, guest, there))).toBe("not_found");
    expect(await verdict(run(updateComment, reader, { ...there, body: "x" }))).toBe("not_found");
    expect(await verdict(run(deleteComment, editor, there))).toBe("not_found");
    expect(await verdict(run(getComment, guest, { id: post, commentId }))).toBe("ok");
    await run(unpublishPost, ada, { id: post });
    expect(await verdict(run(getComment, guest, { id: post, commentId }))).toBe("not_found");
    expect(await verdict(run(listComments, guest, { id: post }))).toBe("not_found");
  });
});

describe("a reply", () => {
  test("stands below what it answers", async () => {
    const one = await say("One");
    await say("Two");
    const reply = await say("One, one", { parentId: one.id });
    await say("One, two", { parentId: one.id });
    await say("One, one, one", { parentId: reply.id });
    expect(await outline()).toEqual([
      "One",
      "  One, one",
      "    One, one, one",
      "  One, two",
      "Two",
    ]);
  });

  test("answers a comment that is there, under the same post", async () => {
    const other = await write(ada, { status: "published" });
    const there = await run(createComment, ada, { id: other.id, body: "There." });
    const gone = await say("Gone.");
    await erase(gone.id);
    for (const parentId of [there.id, gone.id, missing]) {
      expect(await wrongField(say("What?", { parentId }))).toBe("/parentId not_found");
    }
    expect(await outline()).toEqual([]);
  });

  test("may be as deep as the limit, and no deeper", async () => {
    let parentId: string | null = null;
    for (let depth = 0; depth <= maxDepth; depth++) {
      const comment: CommentView = await say(`At ${depth}`, { parentId });
      expect(comment.depth).toBe(depth);
      parentId = comment.id;
    }
    expect(await wrongField(say("Deeper", { parentId }))).toBe("/parentId too_deep");
  });

  test("to a comment that is deleted in the same moment is refused or keeps its place", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await say("Now or never.");
      await Promise.all([erase(id), verdict(say("Reply", { parentId: id }))]);
      await expectTrueCounts();
    }
  });
});

describe("deleting", () => {
  test("leaves nothing of a comment that nobody answered", async () => {
    const { id } = await say("Never mind.");
    await erase(id);
    expect(await outline()).toEqual([]);
    expect(await verdict(run(getComment, guest, { id: post, commentId: id }))).toBe("not_found");
    expect(await verdict(erase(id))).toBe("not_found");
    const row = await db().comment.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ body: "", html: "", status: "deleted" });
  });

  test("keeps the place of one that was answered, without words and name", async () => {
    const one = await say("One");
    await say("Reply", { parentId: one.id });
    await erase(one.id);
    expect(await outline()).toEqual(["–", "  Reply"]);
    const [place] = await thread();
    expect(place).toMatchObject({ author: null, body: "", html: "", status: "deleted" });
    expect(JSON.stringify(place)).not.toContain(reader.id);
  });

  test("keeps every place above a comment that is still there", async () => {
    const one = await say("One");
    const two = await say("Two", { parentId: one.id });
    const three = await say("Three", { parentId: two.id });
    await say("Four", { parentId: three.id });
    for (const { id } of [one, three, two]) await erase(id);
    expect(await outline()).toEqual(["–", "  –", "    –", "      Four"]);
  });

  test("clears the places above with the last comment that needed them", async () => {
    const one = await say("One");
    const two = await say("Two", { parentId: one.id });
    const three = await say("Three", { parentId: two.id });
    await say("Aside", { parentId: one.id });
    for (const { id } of [two, one, three]) await erase(id);
    expect(await outline()).toEqual(["–", "  Aside"]);
  });

  test("is for its writer, the post's authors and editors", async () => {
    const other = await person("reader", "another");
    const bob = await person("author", "bob");
    const ids = [await say("1"), await say("2"), await say("3")].map(({ id }) => id);
    for (const actor of [other, bob]) {
      const attempt = run(deleteComment, actor, { id: post, commentId: ids[0] ?? "" });
      expect(await verdict(attempt)).toBe("forbidden");
    }
    for (const [at, actor] of [reader, ada, editor].entries()) {
      const attempt = run(deleteComment, actor, { id: post, commentId: ids[at] ?? "" });
      expect(await verdict(attempt)).toBe("ok");
    }
  });

  test("twice at once happens once", async () => {
    const { id } = await say("Never mind.");
    const verdicts = await Promise.all([1, 2, 3].map(() => verdict(erase(id))));
    expect(verdicts.sort()).toEqual(["not_found", "not_found", "ok"]);
    await expectTrueCounts();
    expect((await eventTypes()).filter((type) => type === "comment.deleted")).toHaveLength(1);
  });
});

describe("many at once", () => {
  test("are all there and all counted", async () => {
    const { id } = await say("Root");
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => say(`${at}`, at % 2 ? { parentId: id } : {})),
    );
    expect(await thread()).toHaveLength(21);
    await expectTrueCounts();
  });

  test("while the post is deleted for good: each is told that it is gone", async () => {
    for (let round = 0; round < 4; round++) {
      const { id } = await write(ada, { status: "published" });
      const root = await run(createComment, reader, { id, body: "Root" });
      const replies = Array.from({ length: 4 }, () =>
        verdict(run(createComment, reader, { id, body: "Reply", parentId: root.id })),
      );
      const removal = verdict(run(deletePost, ada, { id, permanent: true }));
      const told = await Promise.all([removal, ...replies]);
      expect(told[0]).toBe("ok");
      expect(told.filter((each) => !["ok", "not_found", "invalid"].includes(each))).toEqual([]);
      expect(await db().comment.count({ where: { postId: id } })).toBe(0);
    }
  });
});

test("a random thread reads depth first, in the order of writing, whatever is deleted, hidden or shown and however it is paged", async () => {
  // A comment answers the one so many before it, or nothing; then some are taken away or brought back.
  const answers = fc.array(fc.nat(3), { minLength: 6, maxLength: 14 });
  const verb = fc.constantFrom("erase", "hide", "hide", "show");
  const changes = fc.array(fc.tuple(verb, fc.nat(13)), { minLength: 5, maxLength: 20 });
  const limits = fc.integer({ min: 1, max: 7 });
  await fc.assert(
    fc.asyncProperty(answers, changes, limits, async (back, steps, limit) => {
      post = (await write(ada, { status: "published" })).id;
      const model: Written[] = [];
      for (const [at, step] of back.entries()) {
        const parent = step === 0 ? undefined : model[at - step];
        const body = `Comment ${at}`;
        const { id } = await say(body, parent ? { parentId: parent.id } : {});
        model.push({ id, body, parent, state: "visible" });
      }
      for (const [what, number] of steps) {
        const target = model[number];
        if (!target) continue;
        const gone = target.state === "gone";
        const one = { id: post, commentId: target.id };
        const running =
          what === "erase"
            ? erase(target.id)
            : run(what === "hide" ? hideComment : showComment, ada, one);
        expect(await verdict(running)).toBe(gone ? "not_found" : "ok");
        const then = { erase: "gone", hide: "hidden", show: "visible" } as const;
        if (!gone) target.state = then[what as keyof typeof then];
        await expectTrueCounts();
      }
      const read = await thread(limit);
      expect(read.map(({ id, body }) => [id, body])).toEqual(depthFirst(model));
      await expectTrueCounts();
    }),
    { numRuns: 15 },
  );
}, 60_000);

interface Written {
  id: string;
  body: string;
  parent: Written | undefined;
  state: "visible" | "hidden" | "gone";
}

/** What a reader sees: every comment before its replies, and only places that something hangs on. */
function depthFirst(all: Written[], parent?: Written): [string, string][] {
  return all
    .filter((each) => each.parent === parent)
    .flatMap((each) => {
      const below = depthFirst(all, each);
      const empty = each.state !== "visible";
      if (empty && below.length === 0) return [];
      return [[each.id, empty ? "" : each.body] as [string, string], ...below];
    });
}

/** The counts that are kept beside posts and comments, against those that SQL finds. */
async function expectTrueCounts(): Promise<void> {
  const [posts, comments] = await Promise.all([
    db().$queryRaw`
      select p.comment_count as kept,
        (select count(*)::int from comments c where c.post_id = p.id and c.status = 'visible') as found
      from posts p`,
    // A reply counts as long as the thread shows it: for its words, or for what hangs on it.
    db().$queryRaw`
      select c.reply_count as kept, (select count(*)::int from comments r where r.parent_id = c.id and
        (r.status = 'visible' or exists (select from comments d
          where d.path like r.path || '_%' and d.status = 'visible'))) as found
      from comments c`,
  ]);
  for (const { kept, found } of [...(posts as Counted[]), ...(comments as Counted[])]) {
    expect(kept).toBe(found);
  }
}

interface Counted {
  kept: number;
  found: number;
}

test("a thread is shown in parts, and each comment has its place in one", async () => {
  const { slug } = await run(getPost, guest, { id: post });
  const first = await say("The first");
  const ids: string[] = [];
  for (let at = 1; at < commentsPerPage; at++) ids.push((await say(`Number ${at}`)).id);
  expect(await publishedThread(post, 1)).toMatchObject({ more: false });
  // An answer to the first one pushes the last one on.
  await say("An answer", { parentId: first.id });
  const last = ids.at(-1) ?? "";
  const [one, two] = [await publishedThread(post, 1), await publishedThread(post, 2)];
  expect(one.more).toBe(true);
  expect(one.comments).toHaveLength(commentsPerPage);
  expect(one.comments.slice(0, 2).map(({ body }) => body)).toEqual(["The first", "An answer"]);
  expect(two).toMatchObject({ more: false, comments: [{ id: last }] });
  expect(await publishedThread(post, 3)).toEqual({ comments: [], more: false });
  expect(await placeOfComment(first.id)).toBe(`/posts/${slug}`);
  expect(await placeOfComment(last)).toBe(`/posts/${slug}/comments/page/2`);
  await run(hideComment, ada, { id: post, commentId: first.id });
  expect(await placeOfComment(first.id)).toBe(`/posts/${slug}`);
  await erase(last);
  expect(await placeOfComment(last)).toBeNull();
  expect(await placeOfComment(missing)).toBeNull();
  await run(unpublishPost, ada, { id: post });
  expect(await placeOfComment(first.id)).toBeNull();
}, 30_000);

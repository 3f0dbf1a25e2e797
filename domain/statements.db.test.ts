import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import { createComment, listComments } from "#domain/comments/operations";
import { type Operation, perform } from "#domain/operation";
import { createPost, listPosts } from "#domain/posts/operations";
import { searchPosts } from "#domain/search/operations";
import { listTags } from "#domain/tags/operations";
import { listAuthors } from "#domain/users/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { person, run, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// A list asks the database as often for fifty rows as for one, and a write as seldom as it can.

let postId: string;

beforeAll(async () => {
  await truncateAll(db());
  for (let at = 0; at < 50; at++) {
    const author = await person("author", `author-${at}`);
    const tags = ["Common", `Tag ${at}`];
    const coAuthors = at > 0 ? ["author-0"] : [];
    const post = await write(author, { title: `Post ${at}`, tags, coAuthors, status: "published" });
    postId ??= post.id;
    await run(createComment, author, { id: postId, body: "Well." });
  }
}, 120_000);

/** How many statements this sends. */
async function counted(work: () => Promise<void>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

/** How many a list sends, for so many rows. */
const statements = (operation: Operation, input: object, limit: number) =>
  counted(async () => {
    const answer = (await run(operation, guest, { ...input, limit })) as { data: unknown[] };
    expect(answer.data).toHaveLength(limit);
  });

test.each<[string, Operation, () => object]>([
  ["posts", listPosts, () => ({})],
  ["posts with their texts", listPosts, () => ({ include: "body,html" })],
  ["posts by number", listPosts, () => ({ page: 1 })],
  ["posts of a tag", listPosts, () => ({ tag: "common" })],
  ["posts of an author", listPosts, () => ({ author: "author-0" })],
  ["posts with a word", listPosts, () => ({ q: "post" })],
  ["what a search found", searchPosts, () => ({ q: "words" })],
  ["comments", listComments, () => ({ id: postId })],
  ["tags", listTags, () => ({})],
  ["authors", listAuthors, () => ({})],
])("%s", async (_, operation, input) => {
  const one = await statements(operation, input(), 1);
  expect(one).toBeGreaterThan(0);
  expect(await statements(operation, input(), 50)).toBe(one);
});

// docs/decisions/0022 names them. Each one more is felt: `npm run bench`, creates.
test("a post created with a key", async () => {
  const actor = await person("author", "writer");
  const create = async (key: string) => {
    const input = { title: `Counted ${key}`, body: "Words." };
    await perform(createPost, { actor, input, once: { key, sentBy: "program" } });
  };
  await create("first");
  expect(await counted(() => create("second"))).toBe(6);
});

import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Known } from "#domain/operation";
import { deletePost, updatePost } from "#domain/posts/operations";
import { neighborsOf, relatedPosts } from "#domain/posts/queries";
import { db } from "#lib/db";
import { person, run, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// What a post's page says of other posts.

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

let ada: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
});

/** A post that was published on this day of January 2026. */
async function published(title: string, day: number, tags: string[] = []) {
  const publishedAt = new Date(Date.UTC(2026, 0, day));
  return write(ada, { title, tags, status: "published", publishedAt });
}

const titles = (posts: ({ title: string } | null)[]) => posts.map((post) => post?.title ?? null);

describe("the posts before and after", () => {
  const beside = async (id: string) => {
    const { previous, next } = await neighborsOf(id);
    return titles([previous, next]);
  };

  test("are those by date, whatever was written first; at the ends there is none", async () => {
    const late = await published("Late", 9);
    const early = await published("Early", 1);
    const middle = await published("Middle", 5);
    expect(await beside(early.id)).toEqual([null, "Middle"]);
    expect(await beside(middle.id)).toEqual(["Early", "Late"]);
    expect(await beside(late.id)).toEqual(["Middle", null]);
  });

  test("of one instant each follow each other once", async () => {
    const posts = await Promise.all(["A", "B", "C"].map((title) => published(title, 3)));
    const first = (await Promise.all(posts.map(({ id }) => neighborsOf(id)))).findIndex(
      ({ previous }) => previous === null,
    );
    const walked: string[] = [];
    for (let at = posts[first]; at; ) {
      walked.push(at.title);
      const { next } = await neighborsOf(at.id);
      at = posts.find(({ id }) => id === next?.id);
    }
    expect(walked.toSorted()).toEqual(["A", "B", "C"]);
  });

  test("are never drafts or in the trash", async () => {
    const early = await published("Early", 1);
    const gone = await published("Gone", 2);
    await published("Late", 3);
    await write(ada, { title: "Draft" });
    await run(deletePost, ada, { id: gone.id });
    expect(await beside(early.id)).toEqual([null, "Late"]);
  });
});

describe("related posts", () => {
  const related = async (id: string, most?: number) => titles(await relatedPosts(id, most));

  test("share a tag; more and rarer ones weigh more, and of equals the later comes first", async () => {
    const post = await published("Post", 1, ["Common", "Rare"]);
    await published("Common, early", 2, ["Common"]);
    await published("Common, late", 3, ["Common"]);
    await published("Rare", 4, ["Rare"]);
    await published("Both", 5, ["Common", "Rare"]);
    await published("Neither", 6, ["Other"]);
    expect(await related(post.id, 9)).toEqual(["Both", "Rare", "Common, late", "Common, early"]);
    expect(await related(post.id)).toHaveLength(3);
  });

  test("are none for a post without tags, and never the post itself or one that is hidden", async () => {
    const alone = await published("Alone", 1);
    const post = await published("Post", 2, ["Tag"]);
    await write(ada, { title: "Draft", tags: ["Tag"] });
    const gone = await published("Gone", 3, ["Tag"]);
    await run(deletePost, ada, { id: gone.id });
    expect(await related(alone.id)).toEqual([]);
    expect(await related(post.id)).toEqual([]);
  });

  test("follow a change of tags", async () => {
    const post = await published("Post", 1, ["Tag"]);
    const other = await published("Other", 2, ["Else"]);
    await run(updatePost, ada, { id: other.id, tags: ["Tag"] });
    expect(await related(post.id)).toEqual(["Other"]);
  });
});

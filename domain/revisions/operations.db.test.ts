import { beforeEach, describe, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import { publishPost, updatePost } from "#domain/posts/operations";
import {
  diffRevision,
  getRevision,
  listRevisions,
  restoreRevision,
} from "#domain/revisions/operations";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let editor: Known;
let id: string;

const first = { title: "A title", body: "One.\n\nTwo.\n\nThree." };

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  editor = await person("editor", "editor");
  ({ id } = await write(ada, first));
});

const change = (changes: object) => run(updatePost, ada, { id, ...changes });

describe("the list", () => {
  test("has every save that changed the words, the latest first, and what it changed", async () => {
    await change({ body: "One.\n\nTwo, and a half — é.\n\nThree." });
    await change({ tags: ["Not the words"] });
    await run(publishPost, ada, { id });
    await run(updatePost, editor, { id, title: "Another", slug: "another", excerpt: "Short." });
    const { data, page } = await run(listRevisions, ada, { id });
    expect(data.map(({ createdAt: _, ...rest }) => rest)).toEqual([
      {
        number: 5,
        title: "Another",
        editor: { handle: "editor", name: "The editor", image: null },
        current: true,
        changed: ["title", "slug", "excerpt"],
        size: 37,
        sizeChange: 0,
      },
      {
        number: 2,
        title: "A title",
        editor: { handle: "ada", name: "The ada", image: null },
        current: false,
        changed: ["body"],
        size: 37,
        sizeChange: 19,
      },
      {
        number: 1,
        title: "A title",
        editor: { handle: "ada", name: "The ada", image: null },
        current: false,
        changed: [],
        size: 18,
        sizeChange: 18,
      },
    ]);
    expect(page).toEqual({ next: null, prev: null, limit: 20 });
  });

  test("goes on where a page ends, and compares across its edge", async () => {
    for (const body of ["b", "c", "d", "e"]) await change({ body });
    const numbers: number[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { data, page } = await run(listRevisions, ada, {
        id,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      numbers.push(...data.map(({ number }) => number));
      for (const { number, changed } of data) expect(changed).toEqual(number > 1 ? ["body"] : []);
      cursor = page.next;
    }
    expect(numbers).toEqual([5, 4, 3, 2, 1]);
  });

  test("keeps a revision whose editor has gone", async () => {
    await db().revision.updateMany({ data: { editorId: null } });
    const { data } = await run(listRevisions, ada, { id });
    expect(data[0]).toMatchObject({ number: 1, editor: null });
  });
});

describe("one revision", () => {
  test("is whole, and says whether it is the present text", async () => {
    await change({ title: "Another", excerpt: "Short.", body: "Other words." });
    expect(await run(getRevision, ada, { id, number: 1 })).toMatchObject({
      ...first,
      postId: id,
      slug: "a-title",
      excerpt: null,
      current: false,
    });
    expect(await run(getRevision, ada, { id, number: 2 })).toMatchObject({ current: true });
    expect(await verdict(run(getRevision, ada, { id, number: 3 }))).toBe("not_found");
  });
});

describe("the difference", () => {
  beforeEach(async () => {
    await change({ body: "One.\n\nTwo and more.\n\nThree." });
    await change({ title: "Another", body: "One.\n\nTwo and more.\n\nThree.\n\nFour." });
  });

  test("is that to the present, unless another one is named", async () => {
    const diff = await run(diffRevision, ada, { id, number: 1 });
    expect(diff).toMatchObject({ from: 1, to: 3, slug: null, excerpt: null });
    expect(diff.title).toMatchObject({ removed: 1, added: 1 });
    expect(diff.body).toMatchObject({ removed: 1, added: 3, smallest: true });
    const step = await run(diffRevision, ada, { id, number: 1, against: 2 });
    expect(step).toMatchObject({ from: 1, to: 2, title: null, body: { removed: 1, added: 1 } });
  });

  test("is told from the older to the newer, whichever is asked for", async () => {
    const one = await run(diffRevision, ada, { id, number: 3, against: 1 });
    expect(one).toEqual(await run(diffRevision, ada, { id, number: 1, against: 3 }));
  });

  test("to itself is none, and to one that is not there not_found", async () => {
    expect(await run(diffRevision, ada, { id, number: 3 })).toMatchObject({
      from: 3,
      to: 3,
      body: null,
    });
    expect(await verdict(run(diffRevision, ada, { id, number: 1, against: 9 }))).toBe("not_found");
  });
});

describe("restoring", () => {
  test("makes a new version of the old words, and loses none", async () => {
    await change({ title: "Another", slug: "another", body: "Other words.", tags: ["Kept"] });
    const post = await run(restoreRevision, editor, { id, number: 1 });
    expect(post).toMatchObject({ ...first, slug: "another", version: 3, tags: [{ slug: "kept" }] });
    expect(post.html).toContain("Three.");
    const { data } = await run(listRevisions, ada, { id });
    expect(data.map(({ number, title, editor: by }) => [number, title, by?.handle])).toEqual([
      [3, "A title", "editor"],
      [2, "Another", "ada"],
      [1, "A title", "ada"],
    ]);
    expect((await eventTypes()).at(-1)).toBe("post.updated");
  });

  test("what is there already changes nothing", async () => {
    expect(await run(restoreRevision, ada, { id, number: 1 })).toMatchObject({ version: 1 });
    expect(await eventTypes()).toEqual(["post.created"]);
  });

  test("gives way to who was faster", async () => {
    await change({ body: "Other words." });
    const stale = run(restoreRevision, ada, { id, number: 1, version: 1 });
    expect(await verdict(stale)).toBe("conflict");
    expect(await verdict(run(restoreRevision, ada, { id, number: 1 }, [1]))).toBe(
      "precondition_failed",
    );
    expect(await run(restoreRevision, ada, { id, number: 1 }, [2])).toMatchObject({ version: 3 });
  });
});

test("a co-author has the history too; another author does not, of a published post either", async () => {
  const [bob, eve] = [await person("author", "bob"), await person("author", "eve")];
  await change({ coAuthors: ["bob"] });
  await run(publishPost, ada, { id });
  const missing = "00000000-0000-7000-8000-000000000099";
  for (const [operation, input] of [
    [listRevisions, {}],
    [getRevision, { number: 1 }],
    [diffRevision, { number: 1 }],
    [restoreRevision, { number: 1 }],
  ] as const) {
    const asking = (who: Known, post: string) =>
      run(operation as typeof getRevision, who, { id: post, ...input } as never);
    expect(await verdict(asking(bob, id))).toBe("ok");
    const told = (post: string) => asking(eve, post).catch((error: Error) => error.message);
    expect(await told(id)).toBe(await told(missing));
    expect(await verdict(asking(eve, id))).toBe("not_found");
  }
});

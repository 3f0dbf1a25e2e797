import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import { deletePost, unpublishPost } from "#domain/posts/operations";
import { getTag, listTags } from "#domain/tags/operations";
import { getAuthor, listAuthors } from "#domain/users/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// Tags and authors: the two lists in the order of a count, where most rows tie.

beforeEach(() => truncateAll(db()));

interface Page {
  data: { name: string }[];
  page: { next: string | null; prev: string | null; total?: number };
}

type Input = { limit: number; cursor?: string; page?: number };
const lists: Record<string, (input: Input) => Promise<Page>> = {
  tags: (input) => run(listTags, guest, input),
  authors: (input) => run(listAuthors, guest, input),
};

/** One tag and one author for each count, named in the order in which they are to come. */
async function fill(counts: number[]): Promise<string[]> {
  await db().tag.deleteMany();
  await db().user.deleteMany();
  const names = counts.map((_, at) => `n${String(at).padStart(3, "0")}`);
  const order = names.map((name, at) => ({ name, postCount: counts[at] ?? 0 }));
  order.sort((a, b) => b.postCount - a.postCount || (a.name < b.name ? -1 : 1));
  const id = (name: string) => `00000000-0000-7000-8000-${name.slice(1).padStart(12, "0")}`;
  const rows = order.map(({ name, postCount }) => ({ id: id(name), name, postCount }));
  await db().tag.createMany({ data: rows.map((row) => ({ ...row, slug: row.name })) });
  await db().user.createMany({ data: rows.map((row) => ({ ...row, handle: row.name })) });
  return order.filter(({ postCount }) => postCount > 0).map(({ name }) => name);
}

const counts = fc.array(fc.nat(2), { minLength: 1, maxLength: 20 });

test.each(Object.entries(lists))(
  "pages of %s, forward and back, show each once, the most used first",
  async (_, list) => {
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: 1, max: 6 }), async (given, limit) => {
        const expected = await fill(given);
        const forth: Page[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await list(cursor ? { limit, cursor } : { limit });
          forth.push(page);
          cursor = page.page.next;
        }
        expect(forth.flatMap(({ data }) => data.map(({ name }) => name))).toEqual(expected);
        for (const [at, page] of forth.entries()) {
          expect((await list({ limit, page: at + 1 })).data).toEqual(page.data);
          const { prev } = page.page;
          expect(prev === null).toBe(at === 0);
          if (prev) expect((await list({ limit, cursor: prev })).data).toEqual(forth[at - 1]?.data);
        }
        expect((await list({ limit, page: 1 })).page.total).toBe(expected.length);
      }),
      { numRuns: 20 },
    );
  },
  60_000,
);

describe("what nobody published is not there", () => {
  let ada: Known;
  beforeEach(async () => {
    ada = await person("author", "ada");
  });

  const shown = async () => [
    await verdict(run(getTag, guest, { slug: "news" })),
    await verdict(run(getAuthor, guest, { handle: "ada" })),
    (await run(listTags, guest, {})).data.map(({ slug, postCount }) => `${slug} ${postCount}`),
    (await run(listAuthors, guest, {})).data.map(
      ({ handle, postCount }) => `${handle} ${postCount}`,
    ),
  ];

  test("neither the tag nor the author of drafts and trash", async () => {
    const nothing = ["not_found", "not_found", [], []];
    expect(await shown()).toEqual(nothing);
    await write(ada, { tags: ["News"] });
    expect(await shown()).toEqual(nothing);
    const one = await write(ada, { tags: ["News"], status: "published" });
    const two = await write(ada, { tags: ["News"], status: "published" });
    expect(await shown()).toEqual(["ok", "ok", ["news 2"], ["ada 2"]]);
    await run(unpublishPost, ada, { id: one.id });
    await run(deletePost, ada, { id: two.id });
    expect(await shown()).toEqual(nothing);
  });
});

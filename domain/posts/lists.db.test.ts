import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Known } from "#domain/operation";
import { deletePost, listPosts } from "#domain/posts/operations";
import type { PostSummary } from "#domain/posts/schema";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";
import type { Prisma } from "#prisma/client";

type Input = z.input<typeof listPosts.input>;
type Sort = NonNullable<Input["sort"]>;

let ada: Known;
let bob: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  bob = await person("author", "bob");
});

/** A row as quickly as possible; its dates and title are all that matters. */
function row(more: { title?: string; publishedAt?: Date; updatedAt?: Date }) {
  const id = randomUUID(); // version 4: the ids of equal dates come in no order
  const texts = { body: "B", html: "", text: "", outline: [], autoExcerpt: "" };
  const counts = { wordCount: 1, readingMinutes: 1 };
  const published = { status: "published" as const, publishedAt: more.publishedAt ?? new Date() };
  return {
    id,
    slug: `p${id}`,
    title: "T",
    authorId: ada.id,
    ...texts,
    ...counts,
    ...published,
    ...more,
  };
}

async function insert(rows: (Prisma.PostCreateManyInput & { id: string })[]): Promise<void> {
  await db().post.createMany({ data: rows });
  const bylines = rows.map(({ id }) => ({ postId: id, userId: ada.id, position: 0 }));
  await db().postAuthor.createMany({ data: bylines });
}

const list = (input: Input, actor: Known | typeof guest = guest) => run(listPosts, actor, input);

/** Reads on and on, and calls `between` after each page. */
async function walk(
  way: "next" | "prev",
  input: Input,
  from: string | null,
  between: () => Promise<unknown> = async () => undefined,
) {
  const pages: PostSummary[][] = [];
  let back: string | null = null;
  for (let cursor = from; pages.length === 0 || cursor; ) {
    const { data, page } = await list(cursor ? { ...input, cursor } : input);
    expect(data.length).toBeLessThanOrEqual(input.limit ?? 20);
    if (way === "next") pages.push(data);
    else pages.unshift(data);
    [cursor, back] = way === "next" ? [page.next, page.prev] : [page.prev, page.next];
    await between();
  }
  return { pages, rows: pages.flat(), back };
}

/** The value that a sort compares. */
const sorted: Record<Sort, (post: PostSummary) => string> = {
  "-publishedAt": (post) => post.publishedAt ?? "",
  publishedAt: (post) => post.publishedAt ?? "",
  "-updatedAt": (post) => post.updatedAt,
  title: (post) => post.title,
  scheduledFor: (post) => post.scheduledFor ?? "",
};

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 12, 0, 0, n * 7));
const sorts = ["-publishedAt", "publishedAt", "-updatedAt", "title"] as const;

// Few days and titles for many posts, so that most of them tie.
const somePosts = fc.array(fc.record({ day: fc.nat(4), other: fc.nat(4) }), {
  minLength: 1,
  maxLength: 22,
});

test("pages of any size, forward and back, show each post once and in order, whatever is inserted meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      somePosts,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom<Sort>(...sorts),
      async (given, limit, sort) => {
        await db().post.deleteMany();
        const old = given.map(({ day: at, other }) =>
          row({ publishedAt: day(at), updatedAt: day(other), title: `Title ${other}` }),
        );
        await insert(old);
        const ids: string[] = old.map(({ id }) => id).sort();
        // A few new ones come in at the top, wherever that is in this order.
        const top = { title: "A", publishedAt: day(sort === "publishedAt" ? -1 : 5) };
        let more = 4;
        const later = async () =>
          more-- > 0 ? insert([row({ ...top, updatedAt: day(5) })]) : null;
        const isOld = ({ id }: PostSummary) => ids.includes(id);

        const forth = await walk("next", { limit, sort }, null, later);
        const seen = forth.rows.filter(isOld);
        expect(seen.map(({ id }) => id).sort()).toEqual(ids);
        const values = seen.map(sorted[sort]);
        const ascending = values.toSorted();
        expect(values).toEqual(sort.startsWith("-") ? ascending.reverse() : ascending);

        // Back from the last page: what was before it, in the same order.
        if (!forth.back) return;
        const back = await walk("prev", { limit, sort }, forth.back, later);
        const before = forth.pages.slice(0, -1).flat().filter(isOld);
        expect(back.rows.filter(isOld)).toEqual(before);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test("what is scheduled comes by when it is due, by pages, to its author alone", async () => {
  const due = [3, 1, 2, 1].map((n) => new Date(Date.UTC(2525, 0, n)));
  const scheduled = { status: "scheduled", publishedAt: null } as const;
  await insert(due.map((scheduledFor) => ({ ...row({}), ...scheduled, scheduledFor })));
  const input: Input = { status: "scheduled", sort: "scheduledFor", limit: 3 };
  const first = await list(input, ada);
  const second = await list({ ...input, cursor: first.page.next ?? "" }, ada);
  const days = [...first.data, ...second.data].map(({ scheduledFor }) =>
    scheduledFor?.slice(8, 10),
  );
  expect(days).toEqual(["01", "01", "02", "03"]);
  expect((await list(input)).data).toEqual([]);
  expect((await list(input, bob)).data).toEqual([]);
});

test("back and forth from any page leads to the same page", async () => {
  await insert(Array.from({ length: 11 }, (_, at) => row({ publishedAt: day(at % 3) })));
  let page = await list({ limit: 3 });
  expect(page.page.prev).toBeNull();
  for (;;) {
    const { next } = page.page;
    if (!next) break;
    const following = await list({ limit: 3, cursor: next });
    const back = await list({ limit: 3, cursor: following.page.prev ?? "" });
    expect(back.data).toEqual(page.data);
    page = following;
  }
  expect(page.data).toHaveLength(2);
});

test("a post that vanishes between two pages takes no other one along", async () => {
  await insert(Array.from({ length: 7 }, (_, at) => row({ publishedAt: day(at % 2) })));
  const first = await list({ limit: 3 });
  for (const { id } of first.data) await run(deletePost, ada, { id });
  const rest = await list({ limit: 10, cursor: first.page.next ?? "" });
  expect(rest.data).toHaveLength(4);
  const back = await list({ limit: 3, cursor: rest.page.prev ?? "" });
  expect(back).toMatchObject({ data: [], page: { next: null, prev: null } });
});

describe("by number", () => {
  test("each page has its part, and the total", async () => {
    await insert(Array.from({ length: 7 }, (_, at) => row({ publishedAt: day(at) })));
    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push(await list({ limit: 3, page }));
    expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1, 0]);
    expect(pages.map(({ page }) => page.total)).toEqual([7, 7, 7, 7]);
    const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));
    expect(new Set(ids).size).toBe(7);
    expect(pages.map(({ page }) => [page.prev !== null, page.next !== null])).toEqual([
      [false, true],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  test("and by cursor lead to the same pages", async () => {
    await insert(Array.from({ length: 7 }, (_, at) => row({ publishedAt: day(at % 2) })));
    const one = await list({ limit: 3, page: 1 });
    const two = await list({ limit: 3, page: 2 });
    expect((await list({ limit: 3, cursor: one.page.next ?? "" })).data).toEqual(two.data);
    expect((await list({ limit: 3, cursor: two.page.prev ?? "" })).data).toEqual(one.data);
    expect((await list({ limit: 3 })).page).not.toHaveProperty("total");
  });

  test("counts what the reader may see, and nothing else", async () => {
    await write(ada, { status: "published" });
    await write(ada);
    await write(bob, { coAuthors: ["ada"] });
    await write(bob);
    const total = async (input: Input, actor: Known | typeof guest) =>
      (await list({ ...input, page: 1 }, actor)).page.total;
    expect(await total({}, guest)).toBe(1);
    expect(await total({ status: "draft" }, guest)).toBe(0);
    expect(await total({ status: "draft" }, ada)).toBe(2);
    expect(await total({ status: "draft" }, await person("editor"))).toBe(3);
    expect(await total({ status: "trashed" }, ada)).toBe(0);
  });
});

describe("filters", () => {
  test("by tag and author are kept from page to page", async () => {
    for (let at = 0; at < 5; at++) {
      await write(ada, { status: "published", tags: ["News"], coAuthors: at % 2 ? ["bob"] : [] });
      await write(bob, { status: "published", tags: ["Olds"] });
    }
    const tagged = await walk("next", { limit: 2, tag: "news" }, null);
    expect(tagged.rows.map(({ tags }) => tags[0]?.slug)).toEqual(Array(5).fill("news"));
    const bobs = await walk("next", { limit: 2, author: "bob" }, null);
    expect(bobs.rows).toHaveLength(7);
    const both = await walk("next", { limit: 1, author: "bob", tag: "news" }, null);
    expect(both.rows).toHaveLength(2);
    expect((await list({ tag: "none" })).data).toEqual([]);
    expect((await list({ author: "nobody" })).data).toEqual([]);
  });

  test("by date, from the first moment to before the last", async () => {
    await insert([0, 1, 2, 3].map((at) => row({ publishedAt: day(at), title: `Day ${at}` })));
    const titles = async (input: Input) => (await list(input)).data.map(({ title }) => title);
    const [since, until] = [day(1).toISOString(), day(3).toISOString()];
    expect(await titles({ since })).toEqual(["Day 3", "Day 2", "Day 1"]);
    expect(await titles({ until })).toEqual(["Day 2", "Day 1", "Day 0"]);
    expect(await titles({ since, until, sort: "title" })).toEqual(["Day 1", "Day 2"]);
    expect(await titles({ since: "2026-01-04" })).toEqual(["Day 3"]);
    expect((await list({ since, until, page: 1 })).page.total).toBe(2);
    expect(await verdict(list({ since: "yesterday" }))).toBe("invalid");
  });

  test("by date and tag or author, in both orders", async () => {
    for (const at of [0, 1, 2]) {
      const publishedAt = day(at).toISOString();
      await write(ada, { title: `Day ${at}`, tags: ["News"], status: "published", publishedAt });
    }
    for (const filter of [{ tag: "news" }, { author: "ada" }, { tag: "news", author: "ada" }]) {
      for (const sort of ["-publishedAt", "publishedAt", "title"] as const) {
        const input = { ...filter, sort, since: day(1).toISOString() };
        const { rows } = await walk("next", { ...input, limit: 1 }, null);
        const expected = sort === "-publishedAt" ? ["Day 2", "Day 1"] : ["Day 1", "Day 2"];
        expect(rows.map(({ title }) => title)).toEqual(expected);
        expect((await list({ ...input, page: 1 })).page.total).toBe(2);
      }
      expect((await list({ ...filter, page: 1 })).page.total).toBe(3);
    }
  });

  test("by words, in the list's own order", async () => {
    await write(ada, { title: "B needle", status: "published" });
    await write(bob, { title: "A needle", status: "published", tags: ["News"] });
    await write(ada, { title: "C", body: "No such word.", status: "published" });
    const titles = async (input: Input, actor: Known | typeof guest = guest) =>
      (await list(input, actor)).data.map(({ title }) => title);
    expect(await titles({ q: "needles" })).toEqual(["A needle", "B needle"]);
    expect(await titles({ q: "needl", sort: "title" })).toEqual(["A needle", "B needle"]);
    expect(await titles({ q: "needle", author: "ada" })).toEqual(["B needle"]);
    expect(await titles({ q: "needle", tag: "news" })).toEqual(["A needle"]);
    expect(await titles({ q: "needle", until: "2020-01-01" })).toEqual([]);
    expect(await titles({ q: "-needle" })).toEqual([]);
    const first = await list({ q: "needle", limit: 1, page: 1 });
    expect(first.page.total).toBe(2);
    const second = await list({ q: "needle", limit: 1, cursor: first.page.next ?? "" });
    expect(second.data.map(({ title }) => title)).toEqual(["B needle"]);
    expect(await verdict(list({ q: "other", cursor: first.page.next ?? "" }))).toBe("bad_request");

    await write(ada, { title: "Drafted needle" });
    await write(bob, { title: "Foreign needle" });
    expect(await titles({ q: "needle", status: "draft" })).toEqual([]);
    expect(await titles({ q: "needle", status: "draft" }, ada)).toEqual(["Drafted needle"]);
    const all = await titles({ q: "needle", status: "draft" }, await person("editor"));
    expect(all.sort()).toEqual(["Drafted needle", "Foreign needle"]);
  });

  test("a draft is in the list of its authors, and of nobody else", async () => {
    const { id } = await write(ada, { coAuthors: ["bob"], tags: ["News"] });
    const eve = await person("author", "eve");
    const editor = await person("editor");
    for (const filter of [{}, { tag: "news" }, { author: "ada" }]) {
      const seen = async (actor: Known | typeof guest) =>
        (await list({ ...filter, status: "draft" }, actor)).data.map((post) => post.id);
      expect(await seen(guest)).toEqual([]);
      expect(await seen(eve)).toEqual([]);
      expect(await seen(ada)).toEqual([id]);
      expect(await seen(bob)).toEqual([id]);
      expect(await seen(editor)).toEqual([id]);
    }
  });

  test("the trash is in the list of its owner and editors", async () => {
    const { id } = await write(ada, { coAuthors: ["bob"], status: "published" });
    await run(deletePost, ada, { id });
    const seen = async (actor: Known | typeof guest) =>
      (await list({ status: "trashed" }, actor)).data.map((post) => post.id);
    expect(await seen(guest)).toEqual([]);
    expect(await seen(bob)).toEqual([]);
    expect(await seen(ada)).toEqual([id]);
    expect(await seen(await person("editor"))).toEqual([id]);
  });
});

test("texts come along when they are asked for", async () => {
  await write(ada, { body: "Some *words*.", status: "published" });
  const [plain] = (await list({})).data;
  expect(plain).not.toHaveProperty("body");
  expect(plain).not.toHaveProperty("html");
  const [withBody] = (await list({ include: "author,tags,counts,body" })).data;
  expect(withBody).toMatchObject({ body: "Some *words*." });
  expect(withBody).not.toHaveProperty("html");
  const tagged = (await list({ include: "body,html", author: "ada" })).data[0];
  expect(tagged?.html).toContain("<em>words</em>");
  expect(await verdict(list({ include: "drafts" }))).toBe("invalid");
});

describe("is refused", () => {
  test("a cursor of another list, order, or filter", async () => {
    await insert(Array.from({ length: 3 }, (_, at) => row({ publishedAt: day(at) })));
    const cursor = (await list({ limit: 1 })).page.next ?? "";
    const others: Input[] = [
      { sort: "publishedAt" },
      { sort: "title" },
      { tag: "news" },
      { author: "ada" },
      { status: "draft" },
    ];
    for (const other of others) {
      expect(await verdict(list({ ...other, cursor }))).toBe("bad_request");
    }
    expect(await verdict(list({ cursor, limit: 2, sort: "-publishedAt" }))).toBe("ok");
  });

  test("a cursor beside a page", async () => {
    await insert([row({}), row({})]);
    const cursor = (await list({ limit: 1 })).page.next ?? "";
    expect(await verdict(list({ cursor, page: 2 }))).toBe("bad_request");
  });

  test("an order that its posts do not have", async () => {
    for (const status of ["draft", "scheduled", "trashed"] as const) {
      for (const sort of ["-publishedAt", "publishedAt"] as const) {
        expect(await verdict(list({ status, sort }, ada))).toBe("bad_request");
      }
      expect(await verdict(list({ status }, ada))).toBe("ok");
      expect(await verdict(list({ status, sort: "title" }, ada))).toBe("ok");
    }
    for (const status of ["draft", "published", "trashed"] as const) {
      expect(await verdict(list({ status, sort: "scheduledFor" }, ada))).toBe("bad_request");
    }
  });
});

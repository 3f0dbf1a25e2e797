import type { Answer, Client } from "../client.ts";
import { expect, test, unique } from "../fixtures.ts";
import { expectProblem } from "./problem.ts";

type Row = { id: string; title: string };

const ids = (answer: Answer): string[] => answer.json.data.map(({ id }: Row) => id);

/** The address of a `Link` header's relation. */
function linkTo(answer: Answer, rel: string): string | null {
  const found = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get("link") ?? "");
  return found?.[1] ?? null;
}

/** Published posts with one tag, the newest first; three of them share a date. */
async function fill(author: Client, count: number) {
  const tag = unique("list").replace(" ", "-");
  const made: string[] = [];
  for (let index = 0; index < count; index++) {
    const day = index >= 2 && index <= 4 ? 3 : index + 1;
    made.unshift(await publish(author, tag, `2020-01-0${day}T00:00:00Z`));
  }
  return { tag, made };
}

async function publish(author: Client, tag: string, publishedAt: string): Promise<string> {
  const title = unique("Listed");
  const more = { status: "published", tags: [tag], publishedAt };
  const answer = await author.post("/api/posts", { title, body: "Listed.", ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.json.id;
}

test("cursors lead through a list and back, stable while posts are inserted", async ({ api }) => {
  const { tag, made } = await fill(api("author"), 7);
  const guest = api("guest");
  const first = await guest.get(`/api/posts?tag=${tag}&limit=2`);
  expect(first.status).toBe(200);
  expect(first.json.page).toEqual({ next: expect.any(String), prev: null, limit: 2 });
  expect(linkTo(first, "prev")).toBeNull();

  const pages = [first];
  for (let page = first; linkTo(page, "next"); ) {
    // Before and behind where one reads, somebody publishes.
    await publish(api("author"), tag, "2021-01-01T00:00:00Z");
    await publish(api("author"), tag, "2020-01-04T12:00:00Z");
    const address = linkTo(page, "next") ?? "";
    expect(new URLSearchParams(address.split("?")[1]).get("cursor")).toBe(page.json.page.next);
    page = await guest.get(address);
    expect(page.status).toBe(200);
    pages.push(page);
  }
  const seen = pages.flatMap(ids);
  expect(new Set(seen).size, "nothing twice").toBe(seen.length);
  expect(
    seen.filter((id) => made.includes(id)),
    "nothing left out, in order",
  ).toEqual(made);

  let page = pages.at(-1) as Answer;
  const back = [...ids(page)];
  while (linkTo(page, "prev")) {
    page = await guest.get(linkTo(page, "prev") ?? "");
    back.unshift(...ids(page));
  }
  expect(new Set(back).size).toBe(back.length);
  expect(back.filter((id) => made.includes(id))).toEqual(made);
  expect(back.length).toBeGreaterThanOrEqual(seen.length);
});

test("a page by its number carries the total", async ({ api }) => {
  const { tag, made } = await fill(api("author"), 5);
  const guest = api("guest");
  const second = await guest.get(`/api/posts?tag=${tag}&limit=2&page=2`);
  expect(second.json.page).toMatchObject({ limit: 2, total: 5 });
  expect(ids(second)).toEqual(made.slice(2, 4));
  const last = await guest.get(`/api/posts?tag=${tag}&limit=2&page=3`);
  expect(ids(last)).toEqual(made.slice(4));
  expect(last.json.page.next).toBeNull();
  const beyond = await guest.get(`/api/posts?tag=${tag}&limit=2&page=9`);
  expect(beyond.json).toMatchObject({ data: [], page: { next: null, total: 5 } });
  // From a numbered page one goes on by cursor.
  const next = await guest.get(linkTo(second, "next") ?? "");
  expect(ids(next)).toEqual(made.slice(4));
});

test("lists are ordered as asked", async ({ api }) => {
  const { tag, made } = await fill(api("author"), 4);
  const guest = api("guest");
  const get = (sort: string) => guest.get(`/api/posts?tag=${tag}&sort=${sort}`);
  expect(ids(await get("-publishedAt"))).toEqual(made);
  expect(ids(await get("publishedAt"))).toEqual(made.toReversed());
  await api("author").patch(`/api/posts/${made[2]}`, { body: "Touched." });
  expect(ids(await get("-updatedAt"))[0]).toBe(made[2]);
  const titles = (await get("title")).json.data.map(({ title }: Row) => title);
  expect(titles).toHaveLength(4);
  expectProblem(await get("password"), 400);
  expectProblem(await guest.get("/api/posts?status=draft&sort=publishedAt"), 400);
});

test("filters: by author, by state, and nothing for what nobody is", async ({ api }) => {
  const mine = await api("author").get("/api/posts?author=ines&limit=100");
  expect(mine.json.data.length).toBeGreaterThan(0);
  for (const { author, coAuthors, status } of mine.json.data) {
    expect([author, ...coAuthors].map(({ handle }) => handle)).toContain("ines");
    expect(status).toBe("published");
  }
  expect((await api("guest").get("/api/posts?author=nobody")).json.data).toEqual([]);
  expect((await api("guest").get("/api/posts?tag=no-such-tag")).json.data).toEqual([]);
  expect((await api("guest").get("/api/posts?status=draft")).json.data).toEqual([]);
  const drafts = await api("author").get("/api/posts?status=draft");
  for (const { status } of drafts.json.data) expect(status).toBe("draft");
  // A list has no texts.
  expect(mine.json.data[0]).not.toHaveProperty("body");
  expect(mine.json.data[0]).not.toHaveProperty("html");
});

test("what a query must not say is refused, never guessed", async ({ api }) => {
  const guest = api("guest");
  const first = await guest.get("/api/posts?limit=1");
  const cursor = first.json.page.next as string;
  const [payload = "", mac = ""] = cursor.split(".");
  const forged = Buffer.from(JSON.stringify(["posts", "next", ["2020-01-01", "x"]])).toString(
    "base64url",
  );
  const bad = [
    "limit=0",
    "limit=101",
    "limit=-1",
    "limit=1.5",
    "limit=1e1",
    "limit=0x10",
    "limit=",
    "limit=%20",
    "limit=ten",
    "limit=99999999999999999999",
    "page=0",
    "page=-1",
    "page=100001",
    "limit=1&limit=2",
    "tag=a&tag=b",
    "limit[]=1",
    "limit[gt]=1",
    "nope=1",
    "q=term&nope=1",
    "access_token=duet_x",
    "constructor=1",
    "toString=1",
    "status=all",
    "status=",
    "tag=Not%20a%20slug",
    "author=%27%3B--",
    `cursor=${payload.slice(1)}.${mac}`,
    `cursor=${payload}.${mac.slice(0, -2)}xx`,
    `cursor=${payload}`,
    `cursor=${forged}.${mac}`,
    `cursor=${cursor}&page=1`,
    `cursor=${cursor}&tag=craft`,
    "cursor=",
    `cursor=${"a".repeat(2_000)}`,
    `cursor=${"a".repeat(500)}.${"b".repeat(100)}`,
  ];
  for (const query of bad) expectProblem(await guest.get(`/api/posts?${query}`), 400, query);
  expectProblem(await guest.get(`/api/tags?cursor=${cursor}`), 400);
  expectProblem(await guest.get(`/api/authors?limit=101`), 400);
  expect((await guest.get(`/api/posts?cursor=${cursor}&limit=1`)).status).toBe(200);
});

test("tags and authors are listed with their counts, page by page", async ({ api }) => {
  const guest = api("guest");
  for (const [path, key] of [
    ["/api/tags", "slug"],
    ["/api/authors", "handle"],
  ] as const) {
    const seen: string[] = [];
    let address: string | null = `${path}?limit=2`;
    for (let read = 0; address && read < 5; read++) {
      const answer: Answer = await guest.get(address);
      expect(answer.status).toBe(200);
      for (const row of answer.json.data) {
        expect(row.postCount).toBeGreaterThan(0);
        seen.push(row[key]);
      }
      address = linkTo(answer, "next");
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
  }
  const tag = unique("counted").replace(" ", "-");
  await publish(api("author"), tag, "2020-01-01T00:00:00Z");
  await publish(api("editor"), tag, "2020-01-01T00:00:00Z");
  expect((await guest.get(`/api/tags/${tag}`)).json).toEqual({
    slug: tag,
    name: tag,
    postCount: 2,
    url: `/tags/${tag}`,
  });
  const author = await guest.get("/api/authors/ines");
  expect(author.json).toMatchObject({ handle: "ines", name: "Inês Duarte", url: "/authors/ines" });
  expect(author.json).not.toHaveProperty("email");
  expectProblem(await guest.get("/api/authors/jun"), 404);
});

test("fields, filters and words narrow a list; an unknown name is 400 and says which there are", async ({
  api,
}) => {
  const { tag, made } = await fill(api("author"), 3);
  const guest = api("guest");
  const some = await guest.get(`/api/posts?tag=${tag}&fields=id,title&since=2020-01-02`);
  expect(some.status, some.text).toBe(200);
  expect(some.json.data.map((row: object) => Object.keys(row))).toEqual([
    ["id", "title"],
    ["id", "title"],
  ]);
  const before = await guest.get(`/api/posts?tag=${tag}&until=2020-01-02T00:00:00Z&include=body`);
  expect(before.json.data).toMatchObject([{ id: made[2], body: "Listed." }]);
  const one = await guest.get(`/api/posts/${made[0]}?fields=slug`);
  expect(Object.keys(one.json)).toEqual(["slug"]);
  expect(one.headers.get("etag")).toMatch(/^"1\./);
  const found = await guest.get(`/api/search?q=listed&fields=title,match&limit=1`);
  expect(found.json.data).toEqual([{ title: expect.any(String), match: "words" }]);
  for (const path of [
    `/api/posts?fields=id,authorId`,
    `/api/posts/${made[0]}?fields=workingCopy`,
    `/api/tags?fields=id`,
    `/api/authors?fields=email`,
    `/api/posts/${made[0]}/comments?fields=path`,
    `/api/search?q=x&fields=rank`,
    `/api/posts?include=drafts`,
    `/api/posts?since=yesterday`,
    `/api/posts?q=%20`,
    `/api/search`,
    `/api/search?q=${"x".repeat(201)}`,
    `/api/search?q=x&page=1`,
  ]) {
    expectProblem(await guest.get(path), 400, path);
  }
  const refused = await guest.get("/api/tags?fields=id");
  expect(refused.json.detail).toContain("is not among: slug, name, postCount, url.");
});

import { randomUUID } from "node:crypto";
import type { Client } from "../client.ts";
import { expect, slugOf, test, unique } from "../fixtures.ts";
import { expectProblem, pointers } from "./problem.ts";

async function create(author: Client, more: object = {}) {
  const made = await author.post("/api/posts", { title: unique("Api"), body: "Text.", ...more });
  expect(made.status, made.text).toBe(201);
  return { ...made.json, etag: made.headers.get("etag") ?? "" };
}

test("create answers 201 with the post, its address and its version", async ({ api }) => {
  const title = unique("Made by a program");
  const made = await api("author").post("/api/posts", {
    title,
    body: "Hello *there*.\n\n## A heading\n",
    tags: ["Craft", unique("New tag")],
    excerpt: "In short.",
    canonicalUrl: "https://example.com/original",
  });
  expect(made.status).toBe(201);
  expect(made.headers.get("content-type")).toBe("application/json");
  expect(made.headers.get("cache-control")).toBe("private, no-store");
  expect(made.headers.get("location")).toBe(`/api/posts/${made.json.id}`);
  expect(made.headers.get("etag")).toMatch(/^"1\.[\w-]+"$/);
  expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(made.json).toMatchObject({
    id: expect.stringMatching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    slug: slugOf(title),
    url: `/posts/${slugOf(title)}`,
    title,
    excerpt: "In short.",
    excerptFrom: "author",
    status: "draft",
    version: 1,
    author: { handle: "ines", name: "Inês Duarte" },
    coAuthors: [],
    publishedAt: null,
    scheduledFor: null,
    wordCount: 4,
    readingMinutes: 1,
    commentCount: 0,
    commentsOpen: true,
    canonicalUrl: "https://example.com/original",
    outline: [{ depth: 2, id: expect.any(String), text: "A heading" }],
  });
  expect(made.json.html).toContain("<em>there</em>");
  expect(made.json.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(made.json).not.toHaveProperty("authorId");

  const read = await api("author").get(made.headers.get("location") ?? "");
  expect(read.status).toBe(200);
  expect(read.json).toEqual(made.json);
  expect(read.headers.get("etag")).toBe(made.headers.get("etag"));
});

test("a post may be created published, with a date of the past but none of the future", async ({
  api,
}) => {
  const at = "2020-05-03T12:00:00+02:00";
  const past = await create(api("author"), { status: "published", publishedAt: at });
  expect(past).toMatchObject({ status: "published", publishedAt: "2020-05-03T10:00:00.000Z" });
  const ahead = new Date(Date.now() + 3_600_000).toISOString();
  const body = { title: unique("Ahead"), body: "Text.", status: "published", publishedAt: ahead };
  const refused = await api("author").post("/api/posts", body);
  expectProblem(refused, 422);
  expect(pointers(refused)).toEqual(["/publishedAt"]);
});

test("a post is read by id and by slug, and an old slug answers 301", async ({ api }) => {
  const post = await create(api("author"), { status: "published" });
  const guest = api("guest");
  const byId = await guest.get(`/api/posts/${post.id}`);
  const bySlug = await guest.get(`/api/posts/${post.slug}`);
  expect(byId.status).toBe(200);
  expect(bySlug.text).toBe(byId.text);
  expect((await guest.get(`/api/posts/${post.id.toUpperCase()}`)).text).toBe(byId.text);

  await api("author").patch(`/api/posts/${post.id}`, { slug: `${post.slug}-moved` });
  const moved = await guest.get(`/api/posts/${post.slug}`);
  expect(moved.status).toBe(301);
  expect(moved.headers.get("location")).toBe(`/api/posts/${post.slug}-moved`);
  expect((await guest.get(`/api/posts/${post.slug}-moved`)).json.id).toBe(post.id);
  // Nobody else gets the old slug, and its owner may have it back.
  const thief = { title: unique("Thief"), body: "Mine.", slug: post.slug };
  expectProblem(await api("editor").post("/api/posts", thief), 409);
  const back = await api("author").patch(`/api/posts/${post.id}`, { slug: post.slug });
  expect(back.json.slug).toBe(post.slug);
});

test("what anybody may read is shared for a second, what a token reads is private", async ({
  api,
}) => {
  const post = await create(api("author"), { status: "published" });
  const anonymous = await api("guest").get(`/api/posts/${post.id}`);
  expect(anonymous.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1");
  expect(anonymous.headers.get("vary")).toMatch(/Authorization/);
  expect(anonymous.headers.get("vary")).toMatch(/Cookie/);
  const personal = await api("reader").get(`/api/posts/${post.id}`);
  expect(personal.headers.get("cache-control")).toBe("private, no-store");
});

test("patch is a merge: what is absent stays, null clears, and nothing changed is no version", async ({
  api,
}) => {
  const author = api("author");
  const post = await create(author, { excerpt: "Short.", tags: ["One", "Two"], seoTitle: "Seo" });
  const path = `/api/posts/${post.id}`;
  const patched = await author.patch(path, { title: "Another title" });
  expect(patched.status).toBe(200);
  expect(patched.headers.get("etag")).toMatch(/^"2\./);
  expect(patched.json).toMatchObject({
    title: "Another title",
    slug: post.slug,
    body: post.body,
    excerpt: "Short.",
    seoTitle: "Seo",
    tags: post.tags,
    version: 2,
  });

  const cleared = await author("PATCH", path, {
    raw: JSON.stringify({ excerpt: null, seoTitle: null, tags: [] }),
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  expect(cleared.json).toMatchObject({ excerptFrom: "body", seoTitle: null, tags: [], version: 3 });
  const same = await author.patch(path, { title: "Another title", tags: [] });
  expect(same.json.version).toBe(3);
  const nothing = await author.patch(path, {});
  expect([nothing.status, nothing.json.version]).toEqual([200, 3]);

  const refused = await author.patch(path, { title: null });
  expectProblem(refused, 422);
  expect(pointers(refused)).toEqual(["/title"]);
});

test("put replaces everything but the address; what it needs is required", async ({ api }) => {
  const author = api("author");
  const post = await create(author, {
    excerpt: "Short.",
    tags: ["One"],
    commentsOpen: false,
    seoDescription: "Seo.",
  });
  const put = await author.put(`/api/posts/${post.id}`, { title: "Whole", body: "New." });
  expect(put.status).toBe(200);
  expect(put.json).toMatchObject({
    title: "Whole",
    body: "New.",
    slug: post.slug,
    excerptFrom: "body",
    tags: [],
    commentsOpen: true,
    seoDescription: null,
    version: 2,
  });
  const half = await author.put(`/api/posts/${post.id}`, { title: "Half" });
  expectProblem(half, 422);
  expect(pointers(half)).toEqual(["/body"]);
});

test("If-Match guards a write; without it the write goes through", async ({ api }) => {
  const author = api("author");
  const post = await create(author);
  const path = `/api/posts/${post.id}`;
  const current = async () => (await author.get(path)).headers.get("etag") ?? "";
  const stale = post.etag;
  expect((await author.patch(path, { title: "Second" }, { "If-Match": stale })).status).toBe(200);

  const writes: [string, () => Promise<Awaited<ReturnType<Client>>>][] = [
    ["PATCH", () => author.patch(path, { title: "Lost" }, { "If-Match": stale })],
    ["PUT", () => author.put(path, { title: "Lost", body: "Lost." }, { "If-Match": stale })],
    ["DELETE", () => author.delete(path, { "If-Match": stale })],
    ["DELETE for good", () => author.delete(`${path}?permanent=true`, { "If-Match": stale })],
    ["publish", () => author.post(`${path}/publish`, {}, { "If-Match": stale })],
    ["unpublish", () => author.post(`${path}/unpublish`, {}, { "If-Match": stale })],
  ];
  for (const [what, write] of writes) {
    const answer = await write();
    expectProblem(answer, 412, what);
    expect(answer.headers.get("etag"), what).toMatch(/^"2["."]/);
  }
  const weak = `W/${await current()}`;
  for (const tag of [weak, '"nonsense"', '"99"', "2", '""']) {
    expectProblem(await author.patch(path, { title: "Lost" }, { "If-Match": tag }), 412, tag);
  }
  expect((await author.get(path)).json).toMatchObject({ title: "Second", version: 2 });

  for (const list of ["*", '"98.x", CURRENT, "99"']) {
    const tag = list.replace("CURRENT", await current());
    const title = unique("Matched");
    const answer = await author.patch(path, { title }, { "If-Match": tag });
    expect([answer.status, answer.json.title], tag).toEqual([200, title]);
  }
  expect((await author.patch(path, { title: "Unguarded" })).status).toBe(200);
  const both = await author.delete(path, { "If-Match": await current() });
  expect(both.status).toBe(204);
});

test("the 412's ETag is the one to try again with", async ({ api }) => {
  const author = api("author");
  const post = await create(author);
  const path = `/api/posts/${post.id}`;
  await author.patch(path, { title: "Second" });
  const refused = await author.patch(path, { title: "Mine" }, { "If-Match": post.etag });
  const etag = refused.headers.get("etag") ?? "";
  expect((await author.patch(path, { title: "Mine" }, { "If-Match": etag })).status).toBe(200);
});

test("a stale version in the body is a conflict", async ({ api }) => {
  const author = api("author");
  const post = await create(author);
  const path = `/api/posts/${post.id}`;
  expect((await author.patch(path, { title: "Second", version: 1 })).status).toBe(200);
  for (const [method, body] of [
    ["PATCH", { title: "Lost", version: 1 }],
    ["PUT", { title: "Lost", body: "Lost.", version: 1 }],
  ] as const) {
    const refused = await author(method, path, { body });
    expectProblem(refused, 409, method);
    expect(refused.headers.get("etag")).toMatch(/^"2["."]/);
  }
  expectProblem(await author.post(`${path}/publish`, { version: 1 }), 409);
  expect((await author.get(path)).json).toMatchObject({ title: "Second", version: 2 });
});

test("If-None-Match answers 304 with the headers of the 200", async ({ api }) => {
  const post = await create(api("author"), { status: "published", tags: [unique("Etag")] });
  for (const who of ["guest", "reader"] as const) {
    const paths = [
      `/api/posts/${post.id}`,
      "/api/posts?tag=craft",
      `/api/posts/${post.id}/comments`,
    ];
    for (const path of [...paths, "/api/authors/mara", `/api/tags/${post.tags[0].slug}`]) {
      const whole = await api(who).get(path);
      const etag = whole.headers.get("etag") ?? "";
      expect(etag, path).toMatch(/^"[^"]+"$/);
      for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
        const short = await api(who).get(path, { "If-None-Match": tag });
        expect([short.status, short.text], `${path} ${tag}`).toEqual([304, ""]);
        for (const name of ["etag", "vary", "cache-control"]) {
          expect(short.headers.get(name), `${path} ${name}`).toBe(whole.headers.get(name));
        }
      }
      expect((await api(who).get(path, { "If-None-Match": '"other"' })).status).toBe(200);
    }
  }
});

test("a new comment or another name makes a new ETag, though the version stays", async ({
  api,
}) => {
  const post = await create(api("author"), { status: "published" });
  const before = await api("guest").get(`/api/posts/${post.id}`);
  await api("reader").post(`/api/posts/${post.id}/comments`, { body: "Hello." });
  const headers = { "If-None-Match": before.headers.get("etag") ?? "" };
  const after = await api("guest").get(`/api/posts/${post.id}`, headers);
  expect([after.status, after.json.commentCount]).toEqual([200, 1]);
  // Whoever holds the version he read may still write.
  const ifMatch = { "If-Match": before.headers.get("etag") ?? "" };
  expect(
    (await api("author").patch(`/api/posts/${post.id}`, { title: "On" }, ifMatch)).status,
  ).toBe(200);
});

test("delete: to the trash and back, then for good", async ({ api }) => {
  const author = api("author");
  const post = await create(author, { status: "published" });
  const path = `/api/posts/${post.id}`;
  const gone = await author.delete(path);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  for (const who of ["author", "guest"] as const) {
    expectProblem(await api(who).get(path), 404);
    expectProblem(await api(who).get(`/api/posts/${post.slug}`), 404);
  }
  expectProblem(await author.delete(path), 404);
  expectProblem(await author.patch(path, { title: "Ghost" }), 404);
  expectProblem(await author.post(`${path}/publish`), 404);
  const trash = await author.get("/api/posts?status=trashed&limit=100");
  expect(trash.json.data.map(({ id }: { id: string }) => id)).toContain(post.id);

  const restored = await author.post(`${path}/restore`);
  expect(restored.status).toBe(200);
  expect(restored.json).toMatchObject({ status: "published", publishedAt: post.publishedAt });
  expect((await api("guest").get(path)).status).toBe(200);
  expectProblem(await author.post(`${path}/restore`), 404);

  const forGood = await author.delete(`${path}?permanent=true`);
  expect(forGood.status).toBe(204);
  // It was public to the last: everybody may know that it is gone. What never was is not there.
  for (const who of ["author", "guest", "reader"] as const) {
    expectProblem(await api(who).get(path), 410);
    expectProblem(await api(who).get(`/api/posts/${randomUUID()}`), 404);
  }
  expectProblem(await author.post(`${path}/restore`), 404);
});

test("a draft that was deleted for good was never there, but for its owner", async ({ api }) => {
  const author = api("author");
  const post = await create(author);
  const path = `/api/posts/${post.id}`;
  expect((await author.delete(`${path}?permanent=true`)).status).toBe(204);
  expectProblem(await author.get(path), 410);
  for (const who of ["guest", "reader"] as const) {
    const [gone, never] = [
      await api(who).get(path),
      await api(who).get(`/api/posts/${randomUUID()}`),
    ];
    expectProblem(gone, 404);
    expect({ ...gone.json, instance: "", requestId: "" }).toEqual({
      ...never.json,
      instance: "",
      requestId: "",
    });
  }
});

test("publish and unpublish say the same when there is nothing to do, and keep the date", async ({
  api,
}) => {
  const author = api("author");
  const post = await create(author);
  const path = `/api/posts/${post.id}`;
  const published = await author.post(`${path}/publish`);
  expect([published.status, published.json.status]).toEqual([200, "published"]);
  expect(published.json.version).toBe(2);
  const again = await author.post(`${path}/publish`);
  expect([again.status, again.json.version]).toEqual([200, 2]);
  const back = await author.post(`${path}/unpublish`, {});
  expect(back.json).toMatchObject({ status: "draft", version: 3 });
  expect((await author.post(`${path}/unpublish`)).json.version).toBe(3);
  const dated = await author.post(`${path}/publish`);
  expect(dated.json.publishedAt).toBe(published.json.publishedAt);
  const moved = await author.patch(path, { publishedAt: "2021-01-02T03:04:05Z" });
  expect(moved.json.publishedAt).toBe("2021-01-02T03:04:05.000Z");
});

test("slugs are made of titles: transliterated, never empty, never reserved, never taken", async ({
  api,
}) => {
  const slugs = async (title: string, more = {}) =>
    (await create(api("author"), { title, ...more })).slug;
  const mark = unique("x").replace(" ", "");
  expect(await slugs(`Ünïcödé & Söhne ${mark}`)).toBe(`unicode-and-sohne-${mark}`);
  expect(await slugs(`Привет мир ${mark}`)).toMatch(new RegExp(`^[a-z0-9-]+-${mark}$`));
  expect(await slugs(`日本語 ${mark}`)).toMatch(new RegExp(`^[a-z0-9-]+-${mark}$`));
  expect(await slugs("🎉")).toMatch(/^[a-z0-9-]+$/);
  expect(await slugs("!!!")).toMatch(/^post(-[a-z0-9]+)?$/);
  for (const reserved of ["New", "Search", "API"]) {
    const slug = await slugs(reserved);
    expect(slug).not.toBe(reserved.toLowerCase());
    expect(slug).toMatch(new RegExp(`^${reserved.toLowerCase()}-`));
  }
  expect((await slugs(`${"very ".repeat(30)}${mark}`)).length).toBeLessThanOrEqual(96);
  const uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
  expect(await slugs(uuid)).not.toBe(uuid);

  const taken = await slugs(`Taken ${mark}`);
  const conflict = { title: "Other", body: "Text.", slug: taken };
  const refused = await api("author").post("/api/posts", conflict);
  expectProblem(refused, 409);
  expect(pointers(refused)).toEqual(["/slug"]);
  for (const slug of ["Not A Slug", "-a", "a--b", "ünï", "new", uuid, "", "a".repeat(97)]) {
    const bad = await api("author").post("/api/posts", { title: "Bad", body: "Text.", slug });
    expectProblem(bad, 422, slug);
    expect(pointers(bad), slug).toContain("/slug");
  }
});

test("what is stored is NFC, trimmed, and as long as it says", async ({ api }) => {
  const post = await create(api("author"), {
    title: "  Cafe\u0301 \u{1F469}\u200D\u{1F4BB}  ",
    body: "One\r\ntwo\rthree\u0007",
  });
  expect(post.title).toBe("Caf\u00e9 \u{1F469}\u200D\u{1F4BB}");
  expect(post.body).toBe("One\ntwo\nthree");
  // Characters are code points: 200 emoji are 200, though JavaScript counts 400.
  expect((await create(api("author"), { title: "😀".repeat(200) })).title).toBe("😀".repeat(200));
  const long = await api("author").post("/api/posts", { title: "😀".repeat(201), body: "x" });
  expectProblem(long, 422);
});

test("preview renders as a post would, and stores nothing", async ({ api, sql }) => {
  const mark = unique("preview").replace(" ", "");
  const answer = await api("author").post("/api/preview", { body: `# One ${mark}\n\n*two*` });
  expect(answer.status).toBe(200);
  expect(answer.json.html).toContain("<em>two</em>");
  expect(answer.json).toMatchObject({ wordCount: 3, readingMinutes: 1 });
  expect(await sql("select 1 from posts where body like $1", [`%${mark}%`])).toEqual([]);
  const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))`;
  const clean = await api("author").post("/api/preview", { body: hostile });
  expect(clean.json.html).not.toMatch(/<script|onerror|href="javascript:/i);
});

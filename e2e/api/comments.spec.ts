import { randomUUID } from "node:crypto";
import type { Client } from "../client.ts";
import { expect, people, test, unique } from "../fixtures.ts";
import { expectProblem, pointers } from "./problem.ts";

async function discussed(author: Client, more: object = {}): Promise<string> {
  const body = { title: unique("Discussed"), body: "Text.", status: "published", ...more };
  const made = await author.post("/api/posts", body);
  expect(made.status, made.text).toBe(201);
  return `/api/posts/${made.json.id}/comments`;
}

test("a comment is created, read, changed and deleted; its thread keeps its place", async ({
  api,
}) => {
  const reader = api("reader");
  const path = await discussed(api("author"));
  const made = await reader.post(path, { body: "First *words*" });
  expect(made.status).toBe(201);
  expect(made.headers.get("location")).toBe(`${path}/${made.json.id}`);
  expect(made.headers.get("etag")).toMatch(/^"1\./);
  expect(made.json).toMatchObject({
    parentId: null,
    body: "First *words*",
    status: "visible",
    version: 1,
    depth: 0,
    replyCount: 0,
    author: { handle: people.reader.handle },
  });
  expect(made.json.html).toContain("<em>words</em>");
  const one = `${path}/${made.json.id}`;
  const reply = await api("author").post(path, { body: "An answer", parentId: made.json.id });
  expect(reply.json).toMatchObject({ parentId: made.json.id, depth: 1 });
  expect((await api("guest").get(one)).json).toMatchObject({ replyCount: 1, version: 1 });

  const stale = { "If-Match": made.headers.get("etag") ?? "" };
  const changed = await reader.patch(one, { body: "Other words" }, stale);
  expect([changed.status, changed.json.version]).toEqual([200, 2]);
  expectProblem(await reader.patch(one, { body: "Lost" }, stale), 412);
  expectProblem(await reader.delete(one, stale), 412);
  expectProblem(await reader.patch(one, { body: "Lost", version: 1 }), 409);

  expect((await reader.delete(one)).status).toBe(204);
  expectProblem(await api("guest").get(one), 404);
  expectProblem(await reader.delete(one), 404);
  expectProblem(await reader.patch(one, { body: "Ghost" }), 404);
  const thread = await api("guest").get(path);
  expect(thread.json.data).toMatchObject([
    { id: made.json.id, status: "deleted", body: "", html: "", author: null },
    { id: reply.json.id, body: "An answer" },
  ]);
  const late = await reader.post(path, { body: "Too late", parentId: made.json.id });
  expectProblem(late, 422);
  expect(pointers(late)).toEqual(["/parentId"]);
});

test("the parent must match: no comment is found under another post", async ({ api }) => {
  const [here, there] = [await discussed(api("author")), await discussed(api("author"))];
  const made = await api("reader").post(here, { body: "Here" });
  const astray = `${there}/${made.json.id}`;
  expectProblem(await api("reader").get(astray), 404);
  expectProblem(await api("reader").patch(astray, { body: "x" }), 404);
  expectProblem(await api("editor").delete(astray), 404);
  expectProblem(await api("reader").post(there, { body: "x", parentId: made.json.id }), 422);
  expectProblem(await api("reader").post(there, { body: "x", parentId: randomUUID() }), 422);
});

test("who may: the writer changes, the writer, the post's author and an editor delete", async ({
  api,
  newcomer,
  blog,
}) => {
  const path = await discussed(api("author"));
  const other = await newcomer("author");
  const headers = { Cookie: other.cookie, Origin: blog.url };
  const write = async () => {
    const made = await api("reader").post(path, { body: "Mine" });
    return `${path}/${made.json.id}`;
  };
  const mine = await write();
  expectProblem(await api("editor").patch(mine, { body: "Yours" }), 403);
  expectProblem(await api("author").patch(mine, { body: "Yours" }), 403);
  expectProblem(await api("guest")("PATCH", mine, { body: { body: "Yours" }, headers }), 403);
  expectProblem(await api("guest")("DELETE", mine, { headers }), 403);
  expectProblem(await api("guest").post(path, { body: "Nobody" }), 401);
  expect((await api("author").delete(mine)).status).toBe(204);
  expect((await api("editor").delete(await write())).status).toBe(204);
  expect((await api("reader").delete(await write())).status).toBe(204);
});

test("drafts take no comments, closed posts neither, and threads end somewhere", async ({
  api,
}) => {
  const draft = await discussed(api("author"), { status: "draft" });
  expectProblem(await api("author").post(draft, { body: "To myself" }), 409);
  const closed = await discussed(api("author"), { commentsOpen: false });
  expectProblem(await api("reader").post(closed, { body: "But" }), 403);
  const path = await discussed(api("author"));
  let parentId: string | null = null;
  let depth = 0;
  for (; depth < 20; depth++) {
    const answer = await api("reader").post(path, { body: `Depth ${depth}`, parentId });
    if (answer.status !== 201) {
      expectProblem(answer, 422);
      expect(pointers(answer)).toEqual(["/parentId"]);
      break;
    }
    parentId = answer.json.id;
  }
  expect(depth).toBe(13);
});

test("a thread is paged in the order of reading", async ({ api }) => {
  const path = await discussed(api("author"));
  const reader = api("reader");
  const say = async (body: string, parentId: string | null = null) =>
    (await reader.post(path, { body, parentId })).json.id as string;
  const first = await say("1");
  const second = await say("2");
  await say("1.1", first);
  const deep = await say("2.1", second);
  await say("1.2", first);
  await say("2.1.1", deep);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor ? `&cursor=${cursor}` : "";
    const answer = await api("guest").get(`${path}?limit=2${more}`);
    seen.push(...answer.json.data.map(({ body }: { body: string }) => body));
    cursor = answer.json.page.next;
  } while (cursor);
  expect(seen).toEqual(["1", "1.1", "1.2", "2", "2.1", "2.1.1"]);
  expect((await api("guest").get(`${path}?limit=2&page=1`)).json.page.total).toBe(6);
});

test("a comment is reported once a person, hidden for everybody at the next request, and shown again", async ({
  api,
  as,
}) => {
  const path = await discussed(api("author"));
  const words = unique("Rude");
  const one = `${path}/${(await api("reader").post(path, { body: words })).json.id}`;
  expectProblem(await api("guest").post(`${one}/reports`, { reason: "abuse" }), 401);
  expectProblem(await api("reader").post(`${one}/reports`, { reason: "abuse" }), 403);
  const wordless = await api("editor").post(`${one}/reports`, { reason: "other" });
  expectProblem(wordless, 422);
  expect(pointers(wordless)).toEqual(["/words"]);
  expect((await api("editor").post(`${one}/reports`, { reason: "abuse" })).status).toBe(204);
  expectProblem(await api("editor").post(`${one}/reports`, { reason: "spam" }), 409);
  const queue = (await api("author").get("/api/comments?limit=100")).json.data;
  expect(queue).toContainEqual(expect.objectContaining({ body: words, reportCount: 1 }));
  expectProblem(await api("guest").get("/api/comments"), 401);

  const said = async () => (await api("guest").get(path)).text;
  const { url } = (await api("guest").get(path.replace("/comments", ""))).json;
  const page = await as("reader");
  const shown = async () => (await page.request.get(url)).text();
  expect(await said()).toContain(words);
  expect(await shown()).toContain(words);
  expectProblem(await api("reader").post(`${one}/hide`, {}), 403);
  const stale = await api("author").post(`${one}/hide`, {}, { "If-Match": '"7"' });
  expectProblem(stale, 412);
  const hidden = await api("author").post(`${one}/hide`, {});
  expect([hidden.status, hidden.json.status, hidden.json.version]).toEqual([200, "hidden", 2]);
  expect(await said()).not.toContain(words);
  expect(await shown()).not.toContain(words);
  expectProblem(await api("guest").get(one), 404);
  expect((await api("editor").get(one)).json.body).toBe(words);
  expect((await api("author").get(`${one}/reports`)).json.data).toMatchObject([
    { reason: "abuse", settledAt: expect.any(String) },
  ]);
  expect((await api("author").post(`${one}/show`, {})).json.status).toBe("visible");
  expect(await said()).toContain(words);
  expect(await shown()).toContain(words);
});

import { randomUUID } from "node:crypto";
import { rawRequest } from "../client.ts";
import { addPerson, expect, test, unique } from "../fixtures.ts";
import { expectProblem } from "./problem.ts";

const keyed = (key: string = randomUUID()) => ({ "Idempotency-Key": key });

test("the same POST with the same key gets the same answer, and makes one post", async ({
  api,
}) => {
  const author = api("author");
  const title = unique("Once");
  const key = randomUUID();
  const first = await author.post(
    "/api/posts",
    { title, body: "Words.", tags: ["Craft"] },
    keyed(key),
  );
  expect(first.status).toBe(201);
  expect(first.headers.has("idempotent-replayed")).toBe(false);
  // In another order, and quoted: it is the same request.
  const again = await author.post(
    "/api/posts",
    { tags: ["Craft"], body: "Words.", title },
    keyed(`"${key}"`),
  );
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  for (const name of ["location", "etag", "content-type", "cache-control", "vary"]) {
    expect(again.headers.get(name), name).toBe(first.headers.get(name));
  }
  expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
  const drafts = await author.get("/api/posts?status=draft&limit=100");
  expect(drafts.json.data.filter((each: { title: string }) => each.title === title)).toHaveLength(
    1,
  );
});

test("another body is 422 with a code of its own", async ({ api }) => {
  const headers = keyed();
  const title = unique("First");
  await api("author").post("/api/posts", { title, body: "One." }, headers);
  const other = await api("author").post("/api/posts", { title, body: "Two." }, headers);
  expectProblem(other, 422);
  expect(other.json.code).toBe("idempotency_mismatch");
});

test("a key is one caller's, and one address's", async ({ api, blog, sql }) => {
  const headers = keyed();
  const body = { title: unique("Mine"), body: "Words." };
  const mine = await api("author").post("/api/posts", body, headers);
  const theirs = await api("editor").post("/api/posts", body, headers);
  expect(theirs.status).toBe(201);
  expect(theirs.json.id).not.toBe(mine.json.id);
  // The same person by another credential is another caller.
  const { cookie } = await addPerson(sql, "author");
  const session = { Cookie: cookie, Origin: blog.url };
  const bySession = await api("guest").post("/api/posts", body, { ...headers, ...session });
  expect([bySession.status, bySession.headers.has("idempotent-replayed")]).toEqual([201, false]);
  const published = await api("author").post(`/api/posts/${mine.json.id}/publish`, {}, headers);
  expect([published.status, published.json.status]).toEqual([200, "published"]);
  const replayed = await api("author").post(`/api/posts/${mine.json.id}/publish`, {}, headers);
  expect(replayed.text).toBe(published.text);
  expect(replayed.headers.get("idempotent-replayed")).toBe("true");
});

test("what was refused by the operation is told again; what was refused before it is not kept", async ({
  api,
}) => {
  const author = api("author");
  const slug = unique("Taken")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const first = await author.post("/api/posts", { title: "Taken", body: "1", slug });
  const headers = keyed();
  const wanted = { title: "Wanted", body: "2", slug };
  const refused = await author.post("/api/posts", wanted, headers);
  expectProblem(refused, 409);
  await author.delete(`/api/posts/${first.json.id}?permanent=true`);
  const again = await author.post("/api/posts", wanted, headers);
  expectProblem(again, 409);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect((await author.post("/api/posts", wanted, keyed())).status).toBe(201);

  const key = keyed();
  expectProblem(await author.post("/api/posts", { title: "" }, key), 422);
  expectProblem(await api("guest").post("/api/posts", wanted, key), 401);
  expectProblem(await api("reader").post("/api/posts", wanted, key), 403);
  const accept = { ...key, Accept: "text/plain" };
  expectProblem(await author.post("/api/posts", { title: "x", body: "x" }, accept), 406);
  const made = await author.post("/api/posts", { title: unique("Free"), body: "x" }, key);
  expect([made.status, made.headers.has("idempotent-replayed")]).toEqual([201, false]);
});

test("sent many times at once it happens once; the others get the answer or are told to wait", async ({
  api,
}) => {
  const headers = keyed();
  const title = unique("All at once");
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      api("author").post("/api/posts", { title, body: "x" }, headers),
    ),
  );
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(({ json }) => json.id)).size).toBe(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expectProblem(answer, 409);
    expect(answer.json.code).toBe("in_flight");
  }
  const drafts = await api("author").get("/api/posts?status=draft&limit=100");
  expect(drafts.json.data.filter((each: { title: string }) => each.title === title)).toHaveLength(
    1,
  );
});

test("a key that is none is 400, and nothing happens; on other methods it means nothing", async ({
  api,
  blog,
}) => {
  const title = unique("Badly keyed");
  for (const key of ["", '""', "two words", '"open', "k".repeat(256), 'a"b', '"a", "b"']) {
    const answer = await api("author").post("/api/posts", { title, body: "x" }, keyed(key));
    expectProblem(answer, 400, key.slice(0, 20));
  }
  const twice = await rawRequest(blog.url, {
    method: "POST",
    path: "/api/posts",
    headers: {
      Authorization: `Bearer ${blog.tokens.author}`,
      "Content-Type": "application/json",
      "Idempotency-Key": ["first", "second"],
    },
    chunks: [JSON.stringify({ title, body: "x" })],
  });
  expect(twice.status).toBe(400);
  const drafts = await api("author").get("/api/posts?status=draft&limit=100");
  expect(drafts.json.data.map((each: { title: string }) => each.title)).not.toContain(title);
  expect((await api("guest").get("/api/tags", keyed(""))).status).toBe(200);
});

test("a token's secret is told again to who made it, and lies nowhere in clear", async ({
  api,
  blog,
  sql,
}) => {
  const { cookie } = await addPerson(sql, "author");
  const headers = { Cookie: cookie, Origin: blog.url, ...keyed() };
  const body = { name: unique("Program"), scopes: ["posts:read"] };
  const first = await api("guest").post("/api/tokens", body, headers);
  const again = await api("guest").post("/api/tokens", body, headers);
  expect([again.status, again.json.token]).toEqual([201, first.json.token]);
  expect((await api({ token: again.json.token }).get("/api/me")).status).toBe(200);
  const secret = String(first.json.token).split("_")[2] ?? "";
  const [row] = await sql(
    "select count(*)::int as n from idempotency_keys where encode(outcome, 'escape') like $1",
    [`%${secret}%`],
  );
  expect(row).toEqual({ n: 0 });
});

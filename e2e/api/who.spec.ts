import { randomUUID } from "node:crypto";
import { operations } from "#domain/registry";
import { type Route, routes } from "#domain/routes";
import { rawRequest } from "../client.ts";
import { expect, people, test, unique } from "../fixtures.ts";
import { expectProblem } from "./problem.ts";
import { takesFile } from "./untouched.ts";

const changing = Object.entries<Route>(routes).filter(([, { method }]) => method !== "GET");
const isOfLab = ([name]: [string, Route]) =>
  operations.some((operation) => operation.name === name && operation.gate === "visitor");
/** All but the lab's, which anybody may use: see below. */
const writes = changing.filter((each) => !isOfLab(each)).map(([, route]) => route);
const address = (template: string) => template.replace(/\{\w+\}/g, () => randomUUID());

test("without credentials every write is 401, and says how to come back", async ({ api }) => {
  for (const { method, path } of writes) {
    const body = method === "DELETE" ? undefined : {};
    const answer = await api("guest")(method, address(path), { body });
    expectProblem(answer, 401, `${method} ${path}`);
  }
  expectProblem(await api("guest").get("/api/me"), 401);
  expectProblem(await api("guest").get("/api/tokens"), 401);
  expect((await api("guest").get("/api/session")).json).toEqual({ user: null });
});

test("the lab's writes are anybody's, each visitor's for himself", async ({ api }) => {
  const lab = changing.filter(isOfLab);
  expect(lab.map(([name]) => name).sort()).toEqual([
    "lab.create",
    "lab.fail",
    "lab.update",
    "lab.weigh",
  ]);
  for (const [name, { method, path }] of lab) {
    // What takes a file takes no JSON; either way it is what was sent that is wrong, and not who sent it.
    const wrong = takesFile.has(name) ? 415 : 422;
    expectProblem(await api("guest")(method, address(path), { body: {} }), wrong, name);
  }
  const made = await api("guest").post("/api/lab/posts", { title: "Mine" });
  expect(made.status, made.text).toBe(201);
  const cookie = made.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^duet-lab=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax/);
  const Cookie = cookie.split(";")[0] ?? "";
  const titles = async (headers: Record<string, string>) =>
    (await api("guest").get("/api/lab/posts", headers)).json.data.map(
      (post: { title: string }) => post.title,
    );
  expect(await titles({ Cookie })).toEqual(["Mine"]);
  expect(await titles({})).toEqual([]);
});

test("a bad token is 401 wherever it is shown, even where nobody asks for one", async ({
  api,
  blog,
}) => {
  const good = blog.tokens.author;
  const parts = good.split("_");
  const wrongSecret = [parts[0], parts[1], parts[2]?.replace(/^./, "x"), parts[3]].join("_");
  const bad = [
    "Bearer",
    "Bearer ",
    "Bearer x",
    `Bearer ${good}x`,
    `Bearer ${good.slice(0, -1)}`,
    `Bearer ${good.slice(0, -8)}00000000`,
    `Bearer ${wrongSecret}`,
    `Bearer duet_${"0".repeat(32)}_${"0".repeat(64)}_00000000`,
    `Bearer ${good} ${good}`,
    `Token ${good}`,
    `Basic ${Buffer.from(`ines:${good}`).toString("base64")}`,
    good,
    `Bearer ${"a".repeat(10_000)}`,
  ];
  for (const Authorization of bad) {
    for (const path of ["/api/me", "/api/posts", "/api/health/live"]) {
      expectProblem(
        await api("guest").get(path, { Authorization }),
        401,
        `${Authorization} ${path}`,
      );
    }
  }
  const insensitive = await api("guest").get("/api/me", { Authorization: `bearer ${good}` });
  expect(insensitive.json.handle).toBe(people.author.handle);
});

test("a token is never taken from the address", async ({ api, blog }) => {
  for (const name of ["token", "access_token", "authorization"]) {
    expectProblem(await api("guest").get(`/api/me?${name}=${blog.tokens.author}`), 400);
  }
});

test("an expired, a revoked and a disabled person's token end at the next request", async ({
  api,
  newcomer,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  const issue = async () => {
    const body = { name: "Short lived", scopes: ["posts:read"], days: 1 };
    const made = await api("guest")("POST", "/api/tokens", { body, headers });
    expect(made.status, made.text).toBe(201);
    return { id: made.json.id as string, client: api({ token: made.json.token }) };
  };
  const expiring = await issue();
  expect((await expiring.client.get("/api/me")).status).toBe(200);
  await sql("update tokens set expires_at = now() where id = $1", [expiring.id]);
  // What is changed past the server reaches it as a notification of the database.
  await expect.poll(async () => (await expiring.client.get("/api/me")).status).toBe(401);

  const revoked = await issue();
  expect((await revoked.client.get("/api/me")).status).toBe(200);
  const gone = await api("guest")("DELETE", `/api/tokens/${revoked.id}`, { headers });
  expect(gone.status).toBe(204);
  expectProblem(await revoked.client.get("/api/me"), 401);

  const orphan = await issue();
  expect((await orphan.client.get("/api/me")).status).toBe(200);
  await sql("update users set disabled_at = now() where id = $1", [person.id]);
  await expect.poll(async () => (await orphan.client.get("/api/me")).status).toBe(401);
});

test("a token does no more than its scopes, and 403 names the one that lacks", async ({
  api,
  blog,
}) => {
  const reading = api({ token: blog.readOnlyToken });
  const me = await reading.get("/api/me");
  expect(me.json).toMatchObject({ handle: "ines", role: "author", scopes: ["posts:read"] });
  for (const { method, path } of writes) {
    const body = method === "DELETE" ? undefined : {};
    expectProblem(await reading(method, address(path), { body }), 403, `${method} ${path}`);
  }
  const refused = await reading.post("/api/posts", { title: "x", body: "x" });
  expect(refused.json.detail).toContain("posts:write");
  expect(refused.headers.get("www-authenticate")).toBe(
    'Bearer realm="duet", error="insufficient_scope", scope="posts:write"',
  );
});

test("a role is the limit of every token, and a demotion takes effect at once", async ({
  api,
  newcomer,
  blog,
  sql,
}) => {
  expectProblem(await api("reader").post("/api/posts", { title: "x", body: "x" }), 403);
  const person = await newcomer("author");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  const body = { name: "Writes", scopes: ["posts:write", "comments:write"] };
  const made = await api("guest")("POST", "/api/tokens", { body, headers });
  const client = api({ token: made.json.token });
  const post = { title: unique("Before"), body: "Text." };
  expect((await client.post("/api/posts", post)).status).toBe(201);
  const beyond = { name: "Too much", scopes: ["site:import"] };
  expectProblem(await api("guest")("POST", "/api/tokens", { body: beyond, headers }), 422);

  await sql("update users set role = 'reader' where id = $1", [person.id]);
  await expect.poll(async () => (await client.get("/api/me")).json.role).toBe("reader");
  expectProblem(await client.post("/api/posts", post), 403);
  expectProblem(await api("guest")("POST", "/api/posts", { body: post, headers }), 403);
  expect((await client.get("/api/me")).json).toMatchObject({
    role: "reader",
    scopes: ["comments:write"],
  });
});

test("no token manages tokens or ends sessions; a person does, and sees a secret once", async ({
  api,
  newcomer,
  blog,
}) => {
  const { author } = blog.tokens;
  expectProblem(await api({ token: author }).get("/api/tokens"), 403);
  const scopes = ["posts:read"];
  expectProblem(await api({ token: author }).post("/api/tokens", { name: "x", scopes }), 403);
  expectProblem(await api({ token: author }).delete(`/api/tokens/${randomUUID()}`), 403);
  expectProblem(await api({ token: author }).delete("/api/session"), 403);

  const person = await newcomer("author");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  const call = (method: string, path: string, body?: unknown) =>
    api("guest")(method, path, { body, headers });
  const made = await call("POST", "/api/tokens", { name: "Mine", scopes });
  expect(made.status).toBe(201);
  expect(made.headers.get("location")).toBe(`/api/tokens/${made.json.id}`);
  expect(made.json.token).toMatch(/^duet_[0-9a-f]{32}_[0-9a-f]{64}_[0-9a-f]{8}$/);
  const life = Date.parse(made.json.expiresAt) - Date.now();
  expect(Math.round(life / 86_400_000)).toBe(90);
  const secret = made.json.token.split("_")[2];
  for (const path of ["/api/tokens", `/api/tokens/${made.json.id}`]) {
    const read = await call("GET", path);
    expect(read.status).toBe(200);
    expect(read.text).not.toContain(secret);
  }
  // Somebody else's token is not there.
  const other = await newcomer("author");
  const foreign = { Cookie: other.cookie, Origin: blog.url };
  const path = `/api/tokens/${made.json.id}`;
  expectProblem(await api("guest").get(path, foreign), 404);
  expectProblem(await api("guest").delete(path, foreign), 404);
  expect((await call("DELETE", path)).status).toBe(204);
  expectProblem(await call("GET", path), 404);
  for (const days of [0, 366, 1.5, "30"]) {
    expectProblem(await call("POST", "/api/tokens", { name: "x", scopes, days }), 422, `${days}`);
  }
  for (const wrong of [[], ["all"], "posts:read", ["tokens:manage"]]) {
    expectProblem(await call("POST", "/api/tokens", { name: "x", scopes: wrong }), 422);
  }
});

test("a foreign post: what is published is 403, a draft is not there", async ({
  api,
  newcomer,
  blog,
}) => {
  const published = await api("author").post("/api/posts", {
    title: unique("Theirs"),
    body: "Text.",
    status: "published",
  });
  const draft = await api("author").post("/api/posts", { title: unique("Theirs"), body: "Text." });
  const person = await newcomer("author");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  const attempts = (id: string) =>
    [
      ["PATCH", `/api/posts/${id}`, { title: "Mine" }],
      ["PUT", `/api/posts/${id}`, { title: "Mine", body: "Mine." }],
      ["POST", `/api/posts/${id}/publish`, {}],
      ["POST", `/api/posts/${id}/unpublish`, {}],
      ["DELETE", `/api/posts/${id}`, undefined],
      ["DELETE", `/api/posts/${id}?permanent=true`, undefined],
    ] as const;
  for (const [method, path, body] of attempts(published.json.id)) {
    expectProblem(await api("guest")(method, path, { body, headers }), 403, `${method} ${path}`);
  }
  for (const [method, path, body] of attempts(draft.json.id)) {
    expectProblem(await api("guest")(method, path, { body, headers }), 404, `${method} ${path}`);
  }
  const after = await api("author").get(`/api/posts/${published.json.id}`);
  expect(after.json).toEqual(published.json);
});

test("a cookie writes only from our own pages", async ({ newcomer, blog, sql }) => {
  const person = await newcomer("author");
  const title = unique("By cookie");
  const chunks = [JSON.stringify({ title, body: "Text." })];
  const send = (headers: Record<string, string>) =>
    rawRequest(blog.url, {
      method: "POST",
      path: "/api/posts",
      headers: { Cookie: person.cookie, "Content-Type": "application/json", ...headers },
      chunks,
    });
  const { port } = new URL(blog.url);
  const foreign: Record<string, string>[] = [
    {},
    { Origin: "null" },
    { Origin: "https://evil.example" },
    { Origin: `http://127.0.0.1:${port}` },
    { Origin: `https://localhost:${port}` },
    { Origin: "http://localhost" },
    { Origin: `http://localhost.evil.example:${port}` },
    { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
    { Origin: "null", "Sec-Fetch-Site": "same-origin" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "none" },
    { Referer: `${blog.url}/studio` },
    { Origin: "https://evil.example", Host: "evil.example" },
    { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
  ];
  for (const headers of foreign) {
    const answer = await send(headers);
    const problem = JSON.parse(answer.text);
    expect([answer.status, problem.code], JSON.stringify(headers)).toEqual([403, "cross_origin"]);
    expect(problem.requestId).toBe(answer.headers["x-request-id"]);
  }
  expect(await sql("select 1 from posts where title = $1", [title])).toEqual([]);
  expect((await send({ Origin: blog.url })).status).toBe(201);
  expect((await send({ "Sec-Fetch-Site": "same-origin" })).status).toBe(201);
});

test("with a token, a body that is not JSON is 415", async ({ api }) => {
  const types = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ];
  for (const type of types) {
    const raw = JSON.stringify({ title: "Not JSON", body: "Text." });
    const answer = await api("author")("POST", "/api/posts", {
      raw,
      headers: { "Content-Type": type },
    });
    expectProblem(answer, 415, type);
    expect(answer.headers.get("accept-post")).toContain("application/json");
  }
});

test("a token writes from anywhere, and counts more than a cookie beside it", async ({
  api,
  newcomer,
  blog,
}) => {
  const person = await newcomer("author");
  const body = { title: unique("By token"), body: "Text." };
  const headers = { Origin: "https://elsewhere.example", Cookie: person.cookie };
  const made = await api("author")("POST", "/api/posts", { body, headers });
  expect([made.status, made.json.author.handle]).toEqual([201, people.author.handle]);
  const bad = { ...headers, Authorization: "Bearer nonsense", Origin: blog.url };
  expectProblem(await api("guest")("POST", "/api/posts", { body, headers: bad }), 401);
  expectProblem(await api("guest")("GET", "/api/posts", { headers: bad }), 401);
});

test("a cookie that opens nothing is a guest's", async ({ api, blog }) => {
  const cookies = ["x", "", "a".repeat(4_000), "%00", "é".repeat(3)].map(
    (value) => `authjs.session-token=${encodeURIComponent(value)}`,
  );
  for (const Cookie of cookies) {
    expect((await api("guest").get("/api/session", { Cookie })).json).toEqual({ user: null });
    const sent = { body: { title: "x", body: "x" }, headers: { Cookie, Origin: blog.url } };
    expectProblem(await api("guest")("POST", "/api/posts", sent), 401);
  }
});

test("me: a token shows its scopes, a session none", async ({ api, newcomer }) => {
  const person = await newcomer("editor");
  const session = await api("guest").get("/api/me", { Cookie: person.cookie });
  expect(session.json).toMatchObject({ handle: person.handle, role: "editor", scopes: null });
  const token = await api("editor").get("/api/me");
  expect(token.json).toMatchObject({
    handle: people.editor.handle,
    name: people.editor.name,
    email: "tomas@demo.duet.example",
    role: "editor",
    scopes: ["posts:read", "posts:write", "comments:write", "uploads:write", "webhooks:manage"],
  });
  expect(token.headers.get("cache-control")).toBe("private, no-store");
});

test("ending one's sessions over the API signs every browser out", async ({
  api,
  newcomer,
  blog,
}) => {
  const person = await newcomer("reader");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  expect((await api("guest")("DELETE", "/api/session", { headers })).status).toBe(204);
  expect((await api("guest").get("/api/session", headers)).json).toEqual({ user: null });
  expectProblem(await api("guest")("DELETE", "/api/session", { headers }), 401);
});

import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { routes } from "#domain/routes";
import { type Answer, type Client, rawRequest } from "../client.ts";
import { type Blog, expect, type Newcomer, test, unique } from "../fixtures.ts";
import { expectProblem, expectRefusal, pointers } from "./problem.ts";

interface Target {
  name: string;
  method: string;
  path: string;
  /** A body that would be accepted, as an object. */
  good: Record<string, unknown>;
}

const bodies = ["POST", "PUT", "PATCH"];
/** Where a JSON body belongs: a picture comes as a file. */
const writes = Object.entries(routes).filter(
  ([name, { method }]) => bodies.includes(method) && name !== "uploads.create",
);

const good: Record<string, Record<string, unknown>> = {
  "posts.create": { title: "Good", body: "Good." },
  "posts.replace": { title: "Good", body: "Good." },
  "posts.update": { title: "Good" },
  "posts.preview": { body: "Good." },
  "comments.create": { body: "Good." },
  "comments.update": { body: "Good." },
  "comments.report": { reason: "spam" },
  "posts.bulk": { ids: ["01890a5d-ac96-774b-bcce-b302099a8057"], action: "trash" },
  "uploads.update": { alt: "Good" },
  "tokens.create": { name: "Good", scopes: ["posts:read"] },
  "tokens.update": { name: "Good" },
  "me.update": { name: "Good" },
  "lab.update": { title: "Good" },
};

/** Somebody with a post and a comment of his own, who calls with his session: he may do everything here. */
async function owner(person: Newcomer, guest: Client, { url }: Blog) {
  const headers = { Cookie: person.cookie, Origin: url };
  const call: Client = Object.assign(
    (...[method, path, sent]: Parameters<Client>) =>
      guest(method, path, { ...sent, headers: { ...headers, ...sent?.headers } }),
    guest,
  );
  const post = await call("POST", "/api/posts", {
    body: { title: unique("Untouched"), body: "Untouched.", status: "published" },
  });
  expect(post.status, post.text).toBe(201);
  const comments = `/api/posts/${post.json.id}/comments`;
  const comment = await call("POST", comments, { body: { body: "Untouched." } });
  expect(comment.status, comment.text).toBe(201);
  const targets: Target[] = writes.map(([name, { method, path }]) => ({
    name,
    method,
    path: path
      .replace("{id}", post.json.id)
      .replace("{commentId}", comment.json.id)
      .replace("{number}", "1")
      .replace("{kind}", "like"),
    good: good[name] ?? {},
  }));
  return { call, targets, headers };
}

/** All that somebody has stored: nothing of it may move by a request that was refused. */
async function stored(sql: (text: string, values: unknown[]) => Promise<unknown[]>, id: string) {
  const queries = [
    "select id, version, title, body, status, updated_at from posts where author_id = $1 order by id",
    "select id, version, body, status, updated_at from comments where author_id = $1 order by id",
    "select id, revoked_at from tokens where user_id = $1 order by id",
    "select count(*) from revisions where editor_id = $1",
    "select count(*) from events where actor_id = $1",
    "select count(*) from sessions where user_id = $1",
  ];
  const rows = [];
  for (const query of queries) rows.push(await sql(query, [id]));
  return rows;
}

const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);

/** Bytes that are no JSON object of this API, whatever the route. */
const unreadable: Record<string, [raw: string | Uint8Array<ArrayBuffer>, status: number]> = {
  "an open brace": ["{", 400],
  "a missing value": ['{"title":}', 400],
  "a trailing comma": ['{"title":"x",}', 400],
  "single quotes": ["{'title':'x'}", 400],
  "two objects": ["{}{}", 400],
  "a comment": ["{} // x", 400],
  "a bare word": ["undefined", 400],
  NaN: ['{"version":NaN}', 400],
  "a raw NUL": ['{"title":"\0"}', 400],
  "white space only": ["   ", 400],
  "arrays 10,000 deep": [deep("[", "]"), 400],
  "objects 10,000 deep": [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400],
  "10,000 open brackets": ["[".repeat(10_000), 400],
  "33 levels": [`{"title":${"[".repeat(32)}${"]".repeat(32)}}`, 400],
  "broken UTF-8": [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), 400],
  "a cut character": [Uint8Array.of(0x7b, 0x22, 0xe2, 0x82, 0x22, 0x3a, 0x31, 0x7d), 400],
  "an overlong slash": [Uint8Array.of(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d), 400],
  "UTF-16": [new Uint8Array(Buffer.from('{"title":"x"}', "utf16le")), 400],
  "a surrogate in UTF-8": [
    Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d),
    400,
  ],
  "a field twice": ['{"title":"x","title":"y"}', 400],
  "a field twice, once escaped": ['{"title":"x","\\u0074itle":"x"}', 400],
  "an array": ["[]", 422],
  "an array of objects": ['[{"title":"x"}]', 422],
  null: ["null", 422],
  "a string": ['"title"', 422],
  "a number": ["1e400", 422],
  "a boolean": ["true", 422],
};

/** Fields that no route takes, and values that no field takes; added to a good body. */
const unwanted: Record<string, string> = {
  "an unknown field": '"nope":1',
  id: '"id":"01890a5d-ac96-774b-bcce-b302099a8057"',
  authorId: '"authorId":"01890a5d-ac96-774b-bcce-b302099a8057"',
  role: '"role":"admin"',
  createdAt: '"createdAt":"2020-01-01T00:00:00Z"',
  status: '"status":"trashed"',
  __proto__: '"__proto__":{"title":"polluted"}',
  "__proto__ of a string": '"__proto__":"x"',
  constructor: '"constructor":{"prototype":{"title":"x"}}',
  "a name of nothing": '"":1',
  "a name with NUL": '"\\u0000":1',
  "a name with half a surrogate": '"\\ud800":1',
  "a huge version": '"version":99999999999999999999',
  "an infinite version": '"version":1e400',
  "a version beyond the column": '"version":2147483648',
  "no version": '"version":0',
  "a negative version": '"version":-1',
  "a version and a half": '"version":1.5',
  "a version as text": '"version":"1"',
  "an operator for a version": '"version":{"gt":0}',
  "null for a version": '"version":null',
};

const textFields: Record<string, string[]> = {
  "posts.create": ["title", "body"],
  "posts.replace": ["title", "body"],
  "posts.update": ["title", "body", "excerpt", "seoTitle", "seoDescription"],
  "posts.preview": ["body"],
  "comments.create": ["body"],
  "comments.update": ["body"],
  "tokens.create": ["name"],
  "tokens.update": ["name"],
  "me.update": ["name", "bio"],
};

/** What no text is, as JSON. */
const noText: Record<string, string> = {
  NUL: '"a\\u0000b"',
  "half a surrogate": '"a\\ud800b"',
  "the other half": '"\\udc00"',
  "an operator": '{"contains":""}',
  "an operator of Prisma": '{"set":"x"}',
  "an array": '["x"]',
  "an empty array": "[]",
  "a number": "1",
  "a boolean": "true",
};

test("no bytes whatever give anything but a clear refusal", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { call, targets } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  for (const { name, method, path } of targets) {
    for (const [what, [raw, status]] of Object.entries(unreadable)) {
      const headers = { "Content-Type": "application/json" };
      const answer = await call(method, path, { raw, headers });
      expectProblem(answer, status, `${name}: ${what}`);
    }
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("no field is taken that is not offered, whatever its value", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { call, targets } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  for (const target of targets) {
    for (const [what, field] of Object.entries(unwanted)) {
      const start = JSON.stringify(target.good).slice(0, -1);
      const raw = `${start}${start === "{" ? "" : ","}${field}}`;
      const headers = { "Content-Type": "application/json" };
      const answer = await call(target.method, target.path, { raw, headers });
      expectProblem(answer, 422, `${target.name}: ${what}`);
    }
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("what is no text is refused in every text, at its pointer", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { call, targets } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  for (const { name, method, path, good } of targets) {
    for (const field of textFields[name] ?? []) {
      for (const [what, value] of Object.entries(noText)) {
        const rest = Object.entries(good).filter(([key]) => key !== field);
        const start = JSON.stringify(Object.fromEntries(rest)).slice(0, -1);
        const raw = `${start}${start === "{" ? "" : ","}"${field}":${value}}`;
        const headers = { "Content-Type": "application/json" };
        const answer = await call(method, path, { raw, headers });
        expectProblem(answer, 422, `${name}: ${what} for ${field}`);
        expect(pointers(answer), `${name}: ${what}`).toContain(`/${field}`);
      }
    }
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("what shows nothing is empty, what is too long is too long", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { call } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  const invisible = [
    "",
    " ",
    "\t\n",
    "\u200b\u200d",
    "\u2800",
    "\u3164",
    "\u00ad",
    "\ufeff",
    "\u202e",
  ];
  for (const title of [...invisible, "x".repeat(201), "two\nlines", "bell\u0007"]) {
    const answer = await call("POST", "/api/posts", { body: { title, body: "Text." } });
    expectProblem(answer, 422, JSON.stringify(title));
    expect(pointers(answer)).toEqual(["/title"]);
  }
  const wrong: Record<string, unknown[]> = {
    body: [...invisible, "x".repeat(1_000_001)],
    excerpt: ["", "x".repeat(501)],
    tags: ["x", [1], [null], [["x"]], [""], ["\u200b"], ["x".repeat(61)], Array(21).fill("x")],
    coAuthors: [["nobody-here"], ["Not A Handle"], Array(11).fill("ines")],
    canonicalUrl: ["javascript:alert(1)", "/relative", "data:text/html,x", "http://", "x"],
    cover: ["x", randomUUID(), 1],
    commentsOpen: ["true", 1, null],
    status: ["trashed", "", null, 1],
    publishedAt: [
      "yesterday",
      0,
      "2020-01-01",
      "2020-13-01T00:00:00Z",
      "9999-12-31T23:59:59.999+23:59",
    ],
    slug: [null, 1, "Ä", "a/b", "../x", "a b", "%00"],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const body = { title: "Title", body: "Text.", [field]: value };
      const answer = await call("POST", "/api/posts", { body });
      expectProblem(answer, 422, `${field} ${JSON.stringify(value).slice(0, 60)}`);
      const at = pointers(answer).map((pointer) => pointer.split("/")[1]);
      expect(at, `${field} ${JSON.stringify(value).slice(0, 60)}`).toContain(field);
    }
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("several faults are told together", async ({ api }) => {
  const body = { title: "", body: 5, tags: ["ok", ""], nope: 1 };
  const answer = await api("author").post("/api/posts", body);
  expectProblem(answer, 422);
  expect(pointers(answer).sort()).toEqual(["/body", "/nope", "/tags/1", "/title"]);
});

test("a name in the address that cannot be one is not there", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { headers } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  const names = [
    "not-a-uuid",
    "00000000-0000-0000-0000-000000000000",
    "%F0%9F%98%80",
    "%27%3B%20drop%20table%20posts%3B--",
    "%7B%22contains%22%3A%22%22%7D",
    "..%2F..%2Fetc%2Fpasswd",
    "%252e",
    "__proto__",
    "constructor",
    "undefined",
    "null",
    "NaN",
    "1e400",
    "%EF%BB%BF",
    "%E2%80%8B",
    "a".repeat(8_000),
  ];
  const broken = ["%ff", "%00", "%", "%zz", "%c0%af", "%ed%a0%80", "a%00b"];
  for (const [name, { method, path: template }] of Object.entries(routes)) {
    if (!template.includes("{")) continue;
    for (const [value, status] of [
      ...names.map((each) => [each, 404] as const),
      ...broken.map((each) => [each, 400] as const),
    ]) {
      const path = template.replaceAll(/\{\w+\}/g, value);
      const body = bodies.includes(method) ? JSON.stringify(good[name] ?? {}) : undefined;
      const sent = { ...headers, ...(body ? { "Content-Type": "application/json" } : {}) };
      const raw = await rawRequest(blog.url, {
        method,
        path,
        headers: sent,
        chunks: body ? [body] : [],
      });
      expectProblem(asAnswer(raw), status, `${name} ${value.slice(0, 60)}`);
    }
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("a query on a write is refused, and so is one that cannot be read", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { call, targets, headers } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  for (const { name, method, path, good: body } of targets) {
    for (const query of ["x=1", "title=x", "permanent=true", "constructor=1", "id=x"]) {
      expectProblem(await call(method, `${path}?${query}`, { body }), 400, `${name} ?${query}`);
    }
  }
  const [{ path } = { path: "" }] = targets.filter(({ name }) => name === "posts.update");
  for (const query of [
    "permanent=yes",
    "permanent=1",
    "permanent=",
    "nope=1",
    "permanent=true&permanent=true",
  ]) {
    expectProblem(await call("DELETE", `${path}?${query}`), 400, query);
  }
  for (const query of ["tag=%ff", "tag=%", "limit=%00", "tag=%c0%af", "a%00b=1"]) {
    const answer = await rawRequest(blog.url, { path: `/api/posts?${query}`, headers });
    expectProblem(asAnswer(answer), 400, query);
  }
  expect(await stored(sql, person.id)).toEqual(before);
});

test("only JSON is read, as what it says it is", async ({ newcomer, api, blog, sql }) => {
  const person = await newcomer("author");
  const { call, targets } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  const types = ["text/plain", "text/json", "application/xml", "application/jsonp", "json"];
  types.push(
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/vnd.api+json",
  );
  for (const { name, method, path, good: body } of targets) {
    for (const type of types) {
      const sent = { raw: JSON.stringify(body), headers: { "Content-Type": type } };
      const answer = await call(method, path, sent);
      // What a form can send does not come from our own pages.
      if (/^(text\/plain|application\/x-www-form)/.test(type)) {
        expectProblem(answer, 403, `${name} ${type}`);
        continue;
      }
      expectProblem(answer, 415, `${name} ${type}`);
      expect(answer.headers.get("accept-post")).toBe(
        "application/json, application/merge-patch+json",
      );
    }
    // Bytes have no type of their own, and fetch adds none.
    const bytes = new Uint8Array(Buffer.from(JSON.stringify(body)));
    expectProblem(await call(method, path, { raw: bytes }), 415, name);
  }
  expect(await stored(sql, person.id)).toEqual(before);
  const charset = { "Content-Type": "Application/JSON; charset=utf-8" };
  const accepted = await call("POST", "/api/preview", { raw: '{"body":"x"}', headers: charset });
  expect(accepted.status).toBe(200);
});

test("10 MB are refused before they are read, declared or in chunks", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const { targets, headers, call } = await owner(person, api("guest"), blog);
  const before = await stored(sql, person.id);
  const size = 10 * 1024 * 1024;
  const json = { ...headers, "Content-Type": "application/json" };
  for (const { name, method, path } of targets) {
    const long = { ...json, "Content-Length": `${size}` };
    const declared = await announce(blog.url, method, path, long);
    expectProblem(declared, 413, `${name} declared`);
    // Many times what the sockets' buffers hold between us.
    const endless = pieces(8 * size);
    const chunked = await call(method, path, { raw: endless.stream, headers: json });
    expectProblem(chunked, 413, `${name} in chunks`);
    expect(endless.taken(), name).toBeLessThan(8 * size);
  }
  // Within the limit, but longer than any text of ours: read, and refused for what it says.
  const wordy = await call("POST", "/api/posts", {
    body: { title: "x", body: "x".repeat(1_200_000) },
  });
  expectProblem(wordy, 422);
  expect(await stored(sql, person.id)).toEqual(before);
  // The longest text there may be is taken, four bytes a character.
  const longest = await call("POST", "/api/posts", {
    body: { title: unique("Long"), body: "😀".repeat(1_000_000) },
  });
  expect(longest.status).toBe(201);
});

test("odd headers are refused or ignored, never a failure of ours", async ({ blog, api }) => {
  const odd: [Record<string, string | string[]>, number[]][] = [
    [{ "If-None-Match": "nonsense" }, [200]],
    [{ "If-None-Match": '"'.repeat(500) }, [200]],
    [{ "If-Modified-Since": "nonsense" }, [200]],
    [{ Range: "bytes=0-1" }, [200]],
    [{ Accept: "nonsense/*;q=x" }, [200, 406]],
    [{ "Accept-Language": "é" }, [200]],
    [{ Cookie: "=;;;=" }, [200]],
    [{ Cookie: `a=${"b".repeat(8_000)}` }, [200]],
    [{ Origin: "not an origin" }, [400]],
    [{ Origin: "https://evil.example" }, [200]],
    [{ "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "javascript" }, [200]],
    [{ Host: "evil.example" }, [200, 421]],
    [{ "Next-Action": "x" }, [200, 400, 404, 405]],
    [{ "Next-Router-State-Tree": "nonsense" }, [400]],
    [{ "X-Request-Id": "mine" }, [200]],
    // Next sends whoever asks for a payload without its name to the address with it.
    [{ RSC: "1" }, [200, 307]],
    [{ "X-Middleware-Subrequest": "middleware" }, [200]],
    [{ "X-Padding": "x".repeat(40_000) }, [431]],
    [{ "Transfer-Encoding": "nonsense" }, [400, 501]],
    [{ Expect: "nonsense" }, [200]],
    [{ Upgrade: "websocket", Connection: "Upgrade" }, [200, 400, 426]],
  ];
  for (const [headers, statuses] of odd) {
    for (const path of ["/api/posts?limit=1", "/posts/welcome-to-duet"]) {
      const answer = await rawRequest(blog.url, { path, headers });
      const what = `${JSON.stringify(headers).slice(0, 80)} ${path}`;
      expect(statuses, `${what}: ${answer.status}`).toContain(answer.status);
      expect(answer.headers["x-request-id"], what).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.text, what).not.toContain("evil.example");
      expect(answer.headers.location ?? "", what).not.toContain("evil.example");
    }
  }
  const clear = await api("guest").get("/api/posts?limit=1", { "X-Request-Id": "mine" });
  expect(clear.headers.get("x-request-id")).not.toBe("mine");
  expect((await rawRequest(blog.url, { path: `/api/posts/${"a".repeat(60_000)}` })).status).toBe(
    431,
  );
});

test("a path that would be another one to whoever resolves it is refused", async ({ blog }) => {
  for (const path of [
    "/api/posts/../comments",
    "/x/%2e%2e/api/posts",
    "/api\\posts",
    "/posts/..",
  ]) {
    const { status, headers } = await rawRequest(blog.url, { path, method: "POST" });
    expect([status, headers["x-request-id"] !== undefined], path).toEqual([400, true]);
  }
});

test("what is no HTTP is answered with 400 or closed, and the server goes on", async ({
  blog,
  api,
}) => {
  const { port } = new URL(blog.url);
  const noise = [
    "nonsense\r\n\r\n",
    "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nBad Header\r\n\r\n",
    "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST /api/posts HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "POST /api/posts HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  ];
  for (const bytes of noise) {
    const answer = await exchange(Number(port), bytes);
    expect(
      answer === "" || /^HTTP\/1\.1 (400|404|405|505)/.test(answer),
      `${bytes}: ${answer}`,
    ).toBe(true);
  }
  expect((await api("guest").get("/api/health/ready")).status).toBe(200);
});

test("hostile Markdown is rendered or refused within seconds", async ({ api }) => {
  const hostile: Record<string, string> = {
    brackets: "[".repeat(100_000),
    quotes: "> ".repeat(50_000),
    lists: Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth * 2)}- x`).join("\n"),
    emphasis: "*a _b ".repeat(15_000),
    links: "[a](b".repeat(20_000),
    backticks: "`".repeat(99_999),
    table: `|${"a|".repeat(5_000)}\n|${"-|".repeat(5_000)}\n`,
    html: "<div>".repeat(20_000),
    entities: "&#x41;".repeat(16_000),
    footnotes: Array.from({ length: 5_000 }, (_, n) => `[^${n}]`).join(" "),
  };
  for (const [what, body] of Object.entries(hostile)) {
    const started = performance.now();
    const answer = await api("author").post("/api/preview", { body });
    expect([200, 422], `${what} ${answer.text.slice(0, 200)}`).toContain(answer.status);
    if (answer.status === 422) expectRefusal(answer, what);
    expect(performance.now() - started, what).toBeLessThan(6_000);
  }
});

function asAnswer({ status, headers, text: body }: Awaited<ReturnType<typeof rawRequest>>): Answer {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const json = body.startsWith("{") ? JSON.parse(body) : undefined;
  return { status, headers: new Headers(pairs), text: body, json };
}

/** A body of many pieces, of which one can tell how much the server has taken. */
function pieces(size: number) {
  const piece = new Uint8Array(64 * 1024).fill("x".charCodeAt(0));
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(piece);
      taken += piece.length;
      if (taken >= size) controller.close();
    },
  });
  return { stream, taken: () => taken };
}

/** A request whose head announces a body that is never sent: the answer must not wait for it. */
async function announce(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const { host, port } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`;
  const received = await exchange(Number(port), `${head}${lines.join("")}\r\n`);
  const [top = "", ...rest] = received.split("\r\n\r\n");
  const [first = "", ...fields] = top.split("\r\n");
  const pairs = fields.map((field): [string, string] => {
    const colon = field.indexOf(":");
    return [field.slice(0, colon), field.slice(colon + 1).trim()];
  });
  const body = /\{.*\}/s.exec(rest.join("\r\n\r\n"))?.[0] ?? "";
  const json = body ? JSON.parse(body) : undefined;
  return { status: Number(first.split(" ")[1]), headers: new Headers(pairs), text: body, json };
}

/** Sends bytes and returns all that comes back until the server closes, or is silent for two seconds. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    received += chunk;
  });
  // A server may answer noise by hanging up.
  socket.on("error", () => socket.destroy());
  socket.setTimeout(2_000, () => socket.destroy());
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write(Buffer.from(bytes, "latin1"));
  await closed;
  return received;
}

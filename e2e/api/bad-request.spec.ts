import { connect } from "node:net";
import { routes } from "#domain/routes";
import { type Answer, rawRequest } from "../client.ts";
import { expect, unique } from "../fixtures.ts";
import { expectProblem, expectRefusal } from "./problem.ts";
import { bodies, good, test } from "./untouched.ts";

test("a name in the address that cannot be one is not there", async ({ owner, blog }) => {
  const { headers } = owner;
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
});

test("a query on a write is refused, and so is one that cannot be read", async ({
  owner,
  blog,
}) => {
  const { call, targets, headers } = owner;
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
});

test("only JSON is read, as what it says it is", async ({ owner }) => {
  const { call, targets } = owner;
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
  const charset = { "Content-Type": "Application/JSON; charset=utf-8" };
  const accepted = await call("POST", "/api/preview", { raw: '{"body":"x"}', headers: charset });
  expect(accepted.status).toBe(200);
});

test("10 MB are refused before they are read, declared or in chunks", async ({
  owner,
  blog,
  api,
}) => {
  const { targets, headers, call } = owner;
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
  // The longest text there may be is taken, four bytes a character.
  const longest = await api("author").post("/api/posts", {
    title: unique("Long"),
    body: "😀".repeat(1_000_000),
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

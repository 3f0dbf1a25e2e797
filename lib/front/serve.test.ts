import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import { Front } from "#lib/front/serve";
import { wayOf } from "#lib/front/ways";
import { notePurge } from "#lib/purges";
import { noteShown } from "#lib/shown-tags";

const PUBLIC = { "Cache-Control": "public, max-age=0, s-maxage=1", "Content-Type": "text/plain" };

/** What stands in for Next: answers as the test says. */
let answer: (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;
let front: Front;
let asked = 0;

const server = createServer((req, res) => {
  res.setHeader("X-Request-Id", "this one's");
  const [path = "", query = ""] = (req.url ?? "").split("?");
  void front.serve(req, res, wayOf(req, path, query), async () => {
    asked++;
    await answer(req, res);
  });
});
const listening = new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
beforeEach(async () => {
  await listening;
  front = new Front({ keeps: true, memory: 1_000_000 });
  asked = 0;
  answer = (_, res) => {
    noteShown(["a"]);
    res.writeHead(200, PUBLIC).end("Hello");
  };
});

interface Answered {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  request({ port, host: "127.0.0.1", path, headers, method }, async (res) => {
    resolve({ status: res.statusCode, headers: res.headers, text: await text(res) });
  })
    .on("error", reject)
    .end();
  return promise;
}

const cacheOf = async (path: string, headers?: Record<string, string>) =>
  (await get(path, headers)).headers["x-cache"];

test("an answer is kept until one of its tags is purged", async () => {
  expect(await cacheOf("/x")).toBe("MISS");
  expect(await cacheOf("/x")).toBe("HIT");
  expect((await get("/x")).text).toBe("Hello");
  notePurge(["b"]);
  expect(await cacheOf("/x")).toBe("HIT");
  notePurge(["a"]);
  expect(await cacheOf("/x")).toBe("MISS");
  expect(asked).toBe(2);
});

test("where nothing is to be kept, nothing is, and Next gets what was asked", async () => {
  front = new Front({ keeps: false, memory: 1_000_000 });
  const urls: (string | undefined)[] = [];
  answer = (req, res) => {
    urls.push(`${req.url} ${req.headers["if-none-match"]}`);
    noteShown(["a"]);
    res.writeHead(200, { ...PUBLIC, RateLimit: "x" }).end("Hello");
  };
  for (let read = 0; read < 2; read++) {
    const { headers } = await get("/api/posts?limit=1", { "if-none-match": '"x"' });
    expect([headers["x-cache"], headers.ratelimit]).toEqual([undefined, "x"]);
    expect((await get("/x?y=1")).headers["x-cache"]).toBeUndefined();
  }
  expect(urls).toEqual([
    '/api/posts?limit=1 "x"',
    "/x?y=1 undefined",
    '/api/posts?limit=1 "x"',
    "/x?y=1 undefined",
  ]);
});

test("the X-ray is in the pages of whoever has it on, and in nobody else's", async () => {
  const html = "<html><head><title>x</title></head><body>Hello</body></html>";
  answer = (_, res) => {
    noteShown(["a"]);
    const headers = { ...PUBLIC, "Content-Type": "text/html; charset=utf-8", ETag: '"next"' };
    res.setHeader("Content-Security-Policy", "object-src 'none'");
    res.writeHead(200, headers).end(html);
  };
  const cookie = "duet-xray=on";
  for (const path of ["/x", "/studio"]) {
    const plain = await get(path);
    const xrayed = await get(path, { cookie, "if-none-match": '"next"' });
    expect(plain.text).toBe(html);
    expect(xrayed.status).toBe(200);
    expect(xrayed.text).toContain('<link rel="stylesheet" href="/xray.css"/>');
    expect(xrayed.headers["cache-control"]).toBe("private, no-store");
    expect(xrayed.headers.etag).not.toBe(plain.headers.etag);
    expect((await get(path)).text).toBe(html);
  }
  // A page of the site keeps its policy; a page of the studio has none of the front's.
  const policyOf = async (path: string) =>
    (await get(path, { cookie })).headers["content-security-policy"];
  expect(await policyOf("/x")).toContain("script-src 'self'");
  expect(await policyOf("/studio")).toBe("object-src 'none'");
  expect((await get("/x")).headers["x-cache"]).toBe("HIT");
});

test("HEAD and GET are one", async () => {
  const head = await get("/x", {}, "HEAD");
  expect(head).toMatchObject({ status: 200, text: "", headers: { "content-length": "5" } });
  expect(await get("/x")).toMatchObject({ text: "Hello", headers: { "x-cache": "HIT" } });
});

test("HEAD and GET are one for a page that is not kept, and an empty page is a page", async () => {
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  for (const page of ["<p>Hello</p>", ""]) {
    answer = (req, res) => {
      // As Next does: asked for the head it writes no body.
      res.writeHead(200, headers).end(req.method === "HEAD" ? undefined : page);
    };
    for (const path of ["/search?q=x", "/studio"]) {
      const whole = await get(path);
      const head = await get(path, {}, "HEAD");
      expect([whole.status, whole.text]).toEqual([200, page]);
      expect([head.status, head.text]).toEqual([200, ""]);
      expect(head.headers.etag).toBe(whole.headers.etag);
      expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
    }
  }
});

test("what is not for everybody, failed, or says no tags is not kept", async () => {
  const answers: [status: number, headers: Record<string, string>, tags: string[] | null][] = [
    [200, { ...PUBLIC, "Cache-Control": "private, no-store" }, ["a"]],
    [200, { ...PUBLIC, "Cache-Control": "public, no-cache" }, ["a"]],
    [200, { "Content-Type": "text/plain" }, ["a"]],
    [200, { ...PUBLIC, "Set-Cookie": "a=b" }, ["a"]],
    [200, { ...PUBLIC, Vary: "User-Agent" }, ["a"]],
    [200, { ...PUBLIC, Vary: "*" }, ["a"]],
    [200, PUBLIC, null],
    [404, PUBLIC, ["a"]],
    [500, PUBLIC, ["a"]],
    [503, PUBLIC, ["a"]],
  ];
  for (const [at, [status, headers, tags]] of answers.entries()) {
    answer = (_, res) => {
      if (tags) noteShown(tags);
      res.writeHead(status, headers).end("Hello");
    };
    await get(`/x${at}`);
    const again = await get(`/x${at}`);
    expect(again.headers["x-cache"], `${status} ${JSON.stringify(headers)}`).toBe("MISS");
    expect(again).toMatchObject({ status, text: "Hello" });
  }
});

test("of one request nothing stands in the answer to others", async () => {
  answer = (req, res) => {
    noteShown(["a"]);
    const { "x-request-id": _, ...told } = req.headers;
    res.writeHead(200, {
      ...PUBLIC,
      "RateLimit-Policy": '"reads";q=600;w=60',
      "Access-Control-Allow-Origin": "https://app.example",
      Connection: "close",
    });
    res.end(JSON.stringify({ told, url: req.url }));
  };
  const evil = { "x-evil": "evil", cookie: "theme=evil", referer: "evil", "user-agent": "evil" };
  await get("/x?evil=evil", evil);
  const { headers, text } = await get("/x");
  expect(headers["x-cache"]).toBe("HIT");
  expect(text).not.toContain("evil");
  expect(headers["ratelimit-policy"]).toBeUndefined();
  expect(headers["access-control-allow-origin"]).toBeUndefined();
  expect(headers["x-request-id"]).toBe("this one's");
});

test("who asks at the same time waits for one answer, unless something changed meanwhile", async () => {
  const begun: (() => void)[] = [];
  answer = async (_, res) => {
    noteShown(["a"]);
    const number = asked;
    await new Promise<void>((resolve) => begun.push(resolve));
    res.writeHead(200, PUBLIC).end(`${number}`);
  };
  const early = [get("/x"), get("/x")];
  await expect.poll(() => begun.length).toBe(1);
  notePurge(["a"]);
  const late = [get("/x"), get("/x")];
  await expect.poll(() => begun.length).toBe(2);
  for (const finish of begun) finish();
  expect((await Promise.all(early)).map(({ text }) => text)).toEqual(["1", "1"]);
  expect((await Promise.all(late)).map(({ text }) => text)).toEqual(["2", "2"]);
  // The first was begun before the change: only the second is kept.
  expect((await get("/x")).text).toBe("2");
  expect(asked).toBe(2);
});

test("memory is bounded, and what is very large is not kept", async () => {
  answer = (req, res) => {
    noteShown(["a"]);
    res.writeHead(200, { ...PUBLIC, "Content-Type": "image/png" });
    res.end(Buffer.alloc(req.url === "/huge" ? 500_000 : 50_000));
  };
  await get("/huge");
  expect(await cacheOf("/huge")).toBe("MISS");
  for (let number = 0; number < 40; number++) await get(`/${number}`);
  expect(await cacheOf("/39")).toBe("HIT");
  expect(await cacheOf("/0")).toBe("MISS");
});

test("a page has the policy of its scripts, kept or not", async () => {
  answer = (_, res) => {
    res.setHeader("Content-Security-Policy", "object-src 'none'");
    noteShown(["a"]);
    res.writeHead(200, { ...PUBLIC, "Content-Type": "text/html; charset=utf-8" });
    res.write("<p>Hello</p><script>(self.__next_f=self.__next_f||[]).push([0])</script>");
    res.end("<script>alert(1)</script>");
  };
  const policy = async (headers?: Record<string, string>) =>
    (await get("/x", headers)).headers["content-security-policy"];
  const first = await policy();
  expect(first).toMatch(
    /^object-src 'none'; form-action 'self'; script-src 'self' 'sha256-[\w+/]+=*'$/,
  );
  expect(await policy()).toBe(first);
  expect(await policy({ cookie: "authjs.session-token=x" })).toBe(first);
  front = new Front({ keeps: false, memory: 1 });
  expect(await policy()).toBe(first);
});

test("no order of reads and changes shows what was before a change that is done", async () => {
  const names = ["a", "b", "c"] as const;
  const action = fc.oneof(
    fc.record({ kind: fc.constant("read" as const), name: fc.constantFrom(...names) }),
    fc.record({ kind: fc.constant("write" as const), name: fc.constantFrom(...names) }),
    fc.record({ kind: fc.constant("finish" as const), name: fc.constantFrom(...names) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
      front = new Front({ keeps: true, memory: 1_000_000 });
      const versions = { a: 0, b: 0, c: 0 };
      let waiting: (() => void)[] = [];
      answer = async (req, res) => {
        const name = (req.url ?? "").slice(1) as keyof typeof versions;
        const read = versions[name];
        noteShown([name]);
        await new Promise<void>((resolve) => waiting.push(resolve));
        res.writeHead(200, PUBLIC).end(`${read}`);
      };
      const finish = () => {
        for (const go of waiting) go();
        waiting = [];
      };
      const reads: Promise<void>[] = [];
      for (const { kind, name } of actions) {
        if (kind === "write") {
          versions[name]++;
          notePurge([name]);
        } else if (kind === "finish") finish();
        else {
          const before = versions[name];
          const arrived = once(server, "request");
          const reading = get(`/${name}`).then(({ text }) => {
            expect(Number(text)).toBeGreaterThanOrEqual(before);
          });
          reads.push(reading);
          await arrived;
        }
      }
      const all = Promise.all(reads);
      const timer = setInterval(finish, 1);
      await all;
      clearInterval(timer);
    }),
    { numRuns: 30 },
  );
});

test("a file of the build is kept without a tag, and packed as small as it gets; a page when it is asked for often", async () => {
  const code = Array.from({ length: 2_000 }, (_, at) => `let v${at}=${Math.sin(at)};`).join("");
  const types = { "/_next/static/chunks/a.js": "text/javascript", "/page": "text/html" };
  answer = (req, res) => {
    const type = types[req.url as keyof typeof types];
    if (type === "text/html") noteShown(["a"]);
    res.writeHead(200, { "Cache-Control": "public, max-age=1", "Content-Type": type }).end(code);
  };
  const br = { "Accept-Encoding": "br" };
  const lengthOf = async (path: string) => Number((await get(path, br)).headers["content-length"]);
  for (const path of Object.keys(types)) {
    const first = await lengthOf(path);
    expect(first).toBeLessThan(code.length);
    await expect.poll(() => lengthOf(path)).toBeLessThan(first);
  }
  expect(asked).toBe(2);
  notePurge(["a"]);
  expect(await cacheOf("/_next/static/chunks/a.js", br)).toBe("HIT");
  expect(await cacheOf("/page", br)).toBe("MISS");
});

test("a file of the build that is not there is not kept", async () => {
  answer = (_, res) => void res.writeHead(404, PUBLIC).end("Nothing here");
  for (const _ of [1, 2]) expect(await cacheOf("/_next/static/chunks/b.js")).toBe("MISS");
});

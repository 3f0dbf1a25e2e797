import zlib from "node:zlib";
import type { Page } from "@playwright/test";
import type { Client } from "../client.ts";
import { client, rawRequest } from "../client.ts";
import { expect, people, test, unique } from "../fixtures.ts";
import { test as alone, writer } from "../own-blog.ts";

// What `npm start` has in front of Next. Run with FRONT=off, the other journeys hold without it as well.
const front = process.env.FRONT !== "off";

async function published(author: Client, words: string) {
  const made = await author.post("/api/posts", {
    title: unique(words),
    body: "Some words that are long enough to be worth packing. ".repeat(40),
    tags: ["front"],
    status: "published",
  });
  return made.json as { id: string; url: string; title: string };
}

const cacheOf = async (guest: Client, path: string, headers?: Record<string, string>) =>
  (await guest.get(path, headers)).headers.get("x-cache");

/** Others write meanwhile and purge lists: sooner or later two reads follow each other. */
const becomes = (guest: Client, path: string) =>
  expect.poll(() => cacheOf(guest, path), { message: path });

if (front) {
  test("whole answers are kept for everybody who asks the same", async ({ api }) => {
    const post = await published(api("author"), "Kept whole");
    const guest = api("guest");
    const paths = ["/", post.url, "/tags/front", "/tags", `/authors/${people.author.handle}`];
    const reads = ["/api/posts?limit=3", `/api/posts/${post.id}`, "/api/tags", "/api/authors"];
    for (const path of [...paths, ...reads, "/docs", "/docs/errors"]) {
      await becomes(guest, path).toBe("HIT");
      const [one, other] = [await guest.get(path), await guest.get(path)];
      expect(other.text, path).toBe(one.text);
      expect(one.headers.get("x-request-id")).not.toBe(other.headers.get("x-request-id"));
      expect(other.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1");
      expect(other.headers.get("set-cookie")).toBeNull();
    }
  });

  test("what a link carries along is no page of its own, and what is not there is kept nowhere", async ({
    api,
  }) => {
    const post = await published(api("author"), "Linked to");
    const guest = api("guest");
    await becomes(guest, post.url).toBe("HIT");
    for (const query of ["utm_source=x", "fbclid=1&_rsc=2", "q", "%zz"]) {
      expect(await cacheOf(guest, `${post.url}?${query}`), query).toBe("HIT");
    }
    expect((await guest.get(`${post.url}?q=%00`)).status).toBe(400);
    for (const path of ["/posts/never-written", "/api/posts/never-written", "/nothing/here"]) {
      for (let read = 0; read < 3; read++) expect(await cacheOf(guest, path), path).toBe("MISS");
    }
    expect(await cacheOf(guest, "/search?q=front")).toBe("BYPASS");
    expect(await cacheOf(guest, "/api/session")).toBe("BYPASS");
  });

  test("whoever signs in or has a token is answered by Next, and leaves nothing behind", async ({
    api,
    newcomer,
  }) => {
    const author = api("author");
    const post = await published(author, "Read by people");
    const guest = api("guest");
    const person = await newcomer("reader");
    for (const path of [post.url, `/api/posts/${post.id}`]) {
      await becomes(guest, path).toBe("HIT");
      expect(await cacheOf(author, path)).toBe("BYPASS");
      expect(await cacheOf(guest, path, { Cookie: person.cookie })).toBe("BYPASS");
      const cookie = { Cookie: `theme=dark; __Secure-${person.cookie}` };
      expect(await cacheOf(guest, path, cookie)).toBe("BYPASS");
      expect(await cacheOf(guest, path)).toBe("HIT");
    }
    const draft = await author.post("/api/posts", { title: unique("Not yet"), body: "Hidden." });
    for (const path of [draft.json.url, `/api/posts/${draft.json.id}`]) {
      await author.get(path);
      expect((await guest.get(path)).status, path).toBe(404);
      expect((await guest.get(path)).status, path).toBe(404);
    }
  });

  test("a page is sent packed, or not at all to who has it", async ({ api, blog }) => {
    const post = await published(api("author"), "Packed");
    await becomes(api("guest"), post.url).toBe("HIT");
    const plain = await rawRequest(blog.url, { path: post.url });
    for (const packing of ["br", "gzip"]) {
      const headers = { "Accept-Encoding": packing };
      const packed = await fetch(blog.url + post.url, { headers });
      expect(packed.headers.get("content-encoding")).toBe(packing);
      expect(packed.headers.get("vary")).toContain("Accept-Encoding");
      expect(await packed.text()).toBe(plain.text);
      const etag = packed.headers.get("etag") ?? "";
      expect(etag).not.toBe(plain.headers.etag);
      const same = { ...headers, "If-None-Match": etag };
      const again = await rawRequest(blog.url, { path: post.url, headers: same });
      expect([again.status, again.bytes, again.headers.etag]).toEqual([304, 0, etag]);
    }
    const { "accept-encoding": _, ...rest } = plain.headers;
    const head = await rawRequest(blog.url, { method: "HEAD", path: post.url });
    expect(head.bytes).toBe(0);
    expect(head.headers).toMatchObject({ etag: rest.etag, "content-length": `${plain.bytes}` });
    expect(zlib.gzipSync(plain.text).length).toBeLessThan(plain.bytes / 2);
  });

  test("the document and the router's data of one address do not mix", async ({ api, blog }) => {
    const post = await published(api("author"), "Two forms");
    const ask = async (headers: Record<string, string>) => {
      let path = post.url;
      // Next says under which name it wants the data to be asked for.
      for (let step = 0; step < 2; step++) {
        const answer = await rawRequest(blog.url, { path, headers });
        if (answer.status === 200) return String(answer.headers["content-type"]);
        path = (answer.headers.location ?? "").replace(blog.url, "");
      }
      return "";
    };
    const forms: [type: string, headers: Record<string, string>][] = [
      ["text/html", {}],
      ["text/x-component", { RSC: "1" }],
      ["text/x-component", { RSC: "1", "Next-Router-Prefetch": "1" }],
      [
        "text/x-component",
        { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
      ],
    ];
    for (let round = 0; round < 3; round++) {
      for (const [type, headers] of forms) {
        expect(await ask(headers), JSON.stringify(headers)).toContain(type);
      }
    }
  });
}

test("a write is in whatever is read after it, a thousand times over", async ({ api }) => {
  // A minute on a machine that has nothing else to do.
  test.setTimeout(600_000);
  const [author, guest] = [api("author"), api("guest")];
  const post = await published(author, "Written over and over");
  for (let round = 0; round < 1_000; round++) {
    const title = `Written for the ${round}th time`;
    const { status } = await author.patch(`/api/posts/${post.id}`, { title });
    expect(status).toBe(200);
    const [page, answer] = await Promise.all([
      guest.get(post.url),
      guest.get(`/api/posts/${post.id}`),
    ]);
    expect(page.text).toContain(title);
    expect(answer.json.title).toBe(title);
  }
});

test("every public page lives within its policy, and a script that was written into it does not run", async ({
  guest,
  as,
  api,
}) => {
  test.setTimeout(120_000);
  const post = await published(api("author"), "Policed");
  const paths = ["/", post.url, "/tags", "/tags/front", "/authors", "/search?q=front", "/docs"];
  paths.push(`/authors/${people.author.handle}`, "/docs/api", "/docs/errors", "/nothing/here");
  for (const page of [await guest(), await as("reader")]) {
    const broken = await watch(page);
    for (const path of paths) {
      const answer = await page.goto(path);
      const policy = answer?.headers()["content-security-policy"] ?? "";
      expect(policy, path).toMatch(/script-src 'self' 'sha256-/);
      expect(policy, path).not.toMatch(/unsafe|nonce/);
      await page.waitForLoadState("networkidle");
    }
    expect(broken()).toEqual([]);
  }
  const page = await guest();
  // As if it had got past everything that keeps it out: into the document on its way.
  await page.route("**/tags", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      "</body>",
      "<script>document.title = 'Taken over'</script><img src=x onerror=\"document.title='Taken over'\"></body>",
    );
    await route.fulfill({ response: answer, body });
  });
  const broken = await watch(page);
  await page.goto("/tags");
  await expect.poll(() => broken().length).toBeGreaterThanOrEqual(2);
  await expect(page).not.toHaveTitle("Taken over");
});

/** What the browser refuses on account of a policy. */
async function watch(page: Page): Promise<() => string[]> {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  return () => refused;
}

alone(
  "what the front answers costs no quota; without it everything counts",
  async ({ settings, start }) => {
    alone.setTimeout(90_000);
    const variables = { RATE_LIMIT_READS: "20", FRONT: "on" };
    const duet = await start({ ...settings, variables });
    const author = await writer(duet);
    const post = await author.post("/api/posts", { title: "Free", body: "x", status: "published" });
    const guest = client(duet.url);
    const left = ({ headers }: { headers: Headers }) =>
      /r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1];
    const path = `/api/posts/${post.json.id}`;
    expect(left(await guest.get(path))).toBe("19");
    for (let read = 0; read < 50; read++) {
      const answer = await guest.get(path);
      expect([answer.status, answer.headers.get("x-cache")]).toEqual([200, "HIT"]);
      expect(answer.headers.has("ratelimit") || answer.headers.has("ratelimit-policy")).toBe(false);
    }
    expect(left(await guest.get("/api/tags"))).toBe("18");
  },
);

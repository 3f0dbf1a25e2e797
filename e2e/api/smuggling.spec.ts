import { connect } from "node:net";
import { rawRequest } from "../client.ts";
import { expect, people, test, unique } from "../fixtures.ts";

// Headers by which proxies, Next's parts and test tools talk to each other. From a client they say nothing.

const forged: Record<string, string | string[]>[] = [
  { "X-Middleware-Subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "X-Middleware-Subrequest": "src/middleware:src/middleware:src/middleware" },
  { "X-Middleware-Subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "X-Middleware-Prefetch": "1" },
  { "X-Middleware-Rewrite": "/studio" },
  { "X-Middleware-Override-Headers": "cookie", "X-Middleware-Request-Cookie": "a=b" },
  { "X-Middleware-Set-Cookie": "authjs.session-token=chosen" },
  { "X-Nextjs-Data": "1" },
  { "X-Nextjs-Rewritten-Path": "/studio" },
  { "X-Matched-Path": "/studio" },
  { "X-Invoke-Path": "/studio", "X-Invoke-Status": "200" },
  { "X-Original-Url": "/api/me" },
  { "X-Rewrite-Url": "/api/me" },
  { "X-Http-Method-Override": "DELETE" },
  { "X-Prerender-Revalidate": "1" },
  { "X-Vercel-Id": "x" },
  { "Next-Resume": "1" },
  { "X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "1", "X-Forwarded-Prefix": "/evil" },
  { "X-Forwarded-Proto": "javascript", "X-Forwarded-Server": "evil.example" },
  { "X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1" },
  { Forwarded: 'for=127.0.0.1;host="evil.example";proto=https' },
  { "X-Host": "evil.example", "X-Original-Host": "evil.example" },
  { Host: "evil.example" },
  { "X-User": "mara", "X-User-Id": "1", "Remote-User": "mara" },
  { "X-Request-Id": "evil.example" },
];

const paths = [
  "/",
  "/tags",
  "/posts/welcome-to-duet",
  "/nothing",
  "/studio",
  "/sign-in",
  "/page/1",
  "/api/posts?limit=1",
  "/api/me",
  "/api/session",
  "/api/nothing",
  "/api/auth/providers",
];

test("no header a client writes changes who he is, where he is, or what he is shown", async ({
  blog,
}) => {
  for (const path of paths) {
    const plain = await rawRequest(blog.url, { path });
    for (const headers of forged) {
      const answer = await rawRequest(blog.url, { path, headers });
      const what = `${path} ${JSON.stringify(headers)}`;
      expect(answer.status, what).toBe(plain.status);
      expect(answer.headers.location, what).toBe(plain.headers.location);
      expect(answer.headers["content-type"], what).toBe(plain.headers["content-type"]);
      expect(answer.headers["set-cookie"] ?? [], what).not.toContain("chosen");
      expect(answer.text, what).not.toContain("evil.example");
      expect(JSON.stringify(answer.headers), what).not.toContain("evil.example");
    }
  }
});

test("one person's headers leave nothing behind for the next", async ({ api, blog }) => {
  const post = await api("author").post("/api/posts", {
    title: unique("Not poisoned"),
    body: "Text.",
    status: "published",
  });
  const path = post.json.url;
  // The first to come fills the cache.
  const headers = Object.assign({}, ...forged, { Host: "evil.example" });
  await rawRequest(blog.url, { path, headers });
  await rawRequest(blog.url, { path: `${path}?evil.example`, headers });
  const next = await rawRequest(blog.url, { path });
  expect(next.status).toBe(200);
  expect(next.text).toContain(post.json.title);
  expect(next.text).not.toContain("evil.example");
});

test("a request cannot hide another one in its body", async ({ blog, sql }) => {
  const title = unique("Smuggled");
  const inner = [
    "POST /api/posts HTTP/1.1",
    "Host: x",
    `Authorization: Bearer ${blog.tokens.author}`,
    "Content-Type: application/json",
    `Content-Length: ${JSON.stringify({ title, body: "x" }).length}`,
    "",
    JSON.stringify({ title, body: "x" }),
  ].join("\r\n");
  const chunked = `0\r\n\r\n${inner}`;
  const outer: string[][] = [
    [`Content-Length: ${chunked.length}`, "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked", `Content-Length: 4`],
    ["Content-Length: 0", `Content-Length: ${chunked.length}`],
    [`Content-Length: 0, ${chunked.length}`],
    ["Content-Length: +0"],
    ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
    ["Transfer-Encoding: xchunked"],
    ["Transfer-Encoding : chunked"],
    ["Transfer-Encoding: \x0bchunked"],
    ["X: y\nTransfer-Encoding: chunked"],
    [" Transfer-Encoding: chunked"],
    ["Content-Length: 0\rX: y"],
  ];
  for (const lines of outer) {
    const head = [
      "POST /api/preview HTTP/1.1",
      "Host: x",
      "Content-Type: application/json",
      ...lines,
    ];
    const answer = await exchange(
      Number(new URL(blog.url).port),
      `${head.join("\r\n")}\r\n\r\n${chunked}`,
    );
    const answers = answer.match(/^HTTP\/1\.1 \d+/gm) ?? [];
    expect(answers, `${JSON.stringify(lines)}\n${answer}`).toEqual(["HTTP/1.1 400"]);
  }
  expect(await sql("select 1 from posts where title = $1", [title])).toEqual([]);
});

test("a form's other ways to say a method are not heard", async ({ newcomer, api, blog }) => {
  const made = await api("author").post("/api/posts", { title: unique("Kept"), body: "Kept." });
  const path = `/api/posts/${made.json.id}`;
  const person = await newcomer("admin");
  for (const name of ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]) {
    const headers = { Cookie: person.cookie, Origin: blog.url, [name]: "DELETE" };
    expect((await rawRequest(blog.url, { path, headers })).status).toBe(200);
  }
  const asked = await api("author").get(`${path}?_method=DELETE`);
  expect(asked.status).toBe(400);
  expect((await api("author").get(path)).json).toMatchObject({
    status: "draft",
    author: { handle: people.author.handle },
  });
});

/** All that the server answers to these bytes, until it closes or has nothing more to say. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    // What is no request is answered and closed; silence means that more of a body is awaited.
    socket.setTimeout(5_000, () => socket.destroy());
    socket.setEncoding("latin1").on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answer));
  });
}

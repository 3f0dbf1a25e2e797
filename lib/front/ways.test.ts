import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { quickKey, readsQuery, takeOwn, wayOf } from "#lib/front/ways";

const does = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  wayOf({ method, headers }, path, "").does;

test("reads of public pages, feeds and the public API are kept", () => {
  for (const path of ["/", "/posts/x", "/tags/x", "/feed.xml", "/api/posts", "/api/openapi.json"]) {
    expect(does(path), path).toBe("keep");
    expect(does(path, {}, "HEAD"), path).toBe("keep");
  }
});

test("what is written, is for one person or is a file passes by", () => {
  expect(does("/posts/x", {}, "POST")).toBe("page");
  expect(does("/api/posts", {}, "POST")).toBe("pass");
  for (const path of ["/studio", "/studio/x", "/sign-in", "/_next/x", "/media/x", "/demo/x.svg"]) {
    expect(does(path), path).toBe("pass");
  }
  for (const path of [
    "/api/auth/csrf",
    "/api/session",
    "/api/me",
    "/api/me/calls",
    "/api/tokens",
  ]) {
    expect(does(path), path).toBe("pass");
  }
});

test("whoever has the X-ray on gets pages of his own, and everything else as ever", () => {
  const xray = { cookie: "a=b; duet-xray=on" };
  for (const path of ["/", "/posts/x", "/lab", "/search"]) {
    expect(wayOf({ method: "GET", headers: xray }, path, ""), path).toEqual({
      does: "page",
      xray: true,
    });
    expect(quickKey({ method: "GET", headers: xray }, path), path).toBeNull();
  }
  for (const path of ["/studio", "/studio/x", "/sign-in"]) expect(does(path, xray)).toBe("xray");
  for (const path of ["/_next/x", "/media/x", "/api/session"])
    expect(does(path, xray)).toBe("pass");
  expect(does("/studio", xray, "POST")).toBe("pass");
  expect(does("/api/posts", xray)).toBe("keep");
  for (const cookie of ["duet-xray=off", "x-duet-xray=on", "duet-xray=only"]) {
    expect(does("/", { cookie }), cookie).toBe("keep");
    expect(does("/studio", { cookie }), cookie).toBe("pass");
  }
});

test("a read that brings a body passes by", () => {
  const bodies: Record<string, string>[] = [
    { "transfer-encoding": "chunked" },
    { "content-length": "0" },
  ];
  for (const headers of bodies) {
    expect(does("/", headers)).toBe("page");
    expect(does("/api/posts", headers)).toBe("pass");
    expect(quickKey({ method: "GET", headers }, "/")).toBeNull();
  }
});

test("a session, a token or a preview passes by; other cookies do not matter", () => {
  const cookies = [
    "authjs.session-token=x",
    "a=b; authjs.session-token=x",
    "__Secure-authjs.session-token=x",
    "__Host-authjs.session-token=x",
    "authjs.session-token.0=x; authjs.session-token.1=y",
    "__prerender_bypass=x",
    "__next_preview_data=x",
  ];
  for (const cookie of cookies) {
    expect(does("/", { cookie }), cookie).toBe("page");
    expect(does("/api/posts", { cookie }), cookie).toBe("pass");
  }
  for (const cookie of ["theme=dark", "authjs.csrf-token=x", "x-authjs.session-token=x"]) {
    expect(does("/", { cookie }), cookie).toBe("keep");
  }
  expect(does("/", { authorization: "Bearer x" })).toBe("page");
  expect(does("/api/posts", { authorization: "" })).toBe("pass");
  expect(does("/api/posts", { "if-match": '"1"' })).toBe("pass");
  expect(does("/api/events", { accept: "text/event-stream" })).toBe("pass");
});

function keyOf(path: string, query: string, headers: Record<string, string> = {}): string {
  const way = wayOf({ method: "GET", headers }, path, query);
  return way.does === "keep" ? `${way.key} → ${way.url}` : way.does;
}

test("a page is one whatever follows its question mark; the API's answer is not", () => {
  expect(keyOf("/", "utm_source=x&fbclid=y&_rsc=z")).toBe(keyOf("/", ""));
  expect(keyOf("/api/posts", "limit=1")).not.toBe(keyOf("/api/posts", "limit=2"));
  expect(keyOf("/search", "q=x")).toBe("page");
});

test("each form has a key of its own", () => {
  const forms: [path: string, query: string, headers: Record<string, string>][] = [
    ["/posts/x", "", {}],
    ["/posts/x", "_rsc=1", { rsc: "1" }],
    ["/posts/x", "_rsc=2", { rsc: "1" }],
    ["/posts/x", "_rsc=1", { rsc: "1", "next-router-prefetch": "1" }],
    ["/posts/x", "_rsc=1", { rsc: "1", "next-router-prefetch": "2" }],
    ["/posts/x", "_rsc=1", { rsc: "1", "next-router-segment-prefetch": "1" }],
    ["/posts/x", "_rsc=1", { rsc: "1", "next-router-state-tree": "1" }],
    ["/posts/x", "_rsc=1", { rsc: "1", "next-url": "1" }],
    ["/posts/y", "_rsc=1", { rsc: "1" }],
    ["/api/posts", "", {}],
    ["/api/posts", "", { accept: "text/html" }],
    ["/api/posts", "", { "duet-version": "2026-11-21" }],
    ["/api/posts/", "", {}],
  ];
  const keys = forms.map(([path, query, headers]) => keyOf(path, query, headers));
  expect(new Set(keys).size).toBe(forms.length);
  expect(keyOf("/posts/x", "_rsc=1&evil=1", { rsc: "1" })).toBe(
    keyOf("/posts/x", "_rsc=1", { rsc: "1" }),
  );
});

test("the quick way leads to the same answer, or to none", () => {
  const targets = ["/", "/posts/x", "/posts/x?q=%00", "/api/posts", "/api/posts?limit=1", "/api"];
  const heads: Record<string, string>[] = [
    {},
    { cookie: "theme=dark" },
    { cookie: "authjs.session-token=x" },
    { authorization: "Bearer x" },
    { rsc: "1" },
    { accept: "text/html", "duet-version": "2026-11-21" },
    { "if-match": '"1"' },
  ];
  for (const target of targets) {
    for (const headers of heads) {
      const [path = "", query = ""] = target.split("?");
      const way = wayOf({ method: "GET", headers }, path, query);
      const quick = quickKey({ method: "GET", headers }, target);
      const what = `${target} ${JSON.stringify(headers)}`;
      if (way.does === "keep" && quick !== null) expect(quick, what).toBe(way.key);
      else expect(quick, what).toBeNull();
    }
  }
  for (const method of ["POST", "PURGE"]) expect(quickKey({ method, headers: {} }, "/")).toBeNull();
});

test("a key as long as an attack is none", () => {
  expect(keyOf(`/${"x".repeat(5_000)}`, "")).toBe("page");
  expect(keyOf("/", "_rsc=1", { rsc: "1", "next-router-state-tree": "x".repeat(5_000) })).toBe(
    "page",
  );
  expect(keyOf("/api/posts", "q=".padEnd(5_000, "x"))).toBe("pass");
});

test("what is no part of the key does not reach Next", () => {
  const headers = {
    host: "blog.example",
    accept: "application/json",
    cookie: "theme=dark",
    "user-agent": "Googlebot",
    "accept-language": "de",
    "accept-encoding": "br",
    "if-none-match": '"x"',
    "next-router-prefetch": "1",
    "x-anything": "evil",
    "x-request-id": "1",
  };
  takeOwn(headers);
  expect(headers).toEqual({
    host: "blog.example",
    accept: "application/json",
    "x-request-id": "1",
  });
});

test("every public page that reads its query is known", () => {
  const root = join(import.meta.dirname, "..", "..", "app", "(site)");
  const reading = globSync("**/page.tsx", { cwd: root })
    .filter((file) => /searchParams/.test(readFileSync(join(root, file), "utf8")))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, "")}`);
  expect(reading.sort()).toEqual([...readsQuery].sort());
});

test("a visitor of the lab gets his own pages there, and everybody's elsewhere", () => {
  const cookie = "theme=dark; duet-lab=secret";
  expect(does("/lab/same-write", { cookie })).toBe("page");
  expect(does("/lab/same-write", {})).toBe("keep");
  for (const path of ["/", "/posts/x", "/labels/x"])
    expect(does(path, { cookie }), path).toBe("keep");
  expect(does("/api/lab/posts")).toBe("pass");
});

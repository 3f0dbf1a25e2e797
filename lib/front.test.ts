import { describe, expect, test } from "vitest";
import {
  cleanHeaders,
  headerProblem,
  isForeignPost,
  isFramed,
  isOtherLocalName,
  readTarget,
  securityHeaders,
} from "#lib/front";

describe("the request target", () => {
  test.each([
    ["/", "/"],
    ["/posts/caf%C3%A9?x=1", "/posts/caf%C3%A9"],
    ["/posts/a+b", "/posts/a+b"],
    ["//evil.example/x", "//evil.example/x"],
    ["/posts/...", "/posts/..."],
    ["/posts/a..b/.c", "/posts/a..b/.c"],
    ["/posts/..%2Fx", "/posts/..%2Fx"],
    ["/search?q=/../", "/search"],
    ["http://other.example/posts?x=1", "/posts"],
    ["/search?q=%E9", "/search"], // somebody's old Latin-1 link to a page
  ])("%s is read", (target, path) => {
    expect(readTarget(target)).toMatchObject({ path });
  });

  test("an absolute target keeps its query and loses its host", () => {
    expect(readTarget("http://other.example/posts?x=1")).toMatchObject({ url: "/posts?x=1" });
  });

  test.each([
    "/posts/%",
    "/posts/%zz",
    "/posts/%E9",
    "/%c0%ae",
    "/a%00b",
    "/x/../api/posts",
    "/api/posts/%2e%2E/comments",
    "/api/./posts",
    "/api/x/..",
    "/api/x/..?limit=1",
    "/api/x\\..\\posts",
    "/api\\posts",
    "/a?q=%00",
    "/api/posts?q=%E9",
    "/api/posts?__proto__=1",
    "/api/posts?limit=1&%5f_proto__=1",
    "*",
    "",
    "posts",
  ])("“%s” is refused", (target) => {
    expect(readTarget(target)).toHaveProperty("problem");
  });
});

test.each([
  ["POST", "https://evil.example", "/sign-in", true],
  ["POST", "null", "/sign-in", true],
  ["POST", "http://blog.example", "/sign-in", true],
  ["POST", "https://blog.example", "/sign-in", false],
  ["POST", undefined, "/sign-in", false],
  ["GET", "https://evil.example", "/", false],
  ["POST", "https://evil.example", "/api/posts", false],
])("%s from %s to %s is another site's: %s", (method, origin, path, foreign) => {
  expect(isForeignPost({ method, headers: { origin } }, "https://blog.example", path)).toBe(
    foreign,
  );
});

test.each([
  ["127.0.0.1:3000", "http://localhost:3000", true],
  ["[::1]:3000", "http://localhost:3000", true],
  ["localhost:3000", "http://localhost:3000", false],
  ["127.0.0.1:3000", "http://localhost:8080", false], // a proxy's address
  ["127.0.0.1:3000", "https://blog.example", false],
  ["10.0.0.7:3000", "http://localhost:3000", false],
  ["a b", "http://localhost:3000", false],
])("a browser at %s, where the blog is %s, is sent there: %s", (host, authUrl, sent) => {
  const headers = { host, "sec-fetch-mode": "navigate" };
  expect(isOtherLocalName({ method: "GET", headers }, authUrl, 3000)).toBe(sent);
  expect(isOtherLocalName({ method: "GET", headers: { host } }, authUrl, 3000)).toBe(false);
  expect(isOtherLocalName({ method: "POST", headers }, authUrl, 3000)).toBe(false);
});

describe("headers", () => {
  const clean = (headers: Record<string, string>, dev = false) => {
    cleanHeaders(headers, {
      authUrl: "https://blog.example",
      requestId: "fresh",
      address: "198.51.100.7",
      dev,
    });
    return headers;
  };

  test("whatever the client claims, the site's address is AUTH_URL's, and his own what we know", () => {
    const headers = clean({
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
      "x-forwarded-for": "1.2.3.4",
      forwarded: "for=1.2.3.4",
      "x-request-id": "chosen",
    });
    expect(headers).toEqual({
      host: "blog.example",
      "x-forwarded-host": "blog.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "198.51.100.7",
      "x-request-id": "fresh",
    });
  });

  test.each([
    "x-middleware-subrequest",
    "x-middleware-set-cookie",
    "x-nextjs-data",
    "x-matched-path",
    "x-now-route-matches",
    "x-prerender-revalidate",
    "next-resume",
    "x-nextjs-request-id",
  ])("%s from a client is dropped", (name) => {
    expect(clean({ [name]: "1" })).not.toHaveProperty(name);
  });

  test.each([
    "rsc",
    "next-action",
    "next-url",
    "next-router-state-tree",
    "next-router-prefetch",
    "authorization",
    "cookie",
    "origin",
  ])("%s passes", (name) => {
    expect(clean({ [name]: "1" })).toHaveProperty(name, "1");
  });

  test("in development Next's names for its requests pass", () => {
    expect(clean({ "x-nextjs-request-id": "1" }, true)).toHaveProperty("x-nextjs-request-id");
  });

  test.each([
    [{ origin: "nonsense" }, false],
    [{ origin: "null" }, true],
    [{ origin: "https://blog.example" }, true],
    [{ "next-router-state-tree": "%" }, false],
    [{ "next-router-state-tree": "{}" }, false],
    [{ "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" }, true],
    [{}, true],
  ])("%o is workable: %s", (headers, workable) => {
    expect(headerProblem(headers) === null).toBe(workable);
  });

  test("nobody may frame a page, but a page of this site what the lab shows in a frame", () => {
    const policy = (framed: boolean) =>
      new Map(securityHeaders("https://blog.example", { framed }));
    expect(policy(false).get("X-Frame-Options")).toBe("DENY");
    expect(policy(false).get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(policy(true).get("X-Frame-Options")).toBe("SAMEORIGIN");
    expect(policy(true).get("Content-Security-Policy")).toContain("frame-ancestors 'self'");
    expect(isFramed("/lab/framed/second-tab")).toBe(true);
    expect(isFramed("/api/lab/framed/json")).toBe(true);
    for (const path of [
      "/",
      "/lab",
      "/lab/framed",
      "/lab/framed/second-tab/x",
      "/api/lab/posts",
      "/studio",
    ]) {
      expect(isFramed(path), path).toBe(false);
    }
  });

  test("the stranger's page of the lab has an opaque origin wherever it is shown", () => {
    const of = new Map(securityHeaders("http://localhost:3000", { framed: true, sandbox: true }));
    expect(of.get("X-Frame-Options")).toBe("SAMEORIGIN");
    expect(of.get("Content-Security-Policy")).toMatch(
      /; frame-ancestors 'self'; sandbox allow-scripts$/,
    );
  });

  test("a year of HTTPS is promised over HTTPS only", () => {
    const names = (url: string) => securityHeaders(url).map(([name]) => name);
    expect(names("https://blog.example")).toContain("Strict-Transport-Security");
    expect(names("http://localhost:3000")).not.toContain("Strict-Transport-Security");
  });
});

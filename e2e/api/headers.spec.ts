import type { IncomingHttpHeaders } from "node:http";
import { type RawSent, rawRequest } from "../client.ts";
import { type Blog, expect, test } from "../fixtures.ts";

// Whatever answers (Next, a route handler, the server in front of both), the same headers are there.

interface Kind {
  what: string;
  status: number;
  sent: RawSent | ((blog: Blog) => Promise<RawSent>);
}

const kinds: Kind[] = [
  { what: "a page", status: 200, sent: { path: "/" } },
  { what: "a page's payload", status: 200, sent: (blog) => payload(blog) },
  { what: "the studio, for a guest", status: 200, sent: { path: "/studio" } },
  { what: "signing in", status: 200, sent: { path: "/sign-in" } },
  { what: "a page that is not there", status: 404, sent: { path: "/nothing/here" } },
  { what: "a post that is not there", status: 404, sent: { path: "/posts/nothing-here" } },
  { what: "a redirect", status: 301, sent: { path: "/page/1" } },
  { what: "a slash too many", status: 301, sent: { path: "/tags/" } },
  { what: "a file of the build", status: 200, sent: (blog) => script(blog) },
  { what: "a file", status: 200, sent: { path: "/demo/diagram-paths.svg" } },
  { what: "an address that cannot be read", status: 400, sent: { path: "/%" } },
  { what: "a page that is put", status: 405, sent: { path: "/", method: "PUT" } },
  {
    what: "a form from elsewhere",
    status: 403,
    sent: { path: "/sign-in", method: "POST", headers: { Origin: "https://evil.example" } },
  },
  { what: "a form of ours", status: 303, sent: (blog) => form(blog) },
  { what: "a list", status: 200, sent: { path: "/api/posts" } },
  { what: "nothing new", status: 304, sent: (blog) => unchanged(blog) },
  { what: "a head", status: 200, sent: { path: "/api/posts", method: "HEAD" } },
  { what: "what one may do", status: 204, sent: { path: "/api/posts", method: "OPTIONS" } },
  { what: "what one may not do", status: 405, sent: { path: "/api/posts", method: "PUT" } },
  { what: "a bad query", status: 400, sent: { path: "/api/posts?x=1" } },
  { what: "an address that is no text", status: 400, sent: { path: "/api/%" } },
  { what: "nobody", status: 401, sent: { path: "/api/me" } },
  { what: "nothing under /api", status: 404, sent: { path: "/api/nothing" } },
  { what: "health", status: 200, sent: { path: "/api/health/live" } },
  { what: "Auth.js", status: 200, sent: { path: "/api/auth/csrf" } },
];

for (const { what, status, sent } of kinds) {
  test(`${what} (${status}) has the headers that keep a browser safe`, async ({ blog }) => {
    const request = typeof sent === "function" ? await sent(blog) : sent;
    const { headers, ...answer } = await rawRequest(blog.url, request);
    expect(answer.status, answer.text.slice(0, 200)).toBe(status);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const policy = String(headers["content-security-policy"]);
    for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(whoAnswers(headers)).toEqual([]);
    // What depends on who asks, or failed, is stored nowhere.
    if (request.path.startsWith("/api/") && status >= 400) {
      expect(headers["cache-control"]).toBe("private, no-store");
    }
  });
}

/** Headers that tell what the site is made of. */
function whoAnswers(headers: IncomingHttpHeaders): string[] {
  const telling = ["server", "x-powered-by", "via", "x-nextjs-version", "x-runtime"];
  return telling.filter((name) => headers[name] !== undefined);
}

async function payload({ url }: Blog): Promise<RawSent> {
  const headers = { RSC: "1" };
  const first = await rawRequest(url, { path: "/archive-of-nothing", headers });
  // Next wants the payload asked for under a name of its own, and says which.
  const named = await rawRequest(url, { path: "/tags", headers });
  const location = first.headers.location ?? named.headers.location ?? "/tags";
  return { path: location.replace(url, "").replace("/archive-of-nothing", "/tags"), headers };
}

async function script({ url }: Blog): Promise<RawSent> {
  const { text } = await rawRequest(url, { path: "/" });
  return { path: /src="(\/_next\/static\/[^"]+\.js)"/.exec(text)?.[1] ?? "/no-script" };
}

async function unchanged({ url }: Blog): Promise<RawSent> {
  const { headers } = await rawRequest(url, { path: "/api/tags" });
  return { path: "/api/tags", headers: { "If-None-Match": headers.etag ?? "" } };
}

/** The form of the sign-in page, as a browser without JavaScript sends it. */
async function form({ url }: Blog): Promise<RawSent> {
  const { text } = await rawRequest(url, { path: "/sign-in" });
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const lines = fields.map(
    ([, name, value = ""]) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value.replaceAll("&quot;", '"')}\r\n`,
  );
  return {
    path: "/sign-in",
    method: "POST",
    headers: { Origin: url, "Content-Type": "multipart/form-data; boundary=x" },
    chunks: [...lines, "--x--\r\n"],
  };
}

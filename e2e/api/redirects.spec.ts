import { rawRequest } from "../client.ts";
import { expect, test } from "../fixtures.ts";

// Wherever a visitor brings an address along, it leads to this site or is forgotten.

const elsewhere = [
  "https://evil.example/",
  "HTTPS:evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "\t//evil.example",
  "/%09/evil.example",
  "/%5Cevil.example",
  "/%2F%2Fevil.example",
  "%2F%2Fevil.example",
  "https:%2F%2Fevil.example",
  "//evil.example%2F..",
  "//evil.example\\@localhost",
  "http://localhost:1@evil.example/",
  "javascript:alert(document.domain)",
  "data:text/html,evil.example",
];

test("the way back from signing in stays on the site", async ({ newcomer, guest, blog }) => {
  // Two pages in a browser for each address.
  test.setTimeout(120_000);
  const signedIn = await (await newcomer("reader")).page();
  const visitor = await guest();
  for (const target of elsewhere) {
    const path = `/sign-in?callbackUrl=${encodeURIComponent(target)}`;
    // Whoever is signed in goes on by himself; a guest takes the address along in the form.
    await visitor.goto(blog.url + path);
    const value = await visitor.locator('input[name="callbackUrl"]').first().inputValue();
    expect(new URL(value, blog.url).origin, target).toBe(blog.url);
    expect(value, target).toMatch(/^\/(?![/\\])/);
    await signedIn.goto(blog.url + path);
    await signedIn.waitForURL((url) => url.pathname !== "/sign-in");
    expect(new URL(signedIn.url()).origin, target).toBe(blog.url);
  }
});

test("Auth.js leads to no other site, and keeps none for later", async ({ blog }) => {
  for (const target of elsewhere) {
    const query = `callbackUrl=${encodeURIComponent(target)}`;
    for (const path of ["signin", "signin/demo", "signout", "error", "callback/demo"]) {
      const answer = await rawRequest(blog.url, { path: `/api/auth/${path}?${query}` });
      expectHome(blog.url, answer.headers.location, `${path} ${target}`);
      expectHarmless(answer.headers["set-cookie"], blog.url, `${path} ${target}`);
    }
    const csrf = await rawRequest(blog.url, { path: "/api/auth/csrf" });
    const cookie = csrf.headers["set-cookie"]?.map((each) => each.split(";")[0]).join("; ") ?? "";
    for (const path of ["signin/demo", "signout"]) {
      const body = new URLSearchParams({
        csrfToken: JSON.parse(csrf.text).csrfToken,
        callbackUrl: target,
      });
      const answer = await rawRequest(blog.url, {
        path: `/api/auth/${path}`,
        method: "POST",
        headers: {
          Cookie: cookie,
          Origin: blog.url,
          "Content-Type": "application/x-www-form-urlencoded",
        },
        chunks: [body.toString()],
      });
      // Signing in leads to the identity provider, with our own address as the way back.
      const to = new URL(answer.headers.location ?? "/", blog.url);
      const back = to.searchParams.get("redirect_uri");
      expectHome(blog.url, back ?? to.href, `POST ${path} ${target}`);
      expect(to.hostname, target).not.toContain("evil");
      expectHarmless(answer.headers["set-cookie"], blog.url, `POST ${path} ${target}`);
    }
  }
});

test("no address leads off the site by its slashes", async ({ blog }) => {
  const paths = [
    "//evil.example",
    "//evil.example/",
    "///evil.example/..",
    "/\\evil.example",
    "/\\/evil.example/",
    "/%5Cevil.example/",
    "/%2F%2Fevil.example/",
    "/%09/evil.example/",
    "http://evil.example/",
    "http://evil.example//evil.example/",
    "/page/1?x=//evil.example",
    "/tags/%2F%2Fevil.example/page/1",
    "/tags/%5Cevil.example/page/1",
    "/authors/%5C%5Cevil.example/page/1",
    "/authors//evil.example/page/1",
    "/posts//evil.example/",
    "/api//evil.example/",
    "/api/posts/%2F%2Fevil.example",
    "/api/posts/%5C%5Cevil.example/",
    "/studio//evil.example/",
    "/_next//evil.example/",
  ];
  for (const path of paths) {
    for (const method of ["GET", "HEAD"]) {
      const { headers } = await rawRequest(blog.url, { path, method });
      expectHome(blog.url, headers.location, `${method} ${path}`);
      expectHome(blog.url, /url=(.*)/.exec(String(headers.refresh))?.[1], `${method} ${path}`);
    }
  }
});

function expectHome(own: string, location: string | undefined, what: string): void {
  if (location === undefined) return;
  expect(new URL(location, own).origin, `${what}: ${location}`).toBe(own);
}

/** The address that Auth.js keeps in a cookie until the visitor is back. */
function expectHarmless(cookies: string[] | undefined, own: string, what: string): void {
  for (const cookie of cookies ?? []) {
    const [, value] = /callback-url=([^;]*)/.exec(cookie) ?? [];
    if (value) expectHome(own, decodeURIComponent(value), `${what}: ${cookie}`);
  }
}

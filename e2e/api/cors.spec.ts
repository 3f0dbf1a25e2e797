import { randomUUID } from "node:crypto";
import { methodsOf, routes } from "#domain/routes";
import { rawRequest } from "../client.ts";
import { listedOrigin } from "../duet.ts";
import { expect, test, unique } from "../fixtures.ts";

const stranger = "https://stranger.example";
const templates = [...new Set(Object.values(routes).map(({ path }) => path))];
const address = (template: string) => template.replace(/\{\w+\}/g, () => randomUUID());

for (const template of templates) {
  test(`${template}: a preflight`, async ({ blog }) => {
    const path = address(template);
    const own = (methodsOf(path) ?? []).filter((method) => method !== "OPTIONS");
    for (const origin of [listedOrigin, stranger]) {
      for (const method of own) {
        const { status, headers } = await rawRequest(blog.url, {
          method: "OPTIONS",
          path,
          headers: { Origin: origin, "Access-Control-Request-Method": method },
        });
        const what = `${method} from ${origin}`;
        expect(status, what).toBe(204);
        expect(headers.vary, what).toContain("Origin");
        expect(headers["access-control-allow-credentials"], what).toBeUndefined();
        const reads = method === "GET" || method === "HEAD";
        if (origin === listedOrigin) {
          expect(headers["access-control-allow-origin"], what).toBe(origin);
          expect(headers["access-control-allow-methods"], what).toBe(own.join(", "));
          const allowed = headers["access-control-allow-headers"]?.split(", ") ?? [];
          const needed =
            "Authorization Content-Type If-Match If-None-Match Idempotency-Key Last-Event-ID";
          expect(allowed, what).toEqual(expect.arrayContaining(needed.split(" ")));
        } else {
          expect(headers["access-control-allow-origin"], what).toBe(reads ? "*" : undefined);
          expect(headers["access-control-allow-headers"] ?? "", what).not.toContain(
            "Authorization",
          );
        }
      }
    }
  });
}

test("every kind of answer says who may read it", async ({ api, blog }) => {
  const author = api("author");
  const made = await author.post("/api/posts", {
    title: unique("Elsewhere"),
    body: "x",
    status: "published",
  });
  const path = `/api/posts/${made.json.id}`;
  const current = await api("guest").get(path);
  const origin = { Origin: listedOrigin };
  const answers = [
    await author.get(path, origin),
    await author.get(path, { ...origin, "If-None-Match": current.headers.get("etag") ?? "" }),
    await author.patch(path, { title: "" }, origin),
    await author.post("/api/posts", { title: unique("From elsewhere"), body: "x" }, origin),
    await author.patch(path, { title: "x" }, { ...origin, "If-Match": '"99"' }),
    await author.get(`/api/posts/${randomUUID()}`, origin),
    await author.get("/api/posts?unknown=1", origin),
    await author.get("/api/nothing", origin),
    await author("PUT", "/api/posts", { headers: origin }),
    await author.get("/api/posts/%zz", origin),
    await api("guest").post("/api/posts", { title: "x", body: "x" }, origin),
    await author.post("/api/posts", { title: "x", body: "x" }, { ...origin, Accept: "text/plain" }),
  ];
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toEqual([200, 304, 422, 201, 412, 404, 400, 404, 405, 400, 401, 406]);
  for (const { status, headers } of answers) {
    expect(headers.get("access-control-allow-origin"), `${status}`).toBe(listedOrigin);
    expect(headers.get("access-control-allow-credentials"), `${status}`).toBeNull();
    expect(headers.get("vary"), `${status}`).toContain("Origin");
    const exposed = headers.get("access-control-expose-headers")?.split(", ");
    const named = "ETag Link Location RateLimit RateLimit-Policy Retry-After X-Request-Id";
    expect(exposed, `${status}`).toEqual(expect.arrayContaining(named.split(" ")));
  }
  // From anywhere else: what a guest may read, and nothing else.
  const other = { Origin: stranger };
  const allowed = async (answer: Promise<{ headers: Headers }>) =>
    (await answer).headers.get("access-control-allow-origin");
  expect(await allowed(api("guest").get(path, other))).toBe("*");
  expect(await allowed(api("guest").get(`/api/posts/${randomUUID()}`, other))).toBe("*");
  expect(await allowed(author.get(path, other))).toBeNull();
  expect(await allowed(author.patch(path, { title: "x" }, other))).toBeNull();
  expect(await allowed(api("guest").get("/", other))).toBeNull();
  expect(await allowed(api("guest").get("/api/auth/session", other))).toBeNull();
  expect((await rawRequest(blog.url, { path })).headers["access-control-allow-origin"]).toBe("*");
});

test("a browser lets a listed page use a token, and a stranger read only", async ({
  api,
  blog,
  guest,
}) => {
  const made = await api("author").post("/api/posts", { title: unique("By fetch"), body: "x" });
  const path = `${blog.url}/api/posts/${made.json.id}`;
  async function from(origin: string) {
    const page = await guest();
    // Chromium asks its user before a page of the internet calls this machine; it is not what is tested.
    await page.context().grantPermissions(["local-network-access"]);
    await page.route(`${origin}/**`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<p>Elsewhere</p>" }),
    );
    await page.goto(`${origin}/`);
    return page.evaluate(
      async ({ path, list, token }) => {
        const ask = (url: string, init: RequestInit) =>
          fetch(url, init).then(
            async (answer) => `${answer.status} ${answer.headers.get("etag") !== null}`,
            () => "refused",
          );
        const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
        return {
          read: await ask(list, {}),
          withCookies: await ask(list, { credentials: "include" }),
          own: await ask(path, { headers }),
          change: await ask(path, { method: "PATCH", headers, body: '{"excerpt":"From afar."}' }),
        };
      },
      { path, list: `${blog.url}/api/tags`, token: blog.tokens.author },
    );
  }
  expect(await from(listedOrigin)).toEqual({
    read: "200 true",
    withCookies: "refused",
    own: "200 true",
    change: "200 true",
  });
  expect(await from(stranger)).toEqual({
    read: "200 true",
    withCookies: "refused",
    own: "refused",
    change: "refused",
  });
});

import { randomUUID } from "node:crypto";
import { methodsOf, routes } from "#domain/routes";
import { type RawAnswer, rawRequest } from "../client.ts";
import { expect, test, unique } from "../fixtures.ts";

const everyMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const exotic = ["TRACE", "PROPFIND", "LINK", "QUERY", "PURGE", "M-SEARCH"];
const templates = [...new Set(Object.values(routes).map(({ path }) => path))];

/** A template's address, with something in each place. */
function address(template: string, values: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? randomUUID());
}

for (const template of templates) {
  test(`${template}: a method it does not have is 405 and says which it has`, async ({
    blog,
    api,
  }) => {
    const path = address(template);
    const known = methodsOf(path) ?? [];
    expect(known).toContain("OPTIONS");
    for (const method of [...everyMethod, ...exotic].filter((each) => !known.includes(each))) {
      const answer = await rawRequest(blog.url, { method, path });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.allow, method).toBe(known.join(", "));
      expect(answer.headers["content-type"], method).toBe("application/problem+json");
      if (method === "HEAD") {
        expect(answer.text).toBe("");
        continue;
      }
      expect(JSON.parse(answer.text), method).toMatchObject({
        status: 405,
        code: "method_not_allowed",
        instance: path,
        requestId: answer.headers["x-request-id"],
      });
    }
    // With a body that nobody reads, a slash at the end or a good token it is the same.
    const wrong = everyMethod.find((each) => each !== "HEAD" && !known.includes(each));
    if (wrong && wrong !== "GET") {
      const withBody = await api("author")(wrong, path, { body: { title: "x" } });
      expect([withBody.status, withBody.headers.get("allow")]).toEqual([405, known.join(", ")]);
    }
  });

  test(`${template}: OPTIONS answers 204 with Allow`, async ({ blog }) => {
    const path = address(template);
    const answer = await rawRequest(blog.url, { method: "OPTIONS", path });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(answer.headers.allow?.split(", ")).toEqual(methodsOf(path));
  });
}

test("HEAD is GET without the body, on every route that has GET", async ({ api, blog }) => {
  const made = await api("author").post("/api/posts", {
    title: unique("Head"),
    body: "Text.",
    status: "published",
    tags: ["Craft"],
  });
  const comment = await api("reader").post(`/api/posts/${made.json.id}/comments`, { body: "Hi." });
  const values = { id: made.json.id, commentId: comment.json.id, slug: "craft", handle: "mara" };
  const reads = Object.values(routes).filter(({ method }) => method === "GET");
  const tokens = [undefined, blog.tokens.author];
  for (const { path: template } of reads) {
    for (const path of [address(template, values), `${address(template)}`]) {
      for (const token of tokens) {
        const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
        // Without it each call makes another visitor of the lab, with another cookie.
        if (template.startsWith("/api/lab")) headers.Cookie = `duet-lab=${"h".repeat(43)}`;
        // Another journey may publish between the two; not each time.
        await expect(async () => {
          const get = await rawRequest(blog.url, { path, headers });
          const head = await rawRequest(blog.url, { method: "HEAD", path, headers });
          expect(head.text, path).toBe("");
          expect(comparable(head), path).toEqual(comparable(get));
        }).toPass({ intervals: [0], timeout: 5_000 });
      }
    }
  }
});

test("HEAD and GET of a page are the same too", async ({ blog }) => {
  for (const path of ["/", "/posts/welcome-to-duet", "/nothing-here", "/sign-in"]) {
    const get = await rawRequest(blog.url, { path });
    const head = await rawRequest(blog.url, { method: "HEAD", path });
    expect([head.status, head.text], path).toEqual([get.status, ""]);
    expect(head.headers["content-type"], path).toBe(get.headers["content-type"]);
  }
});

test("a method nobody knows is refused on pages as well", async ({ blog }) => {
  for (const method of ["PROPFIND", "TRACE"]) {
    const answer = await rawRequest(blog.url, { method, path: "/" });
    expect(answer.status, method).toBe(405);
    expect(answer.headers.allow, method).toContain("GET");
  }
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    const answer = await rawRequest(blog.url, { method, path: "/posts/welcome-to-duet" });
    expect(answer.status, method).toBe(405);
  }
});

test("nothing under /api is answered by a page", async ({ api, blog }) => {
  const paths = ["/api", "/api/", "/api/nothing", "/api/posts/x/y/z", "/api/health", "/api/Posts"];
  for (const path of paths) {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await api("guest")(method, path);
      const location = answer.headers.get("location");
      if (location) {
        // A slash too many leads to the address without it.
        expect(new URL(location, blog.url).pathname, path).toBe(path.replace(/\/$/, ""));
        continue;
      }
      expect(answer.status, `${method} ${path}`).toBe(404);
      expect(answer.headers.get("content-type"), `${method} ${path}`).toBe(
        "application/problem+json",
      );
      expect(answer.json, `${method} ${path}`).toMatchObject({ code: "not_found", instance: path });
    }
  }
});

test("health is told to anybody and never stored", async ({ api }) => {
  for (const path of ["/api/health/live", "/api/health/ready"]) {
    const answer = await api("guest").get(path);
    expect([answer.status, answer.json]).toEqual([200, { status: "ok" }]);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  }
});

/** What must be the same in GET and HEAD. */
function comparable({ status, headers }: RawAnswer) {
  const own = [
    "date",
    "x-cache",
    "x-request-id",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
  ];
  const kept = Object.entries(headers).filter(([name]) => !own.includes(name));
  return { status, headers: Object.fromEntries(kept) };
}

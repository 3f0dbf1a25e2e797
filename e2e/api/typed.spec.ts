import { expect, test, unique } from "../fixtures.ts";
import { typedClient } from "../typed.ts";

test("a program written against the document creates, lists, edits safely and deletes", async ({
  blog,
}) => {
  const api = typedClient(blog.url, blog.tokens.author);
  const title = unique("Typed");
  const made = await api.POST("/api/posts", { body: { title, body: "By a typed client." } });
  expect(made.response.status).toBe(201);
  const id = made.data?.id ?? "";
  const etag = made.response.headers.get("etag") ?? "";

  const drafts = await api.GET("/api/posts", {
    params: { query: { status: "draft", sort: "-updatedAt", limit: 100 } },
  });
  // Other tests write drafts at the same time.
  expect(drafts.data?.data.map((post) => post.title)).toContain(title);

  const path = { id };
  const header = { "If-Match": etag };
  const changed = await api.PATCH("/api/posts/{id}", {
    params: { path, header },
    body: { title: `${title}, again` },
  });
  expect(changed.data?.version).toBe(2);
  const stale = await api.PATCH("/api/posts/{id}", {
    params: { path, header },
    body: { title: "Lost" },
  });
  expect(stale.error?.code).toBe("precondition_failed");
  expect(stale.response.headers.get("etag")).toMatch(/^"2/);

  const gone = await api.DELETE("/api/posts/{id}", {
    params: { path, query: { permanent: true } },
  });
  expect(gone.response.status).toBe(204);
  const absent = await api.GET("/api/posts/{id}", { params: { path } });
  expect(absent.error?.code).toBe("gone");
});

test("the document is served whole, may be kept, and is asked for again by its ETag", async ({
  api,
}) => {
  const guest = api("guest");
  const document = await guest.get("/api/openapi.json");
  expect(document.status).toBe(200);
  expect(document.json.openapi).toMatch(/^3\.1\./);
  expect(document.headers.get("cache-control")).toMatch(/^public\b/);
  const etag = document.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]+"$/);
  const again = await guest.get("/api/openapi.json", { "If-None-Match": etag });
  expect([again.status, again.text]).toEqual([304, ""]);
});

import { randomUUID } from "node:crypto";
import { operations } from "#domain/registry";
import { type Route, routes } from "#domain/routes";
import { mediaOf } from "#doors/media";
import { apiVersions } from "#lib/api-version";
import { rawRequest } from "../client.ts";
import { expect, test, unique } from "../fixtures.ts";
import { expectProblem } from "./problem.ts";

const table = Object.entries<Route>(routes);
const operationOf = (name: string) => {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`${name} is not registered.`);
  return found;
};
const newest = apiVersions.at(-1)?.date ?? "";
const bodied = ["POST", "PUT", "PATCH"];

/** An address of a template: of this post where it names one, else of nothing. */
function addressOf(template: string, values: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? randomUUID());
}

for (const [name, { method, path: template, success }] of table) {
  test(`${name}: ids, versions and forms`, async ({ api }) => {
    const call = (headers: Record<string, string> = {}) =>
      api("author")(method, addressOf(template), {
        headers,
        ...(bodied.includes(method) ? { body: {} } : {}),
      });
    const plain = await call();
    expect(plain.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(plain.headers.get("duet-version")).toBe(newest);

    for (const version of ["2001-01-01", "latest", "2026-13-45", "1", `${newest}, ${newest}`]) {
      const answer = await call({ "Duet-Version": version });
      expectProblem(answer, 400, version);
      expect(answer.headers.get("duet-version"), version).toBe(newest);
    }
    expect((await call({ "Duet-Version": newest })).status).toBe(plain.status);

    if (success === 204) {
      // There is no body to be of a wrong form.
      expect((await call({ Accept: "text/plain" })).status).toBe(plain.status);
      return;
    }
    for (const accept of ["text/plain", "application/json;q=0", "image/*, application/xml"]) {
      expectProblem(await call({ Accept: accept }), 406, accept);
    }
    for (const accept of ["application/json; charset=utf-8", "application/*", "x/y, */*;q=0.1"]) {
      expect((await call({ Accept: accept })).status, accept).toBe(plain.status);
    }
  });
}

test("every read is conditional, in every form it has", async ({ api, blog }) => {
  const made = await api("author").post("/api/posts", {
    title: unique("Conditional"),
    body: "Some *words*.",
    status: "published",
    tags: ["Craft"],
  });
  const { id } = made.json;
  const comment = await api("reader").post(`/api/posts/${id}/comments`, { body: "Hi." });
  const known: Record<string, string> = {
    id,
    commentId: comment.json.id,
    slug: "craft",
    handle: "mara",
    number: "1",
  };
  const reads = table.filter(([, { method }]) => method === "GET");
  let answered = 0;
  for (const [name, { path: template }] of reads) {
    const path = addressOf(template, known);
    for (const media of mediaOf(operationOf(name))) {
      const caller = { Authorization: `Bearer ${blog.tokens.author}`, Accept: media };
      const { headers: first } = await rawRequest(blog.url, { path, headers: caller });
      // Whoever is new to the lab gets a throw-away blog; the same again to whoever says which is his.
      const cookie = first["set-cookie"]?.map((each) => each.split(";", 1)[0]).join("; ");
      const headers = { ...caller, ...(cookie ? { Cookie: cookie } : {}) };
      const get = await rawRequest(blog.url, { path, headers });
      // What takes a session alone, and what of this address is no post's.
      if (get.status !== 200) continue;
      answered += 1;
      const what = `${path} as ${media}`;
      const etag = get.headers.etag ?? "";
      expect(etag, what).toMatch(/^"[\w.-]+"$/);
      expect(get.headers["content-type"], what).toMatch(new RegExp(`^${media}(; charset=utf-8)?$`));
      for (const method of ["GET", "HEAD"]) {
        for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
          const answer = await rawRequest(blog.url, {
            method,
            path,
            headers: { ...headers, "If-None-Match": condition },
          });
          expect([answer.status, answer.text], `${what} ${condition}`).toEqual([304, ""]);
          for (const header of ["etag", "vary", "cache-control", "duet-version"]) {
            expect(answer.headers[header], `${what} ${header}`).toBe(get.headers[header]);
          }
          expect(answer.headers["content-type"], what).toBeUndefined();
        }
        const other = { ...headers, "If-None-Match": '"other"' };
        expect((await rawRequest(blog.url, { method, path, headers: other })).status).toBe(200);
      }
      const must = async (condition: string) =>
        (await rawRequest(blog.url, { path, headers: { ...headers, "If-Match": condition } }))
          .status;
      expect([await must(etag), await must("*")], what).toEqual([200, 200]);
      expect([await must('"other"'), await must(`W/"other"`)], what).toEqual([412, 412]);
    }
  }
  expect(answered).toBeGreaterThan(10);
});

test("a post is to be had as JSON, as its source and as its page", async ({ api }) => {
  const body = "# Words\n\nSome *words* – and ünïcödé.\n";
  const made = await api("author").post("/api/posts", {
    title: unique("In three forms"),
    body,
    status: "published",
  });
  const path = `/api/posts/${made.json.id}`;
  const as = (accept: string) => api("guest").get(path, { Accept: accept });
  const json = await api("guest").get(path);
  const markdown = await as("text/markdown");
  const html = await as("text/html");
  expect(json.headers.get("content-type")).toBe("application/json");
  expect(markdown.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(markdown.text).toMatch(/^---\ntitle: In three forms/);
  expect(markdown.text.endsWith(`---\n\n${json.json.body}`)).toBe(true);
  expect(html.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(html.text).toBe(json.json.html);
  const forms = [json, markdown, html];
  const tags = forms.map(({ headers }) => headers.get("etag"));
  expect(new Set(tags).size).toBe(3);
  for (const { headers } of forms) expect(headers.get("vary")).toMatch(/\bAccept(,|$)/);
  // One form's tag is not another's; any of them guards a change.
  const foreign = await api("guest").get(path, {
    Accept: "text/html",
    "If-None-Match": tags[1] ?? "",
  });
  expect(foreign.status).toBe(200);
  const changed = await api("author").patch(path, { excerpt: "x" }, { "If-Match": tags[1] ?? "" });
  expect(changed.status).toBe(200);

  const weighed: [string, string][] = [
    ["text/html;q=0.4, text/markdown;q=0.6", "text/markdown"],
    ["text/markdown;q=0.4, text/html;q=0.6", "text/html"],
    ["text/html;q=0, */*", "application/json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
  ];
  for (const [accept, media] of weighed) {
    expect((await as(accept)).headers.get("content-type"), accept).toContain(media);
  }
  const wrong = await as("text/plain");
  expectProblem(wrong, 406);
  expect(wrong.json.detail).toContain("text/markdown");
  // A problem is a problem, whatever is wanted.
  const absent = `/api/posts/${randomUUID()}`;
  expectProblem(await api("guest").get(absent, { Accept: "text/html" }), 404);
});

/** The smallest picture there is: one transparent pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("If-Match guards every change of what has a version", async ({ api }) => {
  const author = api("author");
  const upload = async () => {
    const headers = { "Content-Type": "image/png" };
    const sent = await author("POST", "/api/uploads", { raw: new Uint8Array(pixel), headers });
    expect(sent.status, sent.text).toBe(201);
    return sent.json.id;
  };
  for (const [name, { method, path: template }] of table) {
    const { kind, input } = operationOf(name);
    const keys = Object.keys((input as unknown as { shape: object }).shape);
    if (kind !== "write" || !keys.includes("version")) continue;
    const made = await author.post("/api/posts", {
      title: unique("Guarded"),
      body: "Words.",
      status: "published",
    });
    const inLab = template.startsWith("/api/lab");
    const visitor: Record<string, string> = inLab ? { Cookie: `duet-lab=${"m".repeat(43)}` } : {};
    const throwAway = async () => {
      const body = { title: "Thrown away" };
      return (await author("POST", "/api/lab/posts", { body, headers: visitor })).json.id;
    };
    const isUpload = template.startsWith("/api/uploads");
    const id = inLab ? await throwAway() : isUpload ? await upload() : made.json.id;
    if (name === "posts.restore") await author.delete(`/api/posts/${id}`);
    const comment = await author.post(`/api/posts/${made.json.id}/comments`, { body: "Hi." });
    const known = { id, commentId: comment.json?.id ?? randomUUID(), number: "1" };
    const body = { title: "Other", body: "Other.", alt: "Other" };
    const sent = Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)));
    const path = addressOf(template, known);
    const change = (condition: string) =>
      author(method, path, {
        headers: { "If-Match": condition, ...visitor },
        ...(bodied.includes(method) ? { body: sent } : {}),
      });
    const current = await author.get(
      template.includes("{commentId}")
        ? `/api/posts/${id}/comments/${known.commentId}`
        : `${template.startsWith("/api/uploads") ? "/api/uploads" : "/api/posts"}/${id}`,
    );
    const stale = await change('"999"');
    expectProblem(stale, 412, name);
    const etag = stale.headers.get("etag") ?? "";
    expect(etag, name).toMatch(/^"\d+"$/);
    if (current.status === 200) expect(etag, name).toBe(`"${current.json.version}"`);
    expectProblem(await change(`W/${etag}`), 412, name);
    expect((await change(etag)).status, name).toBeLessThan(300);
  }
});

test("an unknown parameter is refused, whatever its name", async ({ api }) => {
  for (const name of ["__proto__", "%5F_proto__", "constructor", "toString", "unknown"]) {
    expectProblem(await api("guest").get(`/api/posts?${name}=1`), 400, name);
  }
  const body = await api("author")("POST", "/api/posts", {
    raw: '{"title":"x","body":"x","__proto__":{"title":"y"}}',
    headers: { "Content-Type": "application/json" },
  });
  expectProblem(body, 422);
});

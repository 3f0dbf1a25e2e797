import { beforeEach, describe, expect, test, vi } from "vitest";
import { createComment } from "#domain/comments/operations";
import { createPost, getPost, publishPost } from "#domain/posts/operations";
import { action } from "#doors/action";
import { route } from "#doors/route";
import type { ApiVersion } from "#lib/api-version";
import { db } from "#lib/db";
import { truncateAll } from "#lib/testing/database";
import { bearer, fillFixture, posts, sessionCookie } from "#lib/testing/fixture";

// As in the parity test: Next's request-bound functions exist only inside Next.
const next = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers.js", () => ({ headers: async () => next.headers }));
vi.mock("next/cache.js", () => import("#lib/testing/next-cache"));

const site = "http://localhost:3000";

beforeEach(async () => {
  await truncateAll(db());
  await fillFixture();
  next.headers = new Headers();
});

function get(headers: Record<string, string>, versions?: readonly ApiVersion[]) {
  const request = new Request(`${site}/api/posts/${posts.published}`, { headers });
  const handler = versions ? route(getPost, { versions }) : route(getPost);
  return handler(request, { params: Promise.resolve({ id: posts.published }) });
}

function send(path: string, headers: Record<string, string>, body: unknown) {
  return new Request(`${site}${path}`, {
    method: "POST",
    headers: { Authorization: bearer("all"), "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

describe("a version that retires", () => {
  const soon = new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000);
  const versions: ApiVersion[] = [
    { date: "2020-01-01", deprecated: new Date("2020-06-01"), sunset: new Date("2020-12-31") },
    {
      date: "2021-01-01",
      deprecated: new Date("2021-06-01T00:00:00Z"),
      sunset: soon,
      guide: "/docs/moving",
    },
    { date: "2022-01-01" },
  ];

  test("is served, and says until when, on refusals too", async () => {
    const version = { "Duet-Version": "2021-01-01" };
    const answers = [
      await get(version, versions),
      await get({ ...version, Accept: "text/plain" }, versions),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 406]);
    for (const { headers } of answers) {
      expect(headers.get("duet-version")).toBe("2021-01-01");
      expect(headers.get("deprecation")).toBe("@1622505600");
      expect(headers.get("sunset")).toBe(soon.toUTCString());
      expect(headers.get("link")).toContain('</docs/moving>; rel="deprecation"');
    }
  });

  test("is not what one gets unasked, and is unknown when its day has come", async () => {
    const unasked = await get({}, versions);
    expect([unasked.status, unasked.headers.get("duet-version")]).toEqual([200, "2022-01-01"]);
    expect(unasked.headers.has("deprecation")).toBe(false);
    const gone = await get({ "Duet-Version": "2020-01-01" }, versions);
    expect([gone.status, gone.headers.get("duet-version")]).toEqual([400, "2022-01-01"]);
  });
});

test("a replayed answer is the first one, but for saying so", async () => {
  const handler = route(createPost);
  const call = async (body: object) => {
    const request = send("/api/posts", { "Idempotency-Key": "k" }, body);
    const answer = await handler(request, { params: Promise.resolve(undefined) });
    const { "idempotent-replayed": replayed, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: await answer.text(), replayed };
  };
  const first = await call({ title: "Once", body: "Words." });
  expect([first.status, first.replayed]).toEqual([201, undefined]);
  expect(first.headers.location).toMatch(/^\/api\/posts\/[0-9a-f-]{36}$/);
  const again = await call({ body: "Words.", title: "Once" });
  expect(again).toEqual({ ...first, replayed: "true" });
});

test("a refusal is replayed with the request's own id", async () => {
  const handler = route(publishPost);
  const call = async (id: string) => {
    const path = `/api/posts/${posts.trashed}/publish`;
    const request = send(path, { "Idempotency-Key": '"k"', "X-Request-Id": id }, {});
    const answer = await handler(request, { params: Promise.resolve({ id: posts.trashed }) });
    return { answer, problem: await answer.json() };
  };
  const first = await call("one");
  const again = await call("two");
  expect([first.answer.status, again.answer.status]).toEqual([404, 404]);
  expect(again.answer.headers.get("idempotent-replayed")).toBe("true");
  expect(again.problem).toEqual({ ...first.problem, requestId: "two" });
});

describe("a form", () => {
  const comment = (fields: Record<string, string>) => {
    const form = new FormData();
    const all = { id: posts.published, body: "Well said indeed.", ...fields };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    return form;
  };
  const submit = (form: FormData) => {
    next.headers = new Headers({
      Origin: site,
      Cookie: sessionCookie("reader"),
      "X-Forwarded-Proto": "http",
      "X-Forwarded-Host": new URL(site).host,
    });
    return action(createComment, { once: true })(null, form);
  };
  const count = () => db().comment.count({ where: { body: "Well said indeed." } });

  test("with a nonce makes one thing, says so twice, and shows the nonce to nobody", async () => {
    const first = await submit(comment({ nonce: "0123456789abcdef" }));
    const again = await submit(comment({ nonce: "0123456789abcdef" }));
    expect(first).toMatchObject({ ok: true, values: { body: "Well said indeed." } });
    expect(again).toEqual(first);
    expect(first?.values).not.toHaveProperty("nonce");
    expect(await count()).toBe(1);
    await submit(comment({ nonce: "fedcba9876543210" }));
    expect(await count()).toBe(2);
  });

  test.each<Record<string, string>>([
    {},
    { nonce: "" },
    { nonce: "short" },
    { nonce: "x".repeat(65) },
  ])("without one, as %j, is known by its words for ten minutes", async (fields) => {
    await submit(comment(fields));
    await submit(comment(fields));
    expect(await count()).toBe(1);
    const createdAt = new Date(Date.now() - 11 * 60 * 1000);
    await db().idempotencyKey.updateMany({ data: { createdAt } });
    await submit(comment(fields));
    expect(await count()).toBe(2);
  });
});

import { randomUUID } from "node:crypto";
import type { Answer, Client } from "../client.ts";
import { expect, slugOf, test, unique } from "../fixtures.ts";

interface Secret {
  id: string;
  slug: string;
  title: string;
  tag: string;
  /** A word that stands in the title, the text, the tag, everywhere; no answer to others may have it. */
  word: string;
  commentId: string;
}

const stages = ["a draft", "published and unpublished again", "in the trash"] as const;

for (const stage of stages) {
  test(`${stage}, a post is nowhere to be found by others`, async ({ api, newcomer, blog }) => {
    test.setTimeout(90_000);
    const secret = await makeSecret(api("author"), stage, api("reader"));
    const other = await newcomer("author");
    const withCookie: Client = Object.assign(
      (...[method, path, sent]: Parameters<Client>) =>
        api("guest")(method, path, {
          ...sent,
          headers: { Cookie: other.cookie, Origin: blog.url, ...sent?.headers },
        }),
      api("guest"),
    );
    const others: [string, Client][] = [
      ["a guest", api("guest")],
      ["a reader", api("reader")],
      ["another author", withCookie],
    ];

    for (const [who, client] of others) {
      const get = (path: string, headers?: Record<string, string>) =>
        client("GET", path, { headers });

      await test.step(`${who}: asked for by name, it is as absent as what never was`, async () => {
        const noId = randomUUID().replace(/^(.{14})./, "$17");
        const noSlug = slugOf(unique("never was"));
        const pairs = [
          [`/api/posts/${secret.id}`, `/api/posts/${noId}`],
          [`/api/posts/${secret.slug}`, `/api/posts/${noSlug}`],
          [`/api/posts/${secret.id}/comments`, `/api/posts/${noId}/comments`],
          [
            `/api/posts/${secret.id}/comments/${secret.commentId}`,
            `/api/posts/${noId}/comments/${randomUUID()}`,
          ],
          [`/api/tags/${slugOf(secret.tag)}`, `/api/tags/${noSlug}`],
        ] as const;
        for (const [there, nowhere] of pairs) {
          const answer = await get(there);
          expect(answer.status, there).toBe(404);
          expect(impersonal(answer), there).toEqual(impersonal(await get(nowhere)));
        }
      });

      await test.step(`${who}: what would change it answers the same`, async () => {
        const noId = randomUUID().replace(/^(.{14})./, "$17");
        const writes = (id: string) =>
          [
            ["PATCH", `/api/posts/${id}`, { title: "Mine now" }],
            ["PUT", `/api/posts/${id}`, { title: "Mine now", body: "Mine." }],
            ["DELETE", `/api/posts/${id}`, undefined],
            ["DELETE", `/api/posts/${id}?permanent=true`, undefined],
            ["POST", `/api/posts/${id}/publish`, {}],
            ["POST", `/api/posts/${id}/unpublish`, {}],
            ["POST", `/api/posts/${id}/restore`, {}],
            ["POST", `/api/posts/${id}/comments`, { body: "I know it is there." }],
          ] as const;
        const unknown = writes(noId);
        for (const [index, [method, path, body]] of writes(secret.id).entries()) {
          const answer = await client(method, path, { body });
          const [, nowhere] = unknown[index] ?? ["", path];
          expect([401, 403, 404], path).toContain(answer.status);
          const reference = await client(method, nowhere, { body });
          expect(impersonal(answer), `${method} ${path}`).toEqual(impersonal(reference));
        }
      });

      await test.step(`${who}: no list, count or payload mentions it`, async () => {
        const lists = ["/api/posts?limit=100", "/api/tags?limit=100", "/api/authors?limit=100"];
        for (const status of ["draft", "published", "scheduled", "trashed"]) {
          lists.push(`/api/posts?limit=100&status=${status}&sort=-updatedAt`);
        }
        lists.push(`/api/posts?tag=${slugOf(secret.tag)}&page=1`);
        for (const path of lists) expect((await get(path)).text, path).not.toContain(secret.word);
        const tagged = await get(`/api/posts?tag=${slugOf(secret.tag)}&page=1`);
        expect(tagged.json).toMatchObject({ data: [], page: { total: 0, next: null } });

        const pages = ["/", "/tags", "/authors", "/authors/ines", "/studio", "/studio?tab=trashed"];
        for (const path of pages) {
          for (const headers of readings) {
            expect((await get(path, headers)).text, path).not.toContain(secret.word);
          }
        }
      });

      await test.step(`${who}: its pages are those of what never was`, async () => {
        const never = slugOf(unique("never was"));
        const pairs = [
          [`/posts/${secret.slug}`, `/posts/${never}`, secret.slug],
          [`/tags/${slugOf(secret.tag)}`, `/tags/${never}`, slugOf(secret.tag)],
        ] as const;
        for (const [there, nowhere, name] of pairs) {
          for (const headers of readings) {
            const [answer, reference] = [await get(there, headers), await get(nowhere, headers)];
            expect(answer.status, there).toBe(reference.status);
            const page = answer.text.replaceAll(name, "NAME");
            expect(page, there).not.toContain(secret.word);
            expect(page.length, there).toBe(reference.text.replaceAll(never, "NAME").length);
          }
          expect((await get(there)).status).toBe(404);
        }
        for (const path of ["", "/publish"]) {
          const page = await get(`/studio/posts/${secret.id}${path}`);
          expect(page.text).not.toContain(secret.word);
        }
        const comment = await get(`/studio/comments/${secret.id}/${secret.commentId}`);
        expect(comment.text).not.toContain(secret.word);
      });
    }

    await test.step("those who may see it do", async () => {
      const list = stage === "in the trash" ? "trashed" : "draft";
      for (const role of ["author", "editor"] as const) {
        const answer = await api(role).get(`/api/posts?status=${list}&limit=100`);
        expect(answer.text).toContain(secret.word);
      }
    });
  });
}

test("a token without a scope for posts reads no drafts of its owner", async ({
  api,
  newcomer,
  blog,
}) => {
  const owner = await newcomer("author");
  const made = await api("guest")("POST", "/api/tokens", {
    body: { name: "Comments only", scopes: ["comments:write"] },
    headers: { Cookie: owner.cookie, Origin: blog.url },
  });
  const draft = await api("guest")("POST", "/api/posts", {
    body: { title: unique("Not for this token"), body: "Draft." },
    headers: { Cookie: owner.cookie, Origin: blog.url },
  });
  expect(draft.status).toBe(201);
  const weak = api({ token: made.json.token });
  expect((await weak.get(`/api/posts/${draft.json.id}`)).status).toBe(404);
  expect((await weak.get("/api/posts?status=draft")).json.data).toEqual([]);
});

/** How a browser may ask for a page: whole, as the payload of a navigation, as that of a prefetch. */
const readings: Record<string, string>[] = [
  {},
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
];

async function makeSecret(
  author: Client,
  stage: (typeof stages)[number],
  reader: Client,
): Promise<Secret> {
  const word = unique("hush").replaceAll(" ", "");
  const [title, tag] = [`Secret ${word}`, `Tag ${word}`];
  const made = await author.post("/api/posts", { title, body: `Text ${word}.`, tags: [tag] });
  const { id, slug } = made.json;
  let commentId = randomUUID();
  if (stage !== "a draft") {
    await author.post(`/api/posts/${id}/publish`);
    const comment = await reader.post(`/api/posts/${id}/comments`, { body: `Answer ${word}` });
    commentId = comment.json.id;
    // Read and cached while it is public, everywhere it shows.
    for (const path of [`/posts/${slug}`, "/", `/tags/${slugOf(tag)}`, "/tags", "/authors/ines"]) {
      await reader.get(path);
      await reader.get(path, { RSC: "1" });
    }
  }
  if (stage === "published and unpublished again") await author.post(`/api/posts/${id}/unpublish`);
  if (stage === "in the trash") await author.delete(`/api/posts/${id}`);
  return { id, slug, title, tag, word, commentId };
}

/** An answer without what differs from request to request. */
function impersonal({ status, headers, json, text }: Answer) {
  const { requestId, instance, ...body } = json ?? { text };
  expect(requestId).toBe(headers.get("x-request-id"));
  const kept = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name));
  // The length of the address is in the body, as `instance`.
  const sized = kept.filter(([name]) => name !== "content-length");
  return { status, headers: Object.fromEntries(sized), body };
}

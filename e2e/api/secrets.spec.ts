import { type Route, routes } from "#domain/routes";
import type { Answer, client } from "../client.ts";
import { type Blog, expect, people, type Role, type Sql, test } from "../fixtures.ts";
import { expectProblem } from "./problem.ts";

const reads = Object.entries<Route>(routes).filter(([, { method }]) => method === "GET");

/** What no answer may hold, and who alone may read it after all. */
async function secrets(sql: Sql, own?: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const add = (kind: string, rows: Record<string, unknown>[]) => {
    for (const { value } of rows) if (value) found.set(String(value), kind);
  };
  add(
    "e-mail",
    await sql("select email as value from users where handle is distinct from $1", [own ?? null]),
  );
  add("token's hash", await sql("select secret_hash as value from tokens"));
  add("session", await sql("select session_token as value from sessions"));
  add(
    "provider's id",
    await sql(
      "select provider_account_id as value from accounts where length(provider_account_id) > 8",
    ),
  );
  found.set("a secret of the journeys", "AUTH_SECRET");
  return found;
}

/** Names of columns that no view has. */
const columns =
  /"(secretHash|secret_hash|passwordHash|sessionToken|session_token|providerAccountId|access_token|refresh_token|actorId|requestHash|disabledAt)"/;

function expectClean(
  answer: Pick<Answer, "text" | "headers">,
  known: Map<string, string>,
  what: string,
) {
  const all = `${answer.text}\n${JSON.stringify([...answer.headers])}`;
  for (const [value, kind] of known) {
    expect(all.includes(value), `${what} holds the ${kind} ${value}`).toBe(false);
  }
  expect(columns.exec(answer.text)?.[0], what).toBeUndefined();
}

for (const who of ["guest", "reader", "author", "admin"] as const) {
  test(`no answer of the API to ${who === "guest" ? "a guest" : `the ${who}`} holds what is private`, async ({
    blog,
    api,
    sql,
  }) => {
    const known = await secrets(sql, who === "guest" ? undefined : people[who].handle);
    expect(known.size).toBeGreaterThan(5);
    let answered = 0;
    for (const [name, { path }] of reads) {
      for (const filled of await addresses(path, api("author"))) {
        const answer = await finite(blog, filled, who);
        if (!answer) continue;
        answered += answer.status < 300 ? 1 : 0;
        expectClean(answer, known, `${name} ${filled}`);
      }
    }
    expect(answered).toBeGreaterThan(8);
  });
}

test("no page holds what is private, as a document or as its payload", async ({ api, sql }) => {
  const known = await secrets(sql);
  const forms: Record<string, string>[] = [
    {},
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
  ];
  const posts = await api("guest").get("/api/posts?limit=5");
  const paths = posts.json.data.map(({ url }: { url: string }) => url);
  paths.push("/", "/tags", "/authors", "/sign-in", "/nothing", "/page/2");
  paths.push(...Object.values(people).map(({ handle }) => `/authors/${handle}`));
  for (const path of paths) {
    for (const headers of forms) {
      let answer = await api("guest").get(path, headers);
      const named = answer.headers.get("location");
      if (named) answer = await api("guest").get(named.replace(/^https?:\/\/[^/]+/, ""), headers);
      expectClean(answer, known, `${path} ${JSON.stringify(headers)}`);
    }
  }
});

test("nothing private can be sorted, filtered or asked for by name", async ({ api }) => {
  const names = [
    "email",
    "secretHash",
    "role",
    "password",
    "authorId",
    "author.email",
    "author[email]",
    "user",
    "sessionToken",
    "where",
    "orderBy",
    "select",
    "include[author]",
    "__proto__",
    "disabledAt",
  ];
  const lists = reads.filter(([, { path }]) => !path.includes("{"));
  for (const [name, { path }] of lists) {
    for (const field of names) {
      const query = new URLSearchParams({ [field]: "x" });
      const answer = await api("admin").get(`${path}?${query}`);
      // Some routes are not for tokens at all.
      if (answer.status !== 403) expectProblem(answer, 400, `${name}?${query}`);
      for (const parameter of ["sort", "fields", "include"]) {
        const asked = await api("admin").get(
          `${path}?${new URLSearchParams({ [parameter]: field })}`,
        );
        if (asked.status !== 403) expectProblem(asked, 400, `${name}?${parameter}=${field}`);
      }
    }
  }
});

/** The addresses of a route: with everything there is to put into it. */
async function addresses(path: string, author: ReturnType<typeof client>): Promise<string[]> {
  if (!path.includes("{")) return [path];
  const [post] = (await author.get("/api/posts?limit=1&tag=craft")).json.data;
  const [comment] = (await author.get(`/api/posts/${post.id}/comments`)).json.data;
  const values: Record<string, string> = {
    id: post.id,
    commentId: comment?.id ?? post.id,
    slug: path.includes("/posts/") ? post.slug : "craft",
    handle: people.author.handle,
    n: "1",
  };
  return [path.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? post.id)];
}

/** An answer that ends within three seconds; a stream of events does not. */
async function finite({ url, tokens }: Blog, path: string, who: Role | "guest") {
  const response = await fetch(url + path, {
    redirect: "manual",
    headers: who === "guest" ? {} : { Authorization: `Bearer ${tokens[who]}` },
    signal: AbortSignal.timeout(3_000),
  });
  try {
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if ((error as Error).name === "TimeoutError") return null;
    throw error;
  }
}

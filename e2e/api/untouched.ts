// Somebody whose requests are all refused: what he has stored may not move by any of them.
import { operations } from "#domain/registry";
import { routes } from "#domain/routes";
import { fileFieldOf } from "#lib/file-fields";
import type { Client } from "../client.ts";
import {
  type Blog,
  test as blogTest,
  expect,
  type Newcomer,
  type Sql,
  unique,
} from "../fixtures.ts";

interface Target {
  name: string;
  method: string;
  path: string;
  /** A body that would be accepted, as an object. */
  good: Record<string, unknown>;
}

export const bodies = ["POST", "PUT", "PATCH"];
const taking = operations.filter(({ input }) => fileFieldOf(input));
/** The operations that take a file instead of JSON. */
export const takesFile: ReadonlySet<string> = new Set(taking.map(({ name }) => name));
/** Where a JSON body belongs. */
const writes = Object.entries(routes).filter(
  ([name, { method }]) => bodies.includes(method) && !takesFile.has(name),
);

/** A body that each write accepts. */
export const good: Record<string, Record<string, unknown>> = {
  "posts.create": { title: "Good", body: "Good." },
  "posts.replace": { title: "Good", body: "Good." },
  "posts.update": { title: "Good" },
  "posts.preview": { body: "Good." },
  "comments.create": { body: "Good." },
  "comments.update": { body: "Good." },
  "comments.report": { reason: "spam" },
  "posts.bulk": { ids: ["01890a5d-ac96-774b-bcce-b302099a8057"], action: "trash" },
  "uploads.update": { alt: "Good" },
  "tokens.create": { name: "Good", scopes: ["posts:read"] },
  "tokens.update": { name: "Good" },
  "me.update": { name: "Good" },
  "lab.update": { title: "Good" },
};

interface Owner {
  /** Calls with his session. */
  call: Client;
  targets: Target[];
  headers: Record<string, string>;
}

export const test = blogTest.extend<{ owner: Owner }>({
  owner: async ({ newcomer, api, blog, sql }, use) => {
    const person = await newcomer("author");
    const owner = await ownerOf(person, api("guest"), blog);
    const before = await stored(sql, person.id);
    await use(owner);
    expect(await stored(sql, person.id)).toEqual(before);
  },
});

/** Somebody with a post and a comment of his own, who calls with his session: he may do everything here. */
async function ownerOf(person: Newcomer, guest: Client, { url }: Blog): Promise<Owner> {
  const headers = { Cookie: person.cookie, Origin: url };
  const call: Client = Object.assign(
    (...[method, path, sent]: Parameters<Client>) =>
      guest(method, path, { ...sent, headers: { ...headers, ...sent?.headers } }),
    guest,
  );
  const post = await call("POST", "/api/posts", {
    body: { title: unique("Untouched"), body: "Untouched.", status: "published" },
  });
  expect(post.status, post.text).toBe(201);
  const comments = `/api/posts/${post.json.id}/comments`;
  const comment = await call("POST", comments, { body: { body: "Untouched." } });
  expect(comment.status, comment.text).toBe(201);
  const targets: Target[] = writes.map(([name, { method, path }]) => ({
    name,
    method,
    path: path
      .replace("{id}", post.json.id)
      .replace("{commentId}", comment.json.id)
      .replace("{number}", "1")
      .replace("{kind}", "like"),
    good: good[name] ?? {},
  }));
  return { call, targets, headers };
}

/** All that somebody has stored: nothing of it may move by a request that was refused. */
async function stored(sql: Sql, id: string) {
  const queries = [
    "select id, version, title, body, status, updated_at from posts where author_id = $1 order by id",
    "select id, version, body, status, updated_at from comments where author_id = $1 order by id",
    "select id, revoked_at from tokens where user_id = $1 order by id",
    "select count(*) from revisions where editor_id = $1",
    "select count(*) from events where actor_id = $1",
    "select count(*) from sessions where user_id = $1",
  ];
  const rows = [];
  for (const query of queries) rows.push(await sql(query, [id]));
  return rows;
}

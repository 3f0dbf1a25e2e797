import { createHash, randomBytes } from "node:crypto";
import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import pg from "pg";
import { type Client, client } from "./client.ts";
import type { Settings } from "./duet.ts";

export type Role = "admin" | "editor" | "author" | "reader";

/** The blog that all tests share, as the global setup left it. */
export interface Blog extends Settings {
  url: string;
  databaseUrl: string;
  tokens: Record<Role, string>;
  readOnlyToken: string;
}

/** The demo people (prisma/demo/people.json). The admin is left to the tests of signing in and out. */
export const people: Record<Role, { name: string; handle: string }> = {
  admin: { name: "Mara Lindqvist", handle: "mara" },
  editor: { name: "Tomás Okafor", handle: "tomas" },
  author: { name: "Inês Duarte", handle: "ines" },
  reader: { name: "Jun Watanabe", handle: "jun" },
};

export const sessionCookie = "authjs.session-token";

type Rows = Record<string, unknown>[];
export type Sql = (text: string, values?: unknown[]) => Promise<Rows>;
type Storage = Exclude<BrowserContextOptions["storageState"], string | undefined>;

interface WorkerFixtures {
  blog: Blog;
  /** One statement against the blog's own database, for what no door offers. */
  sql: Sql;
  sessions: Map<Role, Storage>;
}

interface TestFixtures {
  /** The API as a demo person with a token of all scopes, or as a guest. */
  api: (who: Role | "guest" | { token: string }) => Client;
  /** A browser of its own in which a demo person is signed in; its first page. */
  as: (role: Role) => Promise<Page>;
  /** The same for somebody who is not of the demo: a new person with a session, put into the database. */
  newcomer: (role: Role) => Promise<Newcomer>;
  /** A browser of its own in which nobody is signed in; its first page. */
  guest: () => Promise<Page>;
}

interface Person {
  id: string;
  handle: string;
  name: string;
  /** The Cookie header of the session. */
  cookie: string;
}

export interface Newcomer extends Person {
  page: () => Promise<Page>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  blog: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => use(JSON.parse(process.env.E2E_BLOG ?? "null")),
    { scope: "worker" },
  ],
  sql: [
    async ({ blog }, use) => {
      const pool = new pg.Pool({ connectionString: blog.databaseUrl, max: 2 });
      await use(async (text, values) => (await pool.query(text, values)).rows);
      await pool.end();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  sessions: [async ({}, use) => use(new Map()), { scope: "worker" }],
  baseURL: async ({ blog }, use) => use(blog.url),

  api: async ({ blog }, use) => {
    await use((who) => {
      if (who === "guest") return client(blog.url);
      return client(blog.url, typeof who === "string" ? blog.tokens[who] : who.token);
    });
  },
  guest: async ({ browser, javaScriptEnabled }, use) => {
    const open = opener(browser, javaScriptEnabled);
    await use(() => open.page());
    await open.close();
  },
  as: async ({ browser, blog, sessions, javaScriptEnabled }, use) => {
    const open = opener(browser, javaScriptEnabled);
    await use(async (role) => {
      let storageState = sessions.get(role);
      if (!storageState) {
        storageState = await signedIn(browser, blog, role);
        sessions.set(role, storageState);
      }
      return open.page({ storageState });
    });
    await open.close();
  },
  newcomer: async ({ browser, blog, sql, javaScriptEnabled }, use) => {
    const open = opener(browser, javaScriptEnabled);
    await use(async (role) => {
      const { value, ...person } = await addPerson(sql, role);
      const { hostname } = new URL(blog.url);
      const stored = { name: sessionCookie, value, domain: hostname, path: "/", expires: -1 };
      const kept = { ...stored, httpOnly: true, secure: false, sameSite: "Lax" as const };
      const page = () => open.page({ storageState: { cookies: [kept], origins: [] } });
      return { ...person, page };
    });
    await open.close();
  },
});

export { expect };

/** The pages in which no script runs. */
const scriptless = new WeakSet<Page>();

/** In these journeys somebody is there from the first moment; e2e/readers/waiting.spec.ts looks at a page before. */
function moveAtOnce(): void {
  addEventListener("DOMContentLoaded", () => dispatchEvent(new Event("pointermove")));
}

function opener(browser: Browser, javaScriptEnabled: boolean | undefined) {
  const contexts: Awaited<ReturnType<Browser["newContext"]>>[] = [];
  return {
    async page(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(moveAtOnce);
      if (javaScriptEnabled === false) scriptless.add(page);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
    },
  };
}

/** A new person with a session, put into the database; `value` is the session cookie's. */
export async function addPerson(sql: Sql, role: Role): Promise<Person & { value: string }> {
  const handle = `newcomer-${randomBytes(4).toString("hex")}`;
  const name = `Newcomer ${handle.slice(-8)}`;
  const [user] = await sql(
    `insert into users (id, handle, name, role, updated_at)
     values (gen_random_uuid(), $1, $2, $3::"Role", now()) returning id`,
    [handle, name, role],
  );
  const id = String(user?.id);
  const value = randomBytes(32).toString("hex");
  await sql(
    `insert into sessions (id, session_token, user_id, expires)
     values (gen_random_uuid(), $1, $2, now() + interval '1 day')`,
    [createHash("sha256").update(value).digest("hex"), id],
  );
  return { id, handle, name, cookie: `${sessionCookie}=${value}`, value };
}

/** A session of a demo person, by the way a person takes; without JavaScript, which is the harder one. */
async function signedIn(browser: Browser, blog: Blog, role: Role): Promise<Storage> {
  const context = await browser.newContext({ baseURL: blog.url, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto("/studio");
    await signIn(page, role);
    return await context.storageState();
  } finally {
    await context.close();
  }
}

/** From any page that asks to sign in, through the identity provider, to wherever it leads back. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.getByRole("button", { name: "Continue with" }).click();
  await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
  await page.getByRole("button", { name: people[role].name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/choose") && url.port !== "");
}

/** Waits until React has taken over the page's form, where there are scripts at all. */
export async function interactive(page: Page): Promise<void> {
  if (scriptless.has(page)) return;
  await page.waitForFunction(() => {
    const control = document.querySelector("main textarea, main form");
    return control && Object.keys(control).some((key) => key.startsWith("__react"));
  });
}

/** Holds every form of the page on its way to the server until what it resolves to is called. */
export async function sendingSlowly(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**", async (route) => {
    if (route.request().method() === "POST") await promise;
    await route.continue();
  });
  return resolve;
}

let count = 0;

/** Words that no other test uses, for a title or a tag. */
export function unique(words: string): string {
  count += 1;
  return `${words} ${randomBytes(4).toString("hex")}${count}`;
}

/** The slug that a title of plain words gets. */
export function slugOf(title: string): string {
  return (title.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
}

/** A post with so many comments that its page takes a while to make, and that they need a second one. */
export async function longDiscussion(author: Client, sql: Sql, comments = 400) {
  const made = await author.post("/api/posts", {
    title: unique("A long discussion"),
    body: "Much to say.",
    status: "published",
  });
  await sql(
    `insert into comments (id, post_id, author_id, path, depth, body, html, updated_at)
     select id, $1::uuid, (select author_id from posts where posts.id = $1::uuid), replace(id::text, '-', ''), 0, 'Hm.', '<p>Hm.</p>', now()
     from (select gen_random_uuid() as id from generate_series(1, $2::int)) as ids`,
    [made.json.id, comments],
  );
  return made.json as { id: string; url: string };
}

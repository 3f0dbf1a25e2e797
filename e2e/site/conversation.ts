import type { Page } from "@playwright/test";
import type { Client } from "../client.ts";
import { expect, interactive, type Sql, unique } from "../fixtures.ts";

/** A post of this author's to be discussed. */
export async function publishedPost(author: Client, more: object = {}) {
  const made = await author.post("/api/posts", {
    title: unique("To be discussed"),
    body: "What do you think?",
    status: "published",
    ...more,
  });
  expect(made.status).toBe(201);
  return made.json as { id: string; url: string };
}

export interface Said {
  id: string;
}

/** The comments that this client sees. */
export async function thread(client: Client, postId: string): Promise<Said[]> {
  return (await client.get(`/api/posts/${postId}/comments`)).json.data;
}

/** A comment over the API. */
export async function say(
  client: Client,
  postId: string,
  body: string,
  parentId?: string,
): Promise<Said> {
  const made = await client.post(`/api/posts/${postId}/comments`, { body, parentId });
  expect(made.status).toBe(201);
  return made.json;
}

/** Comments of the demo's reader, one after the other, without events: whoever says the next thing brings them out. */
export async function addMany(sql: Sql, postId: string, count: number): Promise<void> {
  await sql(
    `insert into comments (id, post_id, author_id, path, depth, body, html)
     select id, $1, (select id from users where handle = 'jun'), replace(id::text, '-', ''), 0,
       'Number ' || n || '.', '<p>Number ' || n || '.</p>'
     from (select n, lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') as ms
           from generate_series(1, $2::int) n) as numbers,
     lateral (select (substr(ms, 1, 8) || '-' || substr(ms, 9) || '-7fff-bfff-' || lpad(to_hex(n), 12, '0'))::uuid as id) as ids`,
    [postId, count],
  );
  await sql("update posts set comment_count = comment_count + $2::int where id = $1", [
    postId,
    count,
  ]);
}

/** The form below the thread, and the one below a comment. */
export const newForm = (page: Page) => page.getByRole("form", { name: "Add a comment" });
export const reply = (page: Page) => page.getByRole("form", { name: "Your reply" });

/** What went wrong; Next has an alert of its own, for who does not see where he is. */
export const alert = (page: Page) => page.locator("#comments").getByRole("alert");

/** What is told to who does not see it. */
export const live = (page: Page) => page.locator("#comments > p[role=status]");

/** Types a comment into the form below the thread, and sends it. */
export async function write(page: Page, words: string): Promise<void> {
  await interactive(page);
  await newForm(page).locator("textarea").fill(words);
  await newForm(page).getByRole("button", { name: "Comment" }).click();
}

/** The comment that holds these words, without its answers. */
export function comment(page: Page, words: string) {
  return page.locator("article[id^=comment-] > div:first-child").filter({ hasText: words });
}

/** The same with its answers: what has the address. */
export function article(page: Page, words: string) {
  return comment(page, words).locator("xpath=..");
}

/** A button of a comment. */
export function act(page: Page, words: string, name: string) {
  return comment(page, words).getByRole("button", { name: new RegExp(`^${name}\\b`) });
}

/** Answers the question before a deletion. */
export async function confirmDelete(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: "Delete" }).click();
  await page.getByRole("button", { name: "Delete comment" }).click();
  await expect(page.getByText("The comment is gone.")).toBeVisible();
}

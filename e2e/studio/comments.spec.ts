import type { Page } from "@playwright/test";
import type { Client } from "../client.ts";
import { expect, interactive, type Sql, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an author hides what is reported, shows it again, and dismisses what is said of it", async ({
      newcomer,
      guest,
      api,
      sql,
    }) => {
      // Somebody with a queue of his own, so that no other test moves in it.
      const author = await newcomer("author");
      const words = unique("Buy this");
      const post = await discussed(api, sql, author.id, words);
      const report = { reason: "other", words: "It sells something." };
      const reports = `/api/posts/${post.id}/comments/${post.commentId}/reports`;
      expect((await api("editor").post(reports, report)).status).toBe(204);

      const page = await author.page();
      await page.goto("/studio/comments");
      await expect(tab(page, "Reported")).toHaveText("Reported1");
      await expect(entry(page, words)).toContainText("Something else: “It sells something.”");
      await interactive(page);
      await entry(page, words).getByRole("button", { name: /^Hide/ }).click();
      await expect(page.getByRole("heading", { name: "Nothing is reported." })).toBeVisible();
      const other = await guest();
      await other.goto(post.url);
      await expect(other.getByText(words)).toHaveCount(0);

      await tab(page, "Hidden").click();
      await expect(entry(page, words)).toBeVisible();
      await interactive(page);
      await entry(page, words)
        .getByRole("button", { name: /^Show again/ })
        .click();
      await expect(page.getByRole("heading", { name: "Nothing is hidden." })).toBeVisible();
      await other.goto(post.url);
      await expect(other.getByText(words)).toBeVisible();

      expect((await api("admin").post(reports, { reason: "spam" })).status).toBe(204);
      await page.goto("/studio/comments");
      await interactive(page);
      await entry(page, words)
        .getByRole("button", { name: /^Dismiss reports/ })
        .click();
      await expect(page.getByRole("heading", { name: "Nothing is reported." })).toBeVisible();
      await other.goto(post.url);
      await expect(other.getByText(words)).toBeVisible();

      await tab(page, "All").click();
      await expect(page).toHaveURL(/state=all/);
      await interactive(page);
      await entry(page, words).locator("summary").click();
      await entry(page, words).getByRole("button", { name: "Delete comment" }).click();
      await expect(page.getByRole("heading", { name: "No comments yet." })).toBeVisible();
      await other.goto(post.url);
      await expect(other.getByText(words)).toHaveCount(0);
    });
  });
}

test("what is done away with leaves the focus on what follows it", async ({
  newcomer,
  api,
  sql,
}) => {
  const author = await newcomer("author");
  const [one, two] = [unique("One"), unique("Two")];
  await discussed(api, sql, author.id, one);
  await discussed(api, sql, author.id, two);
  const page = await author.page();
  await page.goto("/studio/comments?state=all");
  await interactive(page);
  // The newest first.
  await entry(page, two).locator("summary").focus();
  await page.keyboard.press("Enter");
  await entry(page, two).getByRole("button", { name: "Delete comment" }).focus();
  await page.keyboard.press("Enter");
  await expect(entry(page, two)).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: one })).toBeFocused();
});

test("the queue is filtered by post and by person", async ({ as, api }) => {
  const page = await as("editor");
  const made = await api("author").post("/api/posts", {
    title: unique("Filtered"),
    body: "Text.",
    status: "published",
  });
  const [mine, theirs] = [unique("Mine"), unique("Theirs")];
  const comments = `/api/posts/${made.json.id}/comments`;
  expect((await api("reader").post(comments, { body: theirs })).status).toBe(201);
  expect((await api("author").post(comments, { body: mine })).status).toBe(201);
  // By one's own link, since other journeys may say thousands of things meanwhile.
  await page.goto(`/studio/comments?state=all&post=${made.json.id}`);
  await expect(page.getByRole("article")).toHaveCount(2);
  await entry(page, mine).getByRole("link", { name: made.json.title }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await entry(page, theirs).getByRole("link", { name: "Jun Watanabe" }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByText(/^Only comments by Jun Watanabe below/)).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.getByText(/^Only comments/)).toHaveCount(0);
});

test("a reader has no queue", async ({ as }) => {
  const page = await as("reader");
  await page.goto("/studio/comments");
  await expect(page.getByText("Comments are moderated by authors and editors.")).toBeVisible();
});

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Comments by state" }).getByRole("link", { name });

const entry = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words });

type Api = (who: "author" | "reader") => Client;

/** A published post of this person's, with one comment of the demo's reader. */
async function discussed(api: Api, sql: Sql, owner: string, words: string) {
  const made = await api("author").post("/api/posts", {
    title: unique("Discussed"),
    body: "Text.",
    status: "published",
  });
  expect(made.status).toBe(201);
  const { id, url } = made.json as { id: string; url: string };
  await sql("update posts set author_id = $2 where id = $1", [id, owner]);
  await sql("update post_authors set user_id = $2 where post_id = $1", [id, owner]);
  const said = await api("reader").post(`/api/posts/${id}/comments`, { body: words });
  expect(said.status).toBe(201);
  return { id, url, commentId: said.json.id as string };
}

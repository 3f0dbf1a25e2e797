import type { Page } from "@playwright/test";
import type { Client } from "../client.ts";
import { expect, interactive, people, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest is told to sign in, and his words stay", async ({ guest, api }) => {
      const post = await publishedPost(api("author"));
      const page = await guest();
      await page.goto(post.url);
      await expect(page.getByText("Nobody has said anything yet.")).toBeVisible();
      const words = unique("A guest's words");
      await write(page, words, "Comment");
      const alert = page.getByRole("alert").filter({ hasText: "Sign in" });
      await expect(alert).toBeVisible();
      await expect(alert.getByRole("link", { name: /Sign in/ })).toHaveAttribute("href", /sign-in/);
      await expect(page.locator("textarea").first()).toHaveValue(words);
      expect((await thread(api("guest"), post.id)).length).toBe(0);
    });

    test("a reader comments and answers, changes it and deletes it", async ({ as, guest, api }) => {
      const post = await publishedPost(api("author"));
      const [first, second, changed] = [unique("First"), unique("Second"), unique("Changed")];
      const page = await as("reader");
      const other = await guest();
      await page.goto(post.url);

      await write(page, first, "Comment");
      await expect(comment(page, first)).toBeVisible();
      await expect(comment(page, first)).toContainText(people.reader.name);
      await expect(page.getByRole("heading", { name: "One comment" })).toBeVisible();
      await expect(page.locator("textarea").last()).toHaveValue("");

      await comment(page, first).locator("summary").filter({ hasText: "Reply" }).click();
      await comment(page, first).locator("textarea").fill(second);
      await comment(page, first).getByRole("button", { name: "Reply" }).click();
      await expect(comment(page, second)).toBeVisible();
      await expect(page.getByRole("heading", { name: "2 comments" })).toBeVisible();
      // The answer stands under what it answers.
      await expect(comment(page, first).locator("xpath=following-sibling::ul")).toContainText(
        second,
      );

      // Others see both at their next visit.
      await other.goto(post.url);
      await expect(comment(other, first)).toBeVisible();
      await expect(comment(other, second)).toBeVisible();

      await page.goto(post.url);
      await comment(page, second).getByRole("link", { name: "Edit" }).click();
      await expect(page.getByLabel("Your comment")).toHaveValue(second);
      await interactive(page);
      await page.getByLabel("Your comment").fill(changed);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("link", { name: "See it on the page" }).click();
      await expect(comment(page, changed)).toBeVisible();
      await expect(comment(page, second)).toHaveCount(0);

      await comment(page, changed).getByRole("link", { name: "Edit" }).click();
      await confirmDelete(page);
      await page.getByRole("link", { name: "Back to the post" }).click();
      await expect(page.getByRole("heading", { name: "One comment" })).toBeVisible();
      await expect(comment(page, changed)).toHaveCount(0);
      await other.goto(post.url);
      await expect(comment(other, changed)).toHaveCount(0);
      await expect(comment(other, first)).toBeVisible();
    });

    test("an editor deletes another's comment, and cannot put words into his mouth", async ({
      as,
      api,
    }) => {
      const post = await publishedPost(api("author"));
      const words = unique("Unwelcome");
      const made = await api("reader").post(`/api/posts/${post.id}/comments`, { body: words });
      expect(made.status).toBe(201);
      const page = await as("editor");
      await page.goto(post.url);
      // Without JavaScript the page does not know who reads it: the link is there for everybody.
      await comment(page, words)
        .getByRole("link", { name: /^(Delete|Edit)$/ })
        .click();
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByLabel("Your comment")).toHaveCount(0);
      await confirmDelete(page);
      await page.getByRole("link", { name: "Back to the post" }).click();
      await expect(page.getByText("Nobody has said anything yet.")).toBeVisible();
      expect((await thread(api("guest"), post.id)).length).toBe(0);
    });

    test("an empty comment is refused at its field", async ({ as, api }) => {
      const post = await publishedPost(api("author"));
      const page = await as("reader");
      await page.goto(post.url);
      await write(page, "   ", "Comment");
      await expect(page.locator("textarea").last()).toHaveAccessibleDescription(
        /Must not be empty/,
      );
      expect((await thread(api("guest"), post.id)).length).toBe(0);
    });
  });
}

test("Markdown in a comment is rendered, and hostile HTML is harmless", async ({
  guest,
  api,
  blog,
}) => {
  const post = await publishedPost(api("author"));
  const mark = unique("Mark");
  const hostile = [
    `**${mark}** and [a link](https://example.com/x) and \`code\``,
    "",
    "<script>window.broken = 1</script><img src=x onerror='window.broken = 2'>",
    "<svg onload='window.broken = 3'></svg><iframe src='javascript:parent.broken=4'></iframe>",
    "[click](javascript:window.broken=5) <a href='javascript:window.broken=6'>here</a>",
    "![tracker](https://tracker.example/pixel.png)",
    "<style>body { display: none }</style><form action='https://evil.example'><input></form>",
    "<h1 id='main'>A false heading</h1>",
  ].join("\n");
  const made = await api("reader").post(`/api/posts/${post.id}/comments`, { body: hostile });
  expect(made.status).toBe(201);

  const page = await guest();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(blog.url)) foreign.push(request.url());
  });
  await page.goto(post.url);
  const shown = comment(page, mark);
  await expect(shown.locator("strong")).toHaveText(mark);
  await expect(shown.locator("code").first()).toHaveText("code");
  const link = shown.getByRole("link", { name: "a link" });
  await expect(link).toHaveAttribute("href", "https://example.com/x");
  await expect(link).toHaveAttribute("rel", "nofollow ugc noopener");
  const prose = shown.locator(".prose");
  await expect(prose.locator("script, img, svg, iframe, style, form, input, h1, [id]")).toHaveCount(
    0,
  );
  await expect(prose.locator("[href^='javascript' i]")).toHaveCount(0);
  for (const hot of await prose.getByText(/click|here/).all()) await hot.click({ force: true });
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => (window as { broken?: number }).broken)).toBeUndefined();
  expect(foreign).toEqual([]);
});

test("a comment cannot be answered on a post whose comments are closed", async ({ guest, api }) => {
  const post = await publishedPost(api("author"), { commentsOpen: false });
  const page = await guest();
  await page.goto(post.url);
  await expect(page.getByText("Comments on this post are closed.")).toBeVisible();
  await expect(page.locator("textarea")).toHaveCount(0);
  const refused = await api("reader").post(`/api/posts/${post.id}/comments`, { body: "But!" });
  expect(refused.status).toBe(403);
});

async function publishedPost(author: Client, more: object = {}) {
  const made = await author.post("/api/posts", {
    title: unique("To be discussed"),
    body: "What do you think?",
    status: "published",
    ...more,
  });
  expect(made.status).toBe(201);
  return made.json as { id: string; url: string };
}

async function thread(client: Client, postId: string) {
  return (await client.get(`/api/posts/${postId}/comments`)).json.data as unknown[];
}

async function write(page: Page, words: string, button: string): Promise<void> {
  await interactive(page);
  const form = page.getByRole("form", { name: "Add a comment" });
  await form.locator("textarea").fill(words);
  await form.getByRole("button", { name: button }).click();
}

/** The comment that holds these words, without its answers. */
function comment(page: Page, words: string) {
  return page.locator("article[id^=comment-] > div:first-child").filter({ hasText: words });
}

async function confirmDelete(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: "Delete" }).click();
  await page.getByRole("button", { name: "Delete comment" }).click();
  await expect(page.getByText("The comment is gone.")).toBeVisible();
}

import { expect, test, unique } from "../fixtures.ts";
import {
  article,
  comment,
  confirmDelete,
  publishedPost,
  reply,
  say,
  thread,
  write,
} from "./conversation.ts";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader comments and answers, and is back at what he said", async ({ as, api }) => {
    const post = await publishedPost(api("author"));
    const [first, second] = [unique("First"), unique("Second")];
    const page = await as("reader");
    await page.goto(post.url);
    await write(page, first);
    const [one] = await thread(api("guest"), post.id);
    await expect(page).toHaveURL(new RegExp(`${post.url}#said-${one?.id}$`));
    await expect(page.getByText("Your comment is there. Thank you.")).toBeVisible();
    await expect(comment(page, first)).toBeInViewport();

    await comment(page, first)
      .getByRole("link", { name: /^Reply/ })
      .click();
    await expect(page.getByText(first)).toBeVisible();
    await reply(page).locator("textarea").fill("  ");
    await reply(page).getByRole("button", { name: "Reply" }).click();
    await expect(reply(page).locator("textarea")).toHaveAccessibleDescription(/Must not be empty/);
    await reply(page).locator("textarea").fill(second);
    await reply(page).getByRole("button", { name: "Reply" }).click();
    const [, two] = await thread(api("guest"), post.id);
    await expect(page).toHaveURL(new RegExp(`${post.url}#said-${two?.id}$`));
    await expect(article(page, first).locator("ul")).toContainText(second);
    await expect(page.getByRole("heading", { name: "2 comments" })).toBeVisible();
  });

  test("a reader changes what he said, and deletes it", async ({ as, api }) => {
    const post = await publishedPost(api("author"));
    const [words, changed] = [unique("Said"), unique("Changed")];
    await say(api("reader"), post.id, words);
    const page = await as("reader");
    await page.goto(post.url);
    await comment(page, words).getByRole("link", { name: /^Edit/ }).click();
    await expect(page.getByLabel("Your comment", { exact: true })).toHaveValue(words);
    await page.getByLabel("Your comment", { exact: true }).fill(changed);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "See it on the page" }).click();
    await expect(comment(page, changed)).toBeVisible();
    await comment(page, changed).getByRole("link", { name: /^Edit/ }).click();
    await confirmDelete(page);
    await page.getByRole("link", { name: "Back to the post" }).click();
    await expect(page.getByText("Nobody has said anything yet.")).toBeVisible();
  });

  test("an editor deletes another's comment, and cannot put words into his mouth", async ({
    as,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const words = unique("Unwelcome");
    await say(api("reader"), post.id, words);
    const page = await as("editor");
    await page.goto(post.url);
    // Without JavaScript the page does not know who reads it: the link is there for everybody.
    await comment(page, words).getByRole("link", { name: /^Edit/ }).click();
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByLabel("Your comment", { exact: true })).toHaveCount(0);
    await confirmDelete(page);
    expect((await thread(api("guest"), post.id)).length).toBe(0);
  });

  test("a reader reports a comment", async ({ newcomer, api }) => {
    const post = await publishedPost(api("author"));
    const words = unique("Buy this");
    await say(api("author"), post.id, words);
    const page = await (await newcomer("reader")).page();
    await page.goto(post.url);
    await comment(page, words)
      .getByRole("link", { name: /^Report/ })
      .click();
    const form = page.getByRole("form", { name: "Report this comment" });
    await form.getByLabel("What is wrong with it?").selectOption("Something else");
    await form.getByRole("button", { name: "Report" }).click();
    await expect(form.getByLabel("In your words")).toHaveAccessibleDescription(
      "Say what is wrong with it.",
    );
    await expect(form.getByLabel("What is wrong with it?")).toHaveValue("other");
    await form.getByLabel("In your words").fill("It sells something.");
    await form.getByRole("button", { name: "Report" }).click();
    await expect(page.getByText("Thank you. The comment is reported")).toBeVisible();
    const queue = (await api("author").get(`/api/comments?post=${post.id}`)).json.data;
    expect(queue).toHaveLength(1);
  });
});

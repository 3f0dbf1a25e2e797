import { expectAccessible } from "../axe.ts";
import { expect, interactive, people, signIn, test, unique } from "../fixtures.ts";
import {
  act,
  alert,
  article,
  comment,
  live,
  newForm,
  publishedPost,
  reply,
  say,
  thread,
  write,
} from "./conversation.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest is told to sign in, and his words stay", async ({ guest, api }) => {
      const post = await publishedPost(api("author"));
      const page = await guest();
      await page.goto(post.url);
      await expect(page.getByText("Nobody has said anything yet.")).toBeVisible();
      const words = unique("A guest's words");
      await write(page, words);
      const alert = page.getByRole("alert").filter({ hasText: "Sign in" });
      await expect(alert).toBeVisible();
      await expect(alert.getByRole("link", { name: /Sign in/ })).toHaveAttribute("href", /sign-in/);
      await expect(page.locator("textarea").first()).toHaveValue(words);
      expect((await thread(api("guest"), post.id)).length).toBe(0);
    });

    test("an empty comment is refused at its field", async ({ as, api }) => {
      const post = await publishedPost(api("author"));
      const page = await as("reader");
      await page.goto(post.url);
      await write(page, "   ");
      await expect(page.locator("textarea").last()).toHaveAccessibleDescription(
        /Must not be empty/,
      );
      expect((await thread(api("guest"), post.id)).length).toBe(0);
    });
  });
}

test.describe("in its place", () => {
  test("a reader comments and answers, changes it and deletes it; others see it", async ({
    as,
    guest,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const [first, second, changed] = [unique("First"), unique("Second"), unique("Changed")];
    const page = await as("reader");
    const other = await guest();
    await page.goto(post.url);

    await write(page, first);
    await expect(comment(page, first)).toBeVisible();
    await expect(comment(page, first)).toContainText(people.reader.name);
    await expect(page.getByRole("heading", { name: "One comment" })).toBeVisible();
    await expect(newForm(page).locator("textarea")).toHaveValue("");
    await expect(
      page.getByRole("status").filter({ hasText: "Your comment is there" }),
    ).toBeVisible();

    await act(page, first, "Reply").click();
    await reply(page).locator("textarea").fill(second);
    await reply(page).getByRole("button", { name: "Reply" }).click();
    await expect(comment(page, second)).toBeVisible();
    await expect(page.getByRole("heading", { name: "2 comments" })).toBeVisible();
    await expect(reply(page)).toHaveCount(0);
    await expect(article(page, second)).toBeFocused();
    await expect(live(page)).toHaveText("Your reply is there.");
    // The answer stands under what it answers.
    await expect(article(page, first).locator("ul")).toContainText(second);

    // Others see both at their next visit.
    await other.goto(post.url);
    await expect(comment(other, first)).toBeVisible();
    await expect(comment(other, second)).toBeVisible();
    await expect(act(other, first, "Report")).toBeVisible();
    await expect(act(other, first, "Edit")).toHaveCount(0);

    await act(page, second, "Edit").click();
    await expect(page.getByLabel("Your comment", { exact: true })).toHaveValue(second);
    await page.getByLabel("Your comment", { exact: true }).fill(changed);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(comment(page, changed)).toContainText("edited");
    await expect(comment(page, second)).toHaveCount(0);
    await expect(live(page)).toHaveText("Saved.");
    await expect(act(page, changed, "Edit")).toBeFocused();

    await act(page, changed, "Delete").click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(act(page, changed, "Delete")).toBeFocused();
    await act(page, changed, "Delete").click();
    await page.getByRole("button", { name: "Delete comment" }).click();
    await expect(comment(page, changed)).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "One comment" })).toBeVisible();
    await expect(live(page)).toHaveText("The comment is gone.");
    await expect(article(page, first)).toBeFocused();
    await other.goto(post.url);
    await expect(comment(other, first)).toBeVisible();
    await expect(comment(other, changed)).toHaveCount(0);
  });

  test("what is sent stands there at once, and its words stay when it fails", async ({
    as,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const page = await as("reader");
    await page.goto(post.url);
    const held = Promise.withResolvers<void>();
    let fails = true;
    await page.route(`**${post.url}`, async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await held.promise;
      if (fails) await api("author").patch(`/api/posts/${post.id}`, { commentsOpen: false });
      fails = false;
      return route.continue();
    });
    const words = unique("Sent **plainly**");
    await write(page, words);
    const sending = page.locator("[data-sending]");
    await expect(sending).toContainText(words);
    await expect(sending).toContainText("Sending…");
    expect((await thread(api("guest"), post.id)).length).toBe(0);
    held.resolve();
    await expect(alert(page)).toContainText("Comments on this post are closed.");
    await expect(sending).toHaveCount(0);
    await expect(newForm(page).locator("textarea")).toHaveValue(words);

    await api("author").patch(`/api/posts/${post.id}`, { commentsOpen: true });
    await newForm(page).getByRole("button", { name: "Comment" }).click();
    await expect(comment(page, "Sent")).toBeVisible();
    await expect(comment(page, "Sent").locator("strong")).toHaveText("plainly");
    expect((await thread(api("guest"), post.id)).length).toBe(1);
  });

  test("what was changed elsewhere meanwhile is shown, and what was typed is kept", async ({
    as,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const [old, mine, theirs] = [unique("Old"), unique("Mine"), unique("Theirs")];
    const made = await say(api("reader"), post.id, old);
    const page = await as("reader");
    await page.goto(post.url);
    await act(page, old, "Edit").click();
    await expect(page.getByLabel("Your comment", { exact: true })).toHaveValue(old);
    await page.getByLabel("Your comment", { exact: true }).fill(mine);
    const elsewhere = `/api/posts/${post.id}/comments/${made.id}`;
    expect((await api("reader").patch(elsewhere, { body: theirs })).status).toBe(200);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(alert(page)).toContainText("It has changed since you opened it");
    await expect(page.locator("blockquote")).toHaveText(theirs);
    await expect(page.getByLabel("Your comment", { exact: true })).toHaveValue(mine);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(live(page)).toHaveText("Saved.");
    await expect(comment(page, mine)).toBeVisible();
    expect((await api("guest").get(elsewhere)).json.body).toBe(mine);
  });

  test("all of it by keyboard", async ({ as, api }) => {
    const post = await publishedPost(api("author"));
    const [words, answer, better] = [unique("Typed"), unique("Answered"), unique("Better")];
    const page = await as("reader");
    await page.goto(post.url);
    await interactive(page);
    const { keyboard } = page;
    await newForm(page).locator("textarea").focus();
    await keyboard.type(words);
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(comment(page, words)).toBeVisible();

    // From the link to the comment, the first of its buttons is the next stop.
    await comment(page, words)
      .getByRole("link", { name: /link to this comment/ })
      .focus();
    await keyboard.press("Tab");
    await expect(act(page, words, "Reply")).toBeFocused();
    await keyboard.press("Enter");
    await expect(reply(page).locator("textarea")).toBeFocused();
    await keyboard.type(answer);
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(article(page, answer)).toBeFocused();

    for (let stop = 0; stop < 3; stop++) await keyboard.press("Tab"); // link, Reply, Edit
    await expect(act(page, answer, "Edit")).toBeFocused();
    await keyboard.press("Enter");
    await expect(page.getByLabel("Your comment", { exact: true })).toBeFocused();
    await keyboard.press("Control+a");
    await keyboard.type(better);
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(act(page, better, "Edit")).toBeFocused();

    await keyboard.press("Tab");
    await keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Delete comment" })).toBeVisible();
    await keyboard.press("Escape");
    await expect(act(page, better, "Delete")).toBeFocused();
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Delete comment" }).focus();
    await keyboard.press("Enter");
    await expect(comment(page, better)).toHaveCount(0);
    await expect(article(page, words)).toBeFocused();
  });

  test("a reader reports a comment, once", async ({ newcomer, api }) => {
    const post = await publishedPost(api("author"));
    const words = unique("Buy this");
    const made = await say(api("author"), post.id, words);
    const person = await newcomer("reader");
    const page = await person.page();
    await page.goto(post.url);
    await act(page, words, "Report").click();
    const form = page.getByRole("form", { name: "Report this comment" });
    await form.getByLabel("What is wrong with it?").selectOption("Something else");
    await form.getByRole("button", { name: "Report" }).click();
    await expect(form.getByLabel("In your words")).toHaveAccessibleDescription(
      "Say what is wrong with it.",
    );
    await form.getByLabel("In your words").fill("It sells something.");
    await form.getByRole("button", { name: "Report" }).click();
    await expect(live(page)).toContainText("Thank you. The comment is reported");
    await expect(form).toHaveCount(0);
    const queue = (await api("author").get(`/api/comments?post=${post.id}`)).json.data;
    expect(queue).toMatchObject([
      { id: made.id, reports: [{ reason: "other", words: "It sells something." }] },
    ]);

    await act(page, words, "Report").click();
    await form.getByRole("button", { name: "Report" }).click();
    await expect(form.getByRole("alert")).toContainText("You have reported this comment before.");
  });

  test("who is not signed in is led to sign in to report, and back to the comment", async ({
    guest,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const words = unique("Buy this");
    await say(api("author"), post.id, words);
    const page = await guest();
    await page.goto(post.url);
    await act(page, words, "Report").click();
    await page
      .getByRole("form", { name: "Report this comment" })
      .getByRole("button")
      .first()
      .click();
    await page.getByRole("link", { name: "Sign in, and come back to the post" }).click();
    await signIn(page, "reader");
    await expect(page).toHaveURL(new RegExp(`${post.url}#comment-`));
    await expect(comment(page, words)).toBeVisible();
  });

  test("who wrote the post hides an answer; its place stays while something hangs on it", async ({
    as,
    guest,
    api,
  }) => {
    const post = await publishedPost(api("author"));
    const [rude, calm] = [unique("Rude"), unique("Calm")];
    const { id } = await say(api("reader"), post.id, rude);
    await say(api("author"), post.id, calm, id);
    const page = await as("author");
    await page.goto(post.url);
    await act(page, rude, "Moderate").click();
    await page.getByRole("button", { name: "Hide comment" }).click();
    await expect(comment(page, rude)).toHaveCount(0);
    await expect(live(page)).toHaveText("The comment is hidden.");
    const other = await guest();
    const response = await other.goto(post.url);
    expect(await response?.text()).not.toContain(rude);
    await expect(other.getByText("This comment was hidden by a moderator.")).toBeVisible();
    await expect(comment(other, calm)).toBeVisible();
    await expect(other.getByRole("heading", { name: "One comment" })).toBeVisible();
  });
});

test("axe finds nothing wrong with a thread and its forms", async ({ as, api }) => {
  const post = await publishedPost(api("author"));
  const [one, two] = [unique("One"), unique("Two")];
  const { id } = await say(api("reader"), post.id, one);
  await say(api("author"), post.id, two, id);
  const hidden = await say(api("reader"), post.id, "Hidden.", id);
  await say(api("author"), post.id, "An answer.", hidden.id);
  const path = `/api/posts/${post.id}/comments/${hidden.id}/hide`;
  expect((await api("author").post(path, {})).status).toBe(200);
  const page = await as("reader");
  await expectAccessible(page, post.url, async () => {
    await act(page, one, "Edit").click();
    await act(page, one, "Reply").click();
    await expect(reply(page)).toBeVisible();
    await act(page, two, "Report").click();
    await expect(page.getByRole("form", { name: "Report this comment" })).toBeVisible();
  });
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

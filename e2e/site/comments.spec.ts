import type { Page } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import type { Client } from "../client.ts";
import { expect, interactive, people, type Sql, signIn, test, unique } from "../fixtures.ts";

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

test("very long words and words from right to left stay within the page", async ({
  guest,
  api,
}) => {
  const post = await publishedPost(api("author"));
  const long = unique("Endless");
  await say(
    api("reader"),
    post.id,
    `${long}${"x".repeat(3000)} https://example.com/${"y".repeat(900)}`,
  );
  const arabic = "\u0647\u0630\u0627 \u062a\u0639\u0644\u064a\u0642";
  // Turns the direction of what follows, and is not closed.
  const { id } = await say(api("reader"), post.id, `${arabic} \u202e`);
  const page = await guest();
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(post.url);
    await expect(comment(page, long)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  const said = page.locator(`#comment-${id}`);
  await expect(said.locator(".prose")).toHaveCSS("direction", "rtl");
  await expect(said.getByRole("link", { name: /link to this comment/ })).toHaveCSS(
    "direction",
    "ltr",
  );
});

test.describe("a thread of very many comments", () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
      test.use({ javaScriptEnabled });

      test("is read in parts, and each comment is found by its address", async ({
        guest,
        as,
        api,
        sql,
      }) => {
        const post = await publishedPost(api("author"));
        const first = await say(api("reader"), post.id, unique("The first"));
        await addMany(sql, post.id, 5000);
        // Through a door once more, so that the pages know.
        const last = unique("The last");
        const { id } = await say(api("reader"), post.id, last);
        const page = await guest();
        const response = await page.goto(post.url);
        expect((await response?.body())?.length).toBeLessThan(1_500_000);
        await expect(page.getByRole("heading", { name: "5002 comments" })).toBeVisible();
        await expect(page.locator("article[id^=comment-]")).toHaveCount(100);
        await page.getByRole("link", { name: "More comments" }).click();
        await expect(page).toHaveURL(`${post.url}/comments/page/2#comments`);
        await expect(page.getByText("Number 100.", { exact: true })).toBeVisible();
        // The router keeps the page before, hidden.
        await expect(page.locator(`#comment-${first.id}`)).not.toBeVisible();
        await page.getByRole("link", { name: "Earlier comments" }).click();
        await expect(page.locator(`#comment-${first.id}`)).toBeVisible();

        // Its lasting address leads to the part where it stands; one that is not there is a 404.
        await page.goto(`/comments/${id}#comment-${id}`);
        await expect(page).toHaveURL(`${post.url}/comments/page/51#comment-${id}`);
        await expect(comment(page, last)).toBeInViewport();
        for (const none of ["00000000-0000-7000-8000-000000000099", "nothing"]) {
          expect((await page.request.get(`/comments/${none}`)).status()).toBe(404);
        }
        expect((await page.request.get(`${post.url}/comments/page/52`)).status()).toBe(404);
        expect((await page.request.get(`${post.url}/comments/page/0`)).status()).toBe(404);

        // What is said on the first page stands on the last one.
        const reader = await as("reader");
        await reader.goto(post.url);
        const words = unique("Late");
        await write(reader, words);
        if (javaScriptEnabled) await reader.getByRole("link", { name: "See it" }).click();
        await expect(reader).toHaveURL(new RegExp(`${post.url}/comments/page/51#(said|comment)-`));
        await expect(comment(reader, words)).toBeVisible();
      });
    });
  }

  test("an address of a comment that has moved to another part leads there", async ({
    guest,
    api,
    sql,
  }) => {
    const post = await publishedPost(api("author"));
    await addMany(sql, post.id, 150);
    const words = unique("Far down");
    const { id } = await say(api("reader"), post.id, words);
    const page = await guest();
    await page.goto(`${post.url}#comment-${id}`);
    await expect(page).toHaveURL(`${post.url}/comments/page/2#comment-${id}`);
    await expect(comment(page, words)).toBeVisible();
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

interface Said {
  id: string;
}

async function thread(client: Client, postId: string): Promise<Said[]> {
  return (await client.get(`/api/posts/${postId}/comments`)).json.data;
}

async function say(client: Client, postId: string, body: string, parentId?: string): Promise<Said> {
  const made = await client.post(`/api/posts/${postId}/comments`, { body, parentId });
  expect(made.status).toBe(201);
  return made.json;
}

/** Comments of the demo's reader, one after the other, without events: whoever says the next thing brings them out. */
async function addMany(sql: Sql, postId: string, count: number): Promise<void> {
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

const newForm = (page: Page) => page.getByRole("form", { name: "Add a comment" });
const reply = (page: Page) => page.getByRole("form", { name: "Your reply" });

/** What went wrong; Next has an alert of its own, for who does not see where he is. */
const alert = (page: Page) => page.locator("#comments").getByRole("alert");

/** What is told to who does not see it. */
const live = (page: Page) => page.locator("#comments > p[role=status]");

async function write(page: Page, words: string): Promise<void> {
  await interactive(page);
  await newForm(page).locator("textarea").fill(words);
  await newForm(page).getByRole("button", { name: "Comment" }).click();
}

/** The comment that holds these words, without its answers. */
function comment(page: Page, words: string) {
  return page.locator("article[id^=comment-] > div:first-child").filter({ hasText: words });
}

/** The same with its answers: what has the address. */
function article(page: Page, words: string) {
  return comment(page, words).locator("xpath=..");
}

/** A button of a comment. */
function act(page: Page, words: string, name: string) {
  return comment(page, words).getByRole("button", { name: new RegExp(`^${name}\\b`) });
}

async function confirmDelete(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: "Delete" }).click();
  await page.getByRole("button", { name: "Delete comment" }).click();
  await expect(page.getByText("The comment is gone.")).toBeVisible();
}

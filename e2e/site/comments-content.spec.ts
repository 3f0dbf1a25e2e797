import { expect, test, unique } from "../fixtures.ts";
import { addMany, comment, publishedPost, say, write } from "./conversation.ts";

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

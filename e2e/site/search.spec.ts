import { expectAccessible } from "../axe.ts";
import { expect, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a reader searches from the front page, and reads what was found", async ({
      guest,
      api,
    }) => {
      const word = unique("Zanzibar").replace(/\W/g, "");
      const title = `A boat to ${word}`;
      const body = "It leaves at <noon>, from the harbor.";
      const post = await api("author").post("/api/posts", { title, body, status: "published" });
      expect(post.status, post.text).toBe(201);
      const page = await guest();
      await page.goto("/");
      await page.getByRole("link", { name: "Search" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Search" })).toBeVisible();
      await page.getByRole("searchbox").fill(word.slice(0, -1));
      await page.getByRole("button", { name: "Search" }).click();
      await expect(page).toHaveURL(/\/search\?q=/);
      await expect(page.getByRole("searchbox")).toHaveValue(word.slice(0, -1));
      // Words of other tests may be like it, and stand below.
      await expect(page.locator("h2 mark").first()).toHaveText(word);
      await expect(page.getByRole("status")).toContainText("The best matches");
      await page.getByRole("link", { name: title }).click();
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    });

    test("nothing found, nothing asked and too much asked: each says what to do", async ({
      guest,
    }) => {
      const page = await guest();
      await page.goto("/search?q=qqqqxxxxzzzz");
      await expect(page.getByRole("heading", { name: /Nothing found for “qqqq/ })).toBeVisible();
      await expect(page.getByRole("link", { name: "The latest posts" })).toBeVisible();
      await expect(page.getByRole("heading", { name: "Or look around" })).toBeVisible();
      await page.goto("/search");
      await expect(page.getByRole("heading", { name: "Or look around" })).toBeVisible();
      await page.goto(`/search?q=${"x".repeat(201)}`);
      await expect(page.getByText("Must be at most 200 characters.")).toBeVisible();
      await page.goto("/search?q=craft&cursor=wrong");
      await expect(page.getByText("This cursor does not belong to this list.")).toBeVisible();
      await page.goto("/search?q=a&q=b&q=%3Cscript%3Ealert(1)%3C/script%3E");
      await expect(page.getByRole("searchbox")).toHaveValue("a");
    });

    test("many results have pages", async ({ guest }) => {
      const page = await guest();
      await page.goto("/search?q=the+or+a+or+post+or+to");
      const firstTitle = await page.locator("h2").first().textContent();
      await page.getByRole("link", { name: "More" }).click();
      await expect(page).toHaveURL(/cursor=/);
      await expect(page.locator("h2").first()).not.toHaveText(firstTitle ?? "");
      await page.getByRole("link", { name: "Better matches" }).click();
      await expect(page.locator("h2").first()).toHaveText(firstTitle ?? "");
    });

    test("the page for what is not there has a search box that works", async ({ guest }) => {
      const page = await guest();
      expect((await page.goto("/no-such-page"))?.status()).toBe(404);
      await page.getByRole("searchbox").fill("markdown");
      await page.getByRole("searchbox").press("Enter");
      await expect(page.getByRole("status")).toContainText("The best matches for “markdown”");
    });
  });
}

test("the search page is not indexed, and kept by nobody", async ({ api }) => {
  const answer = await api("guest").get("/search?q=markdown");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  expect(answer.text).toMatch(/<meta name="robots" content="noindex/);
  expect(answer.text).toContain("<mark");
});

for (const path of ["/search", "/search?q=markdown", "/search?q=qqqqxxxxzzzz"]) {
  test(`axe finds nothing wrong with ${path}`, async ({ guest }) => {
    await expectAccessible(await guest(), path);
  });
}

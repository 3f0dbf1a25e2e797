import { expect, test } from "../fixtures.ts";

test("every problem's type leads to its own place in the catalogue", async ({ api, guest }) => {
  const refused = await api("guest").get("/api/posts/nothing-of-this-name");
  const page = await guest();
  await page.goto(refused.json.type);
  const entry = page.locator("#not_found");
  await expect(entry).toBeInViewport();
  await expect(entry).toContainText(refused.json.title);
});

test("the reference stands without scripts, and names every address of the document", async ({
  api,
  browser,
  blog,
}) => {
  const document = await api("guest").get("/api/openapi.json");
  const context = await browser.newContext({ baseURL: blog.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/docs/api");
  const contents = await page.locator("main").textContent();
  for (const path of Object.keys(document.json.paths)) expect(contents).toContain(path);
  await page.getByRole("link", { name: "Create a post" }).click();
  const entry = page.getByRole("region", { name: "Create a post" });
  await expect(entry).toBeInViewport();
  await expect(entry).toContainText('curl -sS -X POST "$URL/api/posts"');
  await expect(entry.getByText("Try it")).toHaveCount(0);
  await context.close();
});

test("an operation is tried with a pasted token, which is gone after a reload", async ({
  guest,
  blog,
}) => {
  const page = await guest();
  await page.goto("/docs/api/caller");
  const entry = page.getByRole("region", { name: "Read the caller" });
  await entry.getByText("Try it").click();
  await entry.getByRole("button", { name: "Send GET" }).click();
  await expect(entry.getByRole("status")).toContainText("401");
  await entry.getByLabel("Token").fill(blog.tokens.author);
  await entry.getByRole("button", { name: "Send GET" }).click();
  await expect(entry.getByRole("status")).toContainText("200");
  await expect(entry.getByRole("status")).toContainText('"handle": "ines"');
  await expect(entry.getByRole("status")).toContainText("x-request-id");
  await page.reload();
  await entry.getByText("Try it").click();
  await expect(entry.getByLabel("Token")).toHaveValue("");
});

test("a guide's page has its samples, and the footer leads to it all", async ({ guest }) => {
  const page = await guest();
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await page.getByRole("main").getByRole("link", { name: "Two writers" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two writers");
  await expect(page.locator("figure.code").first()).toContainText("If-Match");
});

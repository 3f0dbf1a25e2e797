import pg from "pg";
import { errorWords } from "#lib/error-words";
import { databaseUrlOf } from "../duet.ts";
import { expect } from "../fixtures.ts";
import { test } from "../own-blog.ts";

test("what breaks while a page is made says so without a script, with the request's id; mended, it is gone", async ({
  settings,
  start,
  browser,
}) => {
  const { url, dataDir } = await start(settings);
  const database = new pg.Client({ connectionString: databaseUrlOf(dataDir) });
  await database.connect();
  try {
    await database.query("alter table posts rename to posts_away");
    for (const javaScriptEnabled of [true, false]) {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      const answer = await page.goto(`${url}/posts/broken-${javaScriptEnabled}`);
      expect(answer?.status()).toBe(500);
      const headers = answer?.headers() ?? {};
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(headers["cache-control"]).toContain("no-store");
      await expect(page).toHaveTitle(errorWords[500].title);
      await expect(page.getByRole("heading", { name: errorWords[500].title })).toBeVisible();
      await expect(page.locator("code")).toHaveText(headers["x-request-id"] ?? "none");
      await expect(page.getByRole("link", { name: "Go to the front page" })).toBeVisible();
      await page.context().close();
    }
    const api = await fetch(`${url}/api/posts/broken`);
    expect(api.headers.get("content-type")).toBe("application/problem+json");
    await database.query("alter table posts_away rename to posts");
    const mended = await fetch(`${url}/posts/broken-true`);
    expect(mended.status).toBe(404);
    expect(await mended.text()).toContain(errorWords[404].title);
  } finally {
    await database.end();
  }
});

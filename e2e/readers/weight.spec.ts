import { readFileSync } from "node:fs";
import { mergeTests } from "@playwright/test";
import { fillPosts } from "../../scripts/bench/posts.ts";
import { databaseUrlOf } from "../duet.ts";
import { test as ownBlog } from "../own-blog.ts";
import { budgets, expectLight } from "./budgets.ts";
import { expect, readersPages, test as stillBlog } from "./still.ts";
import { countShifts, emptyPage } from "./weigh.ts";

const test = mergeTests(stillBlog, ownBlog);

const POSTS = 10_000;

let empty = 0;

test.beforeAll("Next's empty page is built", async () => {
  test.setTimeout(180_000);
  empty = await emptyPage();
  // React and the router; were it nothing, all of it would count as ours.
  expect(empty).toBeGreaterThan(100_000);
});

for (const [name, path] of Object.entries(readersPages)) {
  test(`${name} keeps to its weight`, async ({ still, browser }, { annotations }) => {
    const { script, style, html, requests } = await expectLight(browser, still + path, empty);
    const own = `${script - empty} B of script, ${style} of style, ${html} of HTML`;
    annotations.push({ type: "weight", description: `${own}, ${requests.length} requests` });
  });
}

for (const path of ["/", "/posts/keyset-pagination"]) {
  test(`on the way through ${path} and back nothing moves but the page`, async ({
    still,
    page,
  }) => {
    const shiftOf = await countShifts(page);
    await page.goto(still + path);
    const end = () => page.evaluate(() => scrollY + innerHeight >= document.body.scrollHeight);
    await page.mouse.move(200, 300);
    for (const step of [400, -400]) {
      // What is far away is laid out when it is near, and has a guessed height until then.
      const there = () => (step > 0 ? end() : page.evaluate(() => scrollY === 0));
      await expect(async () => {
        await page.mouse.wheel(0, step);
        expect(await there()).toBe(true);
      }).toPass({ intervals: [40] });
    }
    expect(await shiftOf()).toBeLessThanOrEqual(budgets.shift);
  });
}

test("the build makes no page of a post, a tag or an author: it takes as long with any number", () => {
  const folder = process.env.NEXT_DIST_DIR || ".next";
  const manifest: { routes: object } = JSON.parse(
    readFileSync(`${folder}/prerender-manifest.json`, "utf8"),
  );
  const made = Object.keys(manifest.routes).filter((route) =>
    /^\/(posts|tags|authors|page)\//.test(route),
  );
  // `~` names nothing: its page is the 404 that generateStaticParams must name (decision 9).
  expect(made.filter((route) => !route.split("/").includes("~"))).toEqual([]);
  expect(made).toContain("/posts/~");
});

test("with 10,000 posts the pages weigh what they weigh with few", async ({
  settings,
  start,
  browser,
}) => {
  test.setTimeout(180_000);
  const duet = await start(settings);
  await fillPosts(databaseUrlOf(duet.dataDir), POSTS);
  const paths = ["/", "/page/500", "/tags", "/tags/tag-7", "/authors", "/authors/writer-7"];
  for (const path of [...paths, "/posts/post-5000", "/search?q=broxo"]) {
    const { html } = await expectLight(browser, duet.url + path, empty);
    expect.soft(html, `${path}: HTML`).toBeLessThan(25 * 1024);
  }
});

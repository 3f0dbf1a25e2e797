// The scripts of a page that is there to be read wait for its reader (lib/front/waking.ts). The journeys elsewhere
// move at once; here somebody looks before he does.
import type { Page } from "@playwright/test";
import { experiments } from "#domain/experiments";
import { addPerson, expect, test } from "../fixtures.ts";

const post = "/posts/writing-in-markdown";

/** The files of script that a page asks for from now on, and what goes wrong in it. */
function watch(page: Page) {
  const scripts: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
  });
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  return { scripts, faults };
}

/** Resolves when the islands have woken: the header's asks who is there. */
const awake = (page: Page) =>
  page.waitForResponse((answer) => answer.url().endsWith("/api/session"));

const moves: Record<string, (page: Page) => Promise<unknown>> = {
  "the pointer": (page) => page.mouse.move(200, 200),
  "the wheel": (page) => page.mouse.wheel(0, 100),
  "a jump to an anchor": (page) => page.evaluate(() => scrollTo(0, 500)),
  "the keyboard": (page) => page.keyboard.press("Tab"),
  "a tap": (page) => page.touchscreen.tap(200, 200),
};

test.describe("a post", () => {
  test.use({ hasTouch: true });

  for (const [name, move] of Object.entries(moves)) {
    test(`runs no file of script until ${name} tells of a reader; then all of it, once`, async ({
      page,
    }) => {
      const { scripts, faults } = watch(page);
      await page.goto(post, { waitUntil: "networkidle" });
      expect(scripts).toEqual([]);
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
      const waiting = await page.locator("script[data-later^='/']").count();
      expect(waiting).toBeGreaterThan(3);
      // The page's data for React waits too.
      await expect(page.locator("script[data-later='']")).toHaveCount(1);
      expect(await page.evaluate(() => Object.hasOwn(globalThis, "__next_f"))).toBe(false);
      const woken = awake(page);
      await move(page);
      await woken;
      await expect(page.locator("script[data-later]")).toHaveCount(0);
      expect(new Set(scripts).size).toBe(scripts.length);
      expect(scripts).toHaveLength(waiting);
      // React took the document over as it stands, and not by making it anew.
      expect(faults).toEqual([]);
      await page.mouse.wheel(0, 200);
      await expect(page.getByRole("button", { name: "Copy" }).first()).toBeAttached();
    });
  }
});

test("who comes for a part of a page is there from the first moment", async ({ page }) => {
  const woken = awake(page);
  await page.goto(`${post}#comments`);
  await woken;
});

test("the first press does what it says, before any script is there", async ({ page }) => {
  const { scripts } = watch(page);
  // What a press sets off comes to nothing: a slow line.
  await page.route(/\/_next\/static\/.+\.js$/, (route) => route.abort());
  await page.goto("/");
  const colorOf = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await colorOf();
  await page.getByRole("radio", { name: "dark" }).check({ force: true });
  await expect.poll(colorOf).not.toBe(light);
  expect(scripts.length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Search" }).click();
  await page.getByRole("searchbox").fill("markdown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=markdown/);
  await page.goto(post);
  await page.getByRole("button", { name: /like/i }).first().click();
  await expect(page.getByRole("link", { name: "Sign in, and come back here" })).toBeVisible();
});

test("a theme that was chosen before the scripts were there is kept by them", async ({ page }) => {
  let come: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/\/_next\/static\/.+\.js$/, async (route) => {
    await slow;
    await route.continue();
  });
  await page.goto("/");
  await page.getByRole("radio", { name: "dark" }).check({ force: true });
  const woken = awake(page);
  come();
  await woken;
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: "dark" })).toBeChecked();
});

test("whoever is signed in waits for nothing, nor does who uses a page rather than reads it", async ({
  blog,
  sql,
}) => {
  const { cookie } = await addPerson(sql, "reader");
  const page = async (path: string, headers = {}) =>
    (await fetch(blog.url + path, { headers })).text();
  const waits = /<script type="text\/plain" data-later=/;
  const runs = /<script src="[^"]+" async="">/;
  for (const path of ["/", post, "/tags/craft", "/docs/api"]) {
    const [mine, everybodys] = [await page(path, { cookie }), await page(path)];
    expect(mine, path).not.toMatch(waits);
    expect(mine, path).toMatch(runs);
    expect(everybodys, path).toMatch(waits);
    expect(everybodys, path).not.toMatch(runs);
    expect(everybodys, path).not.toContain('as="script"');
  }
  for (const path of ["/design", "/lab", ...experiments.map(({ name }) => `/lab/${name}`)]) {
    expect(await page(path), path).not.toMatch(waits);
    expect(await page(path), path).toMatch(runs);
  }
});

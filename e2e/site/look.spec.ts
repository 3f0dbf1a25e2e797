import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const canvas = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Chooses a theme as with a pointer: the radios themselves are hidden behind their pictures. */
const choose = (page: Page, theme: string) =>
  page.getByRole("group", { name: "Theme" }).getByTitle(theme).click();

test("a theme that somebody chose is kept, and is there before the first paint", async ({
  guest,
}) => {
  const page = await guest();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const light = await canvas(page);
  await choose(page, "dark");
  await expect.poll(() => canvas(page)).not.toBe(light);
  const dark = await canvas(page);
  await page.goto("/archive", { waitUntil: "commit" });
  await page.waitForFunction(() => document.body !== null);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(await canvas(page)).toBe(dark);
  await choose(page, "system");
  await expect.poll(() => canvas(page)).toBe(light);
});

test("the first stop of the keyboard leads past the navigation", async ({ guest }) => {
  const page = await guest();
  await page.goto("/posts/welcome-to-duet");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("the fonts are two files of our own, asked for by the document itself", async ({
  guest,
  blog,
}) => {
  const page = await guest();
  const fonts = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "font") fonts.add(request.url());
  });
  await page.goto("/posts/writing-in-markdown");
  await page.evaluate(() => document.fonts.ready);
  const preloaded = await page
    .locator('link[rel="preload"][as="font"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect([...fonts].sort()).toEqual(preloaded.sort());
  expect(preloaded).toHaveLength(2);
  for (const url of preloaded) expect(url).toContain(blog.url);
});

test("a line of text is 60 to 75 characters long", async ({ guest }) => {
  const page = await guest();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/posts/keyset-pagination");
  await page.evaluate(() => document.fonts.ready);
  const longest = await page.locator(".prose > p").evaluateAll((paragraphs) => {
    const lines = paragraphs.flatMap((paragraph) => {
      const found = new Map<number, number>();
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < (node.nodeValue?.length ?? 0); at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const line = Math.round(range.getBoundingClientRect().bottom / 8);
          found.set(line, (found.get(line) ?? 0) + 1);
        }
      }
      // The last line of a paragraph is as long as it happens to be.
      return [...found.values()].slice(0, -1);
    });
    return lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)] ?? 0;
  });
  expect(longest).toBeGreaterThanOrEqual(60);
  expect(longest).toBeLessThanOrEqual(75);
});

test("/design is for whoever looks for it, and for no search engine", async ({ guest }) => {
  const page = await guest();
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Design" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Design" })).toBeVisible();
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(page.getByRole("banner").getByRole("link", { name: "Design" })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the system's theme holds, and another can be chosen for the page", async ({ guest }) => {
    const page = await guest();
    const seen: Record<string, string> = {};
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto("/");
      seen[colorScheme] = await canvas(page);
    }
    expect(seen.light).not.toBe(seen.dark);
    await choose(page, "light");
    await expect.poll(() => canvas(page)).toBe(seen.light);
    await choose(page, "system");
    await expect.poll(() => canvas(page)).toBe(seen.dark);
  });

  test("a reader gets from the front page through the archive and a post to its neighbor", async ({
    guest,
  }) => {
    const page = await guest();
    await page.goto("/");
    await page.getByRole("link", { name: "Archive" }).first().click();
    await page.getByRole("link", { name: "2026", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "2026" })).toBeVisible();
    // Other journeys publish, too: it may have moved to a later page of the year.
    const post = page.getByRole("link", { name: "Threaded comments in one ORDER BY" });
    for (let number = 2; !(await post.isVisible()); number++) {
      await page.getByRole("link", { name: "Earlier", exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`/page/${number}$`));
      // The address is there before the page is: `isVisible` does not wait.
      await page.waitForLoadState();
    }
    await post.click();
    await expect(page.getByRole("heading", { name: "Related posts" })).toBeVisible();
    const next = page.getByRole("navigation", { name: "Other posts" }).locator('a[rel="next"]');
    const address = await next.getAttribute("href");
    await next.click();
    await expect(page).toHaveURL(String(address));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

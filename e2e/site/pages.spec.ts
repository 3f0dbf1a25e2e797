import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { rawRequest } from "../client.ts";
import { expect, people, test, unique } from "../fixtures.ts";

const folder = join(import.meta.dirname, "../../prisma/demo/posts");

/** The published posts of the demo, by their slugs. */
const demoPosts = readdirSync(folder)
  .filter((name) => !/^draft: true$/m.test(readFileSync(join(folder, name), "utf8")))
  .map((name) => name.replace(/\.md$/, ""));

test("every demo post has a page with one heading, links that lead somewhere and pictures", async ({
  guest,
  blog,
  api,
}) => {
  test.setTimeout(120_000);
  expect(demoPosts.length).toBeGreaterThanOrEqual(12);
  const page = await guest();
  const checked = new Set<string>();
  for (const slug of demoPosts) {
    expect((await page.goto(`/posts/${slug}`))?.status(), slug).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    const found = await page.evaluate(() => ({
      links: [...document.links].map(({ href }) => href),
      pictures: [...document.images].map(({ src }) => src),
      lost: [...document.querySelectorAll<HTMLAnchorElement>("a[href^='#']")]
        .map((link) => decodeURIComponent(link.hash.slice(1)))
        .filter((id) => id && !document.getElementById(id)),
      unnamed: [...document.images].filter((image) => !image.hasAttribute("alt")).length,
    }));
    expect(found.lost, `${slug}: fragments without a target`).toEqual([]);
    expect(found.unnamed, `${slug}: pictures without an alt`).toBe(0);
    for (const address of [...found.links, ...found.pictures]) {
      const { origin, pathname, search } = new URL(address);
      const path = pathname + search;
      if (origin !== blog.url || checked.has(path)) continue;
      checked.add(path);
      const answer = await api("guest").get(path);
      expect(answer.status, `${slug} leads to ${path}`).toBeLessThan(400);
      if (found.pictures.includes(address)) {
        expect(answer.headers.get("content-type"), path).toMatch(/^image\//);
        expect(answer.text.length, path).toBeGreaterThan(0);
      }
    }
  }
});

test("what is not there is a true 404, with a way on", async ({ guest, api }) => {
  const page = await guest();
  const paths = [
    "/nothing-here",
    "/posts/nothing-here",
    "/posts/Nothing-Here",
    "/posts/welcome-to-duet/more",
    `/posts/${"long-".repeat(40)}`,
    "/posts/%E2%82%AC",
    "/posts/00000000-0000-7000-8000-000000000000",
    "/tags/nothing-here",
    "/tags/craft/page/99",
    "/authors/nobody",
    "/authors/jun",
    "/page/0",
    "/page/01",
    "/page/99999",
    "/page/-1",
    "/page/two",
    "/directory/nothing",
    "/archive/1999",
    "/archive/02026",
    "/archive/later",
    `/archive/${new Date().getUTCFullYear()}/page/9`,
    "/index.html",
    "/.env",
    "/wp-login.php",
  ];
  for (const path of paths) {
    // Twice: the second is answered from the store.
    for (let read = 0; read < 2; read++) {
      const answer = await api("guest").get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get("content-type"), path).toMatch(/^text\/html/);
    }
  }
  const nowhere = await api("guest").get("/api/nothing-here");
  expect([nowhere.status, nowhere.json.code]).toEqual([404, "not_found"]);
  expect((await page.goto("/nothing-here"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await page.getByRole("link", { name: "Go to the front page" }).click();
  await expect(page).toHaveURL("/");
});

test("an answer has the length it says, compressed or not, found or not", async ({ blog }) => {
  const paths = ["/", "/posts/welcome-to-duet", "/nothing-here", "/posts/nothing-here", "/sign-in"];
  for (const path of [...paths, "/api/posts", "/api/posts/nothing-here", "/icon.svg"]) {
    for (const encoding of ["identity", "gzip"]) {
      for (const method of ["GET", "HEAD"]) {
        // It would fail when the connection closed early, and hang when it did not.
        const headers = { "Accept-Encoding": encoding };
        const answer = await rawRequest(blog.url, { method, path, headers });
        const length = answer.headers["content-length"];
        if (length && method === "GET")
          expect(answer.bytes, `${path} ${encoding}`).toBe(Number(length));
      }
    }
  }
});

test("an address that cannot be read is refused, and the server goes on", async ({ blog, api }) => {
  for (const path of ["/posts/%ff", "/%c0%af", "/posts/%00", "/%", "/posts/%e2%82"]) {
    const answer = await rawRequest(blog.url, { path });
    expect(answer.status, path).toBe(400);
  }
  const long = await rawRequest(blog.url, { path: `/posts/${"a".repeat(10_000)}` });
  expect(long.status).toBe(404);
  const longer = await rawRequest(blog.url, { path: `/posts/${"a".repeat(60_000)}` });
  expect([414, 431]).toContain(longer.status);
  expect((await api("guest").get("/")).status).toBe(200);
});

test("the older pages of a list lead on and back, and page one has one address", async ({
  api,
}) => {
  const guest = api("guest");
  const first = await guest.get("/page/1");
  expect([first.status, first.headers.get("location")]).toEqual([301, "/"]);
  const second = await guest.get("/page/2");
  expect(second.status).toBe(200);
  expect(second.text).toContain('rel="prev"');
  expect((await guest.get("/")).text).toContain('href="/page/2"');
});

test("a walk through the blog and the studio is silent: no error, no violation, nobody else asked", async ({
  as,
  api,
  blog,
}) => {
  const draft = await api("author").post("/api/posts", { title: unique("Walk"), body: "Quiet." });
  const page = await as("author");
  const noise = listen(page, blog.url);
  await page.goto("/");
  await page.getByRole("link", { name: "Tags" }).first().click();
  await expect(page.getByRole("heading", { name: "Tags", level: 1 })).toBeVisible();
  await page.locator("main").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/tags\//);
  await page.goto("/posts/writing-in-markdown");
  await page.getByRole("link", { name: people.admin.name }).first().click();
  await expect(page.getByRole("heading", { name: people.admin.name, level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/posts/writing-in-markdown");
  for (const post of demoPosts) {
    await page.goto(`/posts/${post}`);
    await page.waitForLoadState("networkidle");
  }
  const studio = ["/studio", "/studio/posts/new", `/studio/posts/${draft.json.id}`];
  for (const path of [...studio, "/studio/tokens", "/studio/account", "/sign-in", "/authors"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  expect(noise).toEqual([]);
});

test.describe("320 pixels wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing needs to be scrolled sideways", async ({ guest, as, api }) => {
    test.setTimeout(120_000);
    const draft = await api("author").post("/api/posts", {
      title: unique("Narrow anda".concat("very".repeat(20), "longword")),
      body: "Text.",
    });
    const open = [
      "/",
      "/archive",
      "/archive/2026",
      "/tags",
      "/tags/craft",
      "/authors",
      "/authors/ines",
      "/sign-in",
      "/nowhere",
    ];
    const reader = await guest();
    for (const path of [...open, ...demoPosts.map((slug) => `/posts/${slug}`)]) {
      await reader.goto(path);
      expect.soft(await overflow(reader), path).toEqual([]);
    }
    const author = await as("author");
    const editor = `/studio/posts/${draft.json.id}`;
    const closed = ["/studio", "/studio?tab=published", "/studio/posts/new", editor];
    for (const path of [...closed, `${editor}/publish`, "/studio/tokens", "/studio/account"]) {
      await author.goto(path);
      expect.soft(await overflow(author), path).toEqual([]);
    }
  });
});

/** What stands out of a page to the side, the innermost first; empty when it is as wide as the window. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .filter((element) => !scrolls(element.parentElement))
      .reverse()
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 160));
  });
}

/** Collects what a page complains about, and whom else than the blog it asks. */
function listen(page: Page, home: string): string[] {
  const noise: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      noise.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
      noise.push(`${page.url()} asks ${request.url()}`);
    }
  });
  return noise;
}

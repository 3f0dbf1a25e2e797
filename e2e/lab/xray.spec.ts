import type { Page } from "@playwright/test";
import { expectProblem } from "../api/problem.ts";
import { expectAccessible } from "../axe.ts";
import { expect, interactive, test, unique } from "../fixtures.ts";

const panel = (page: Page) => page.getByRole("complementary", { name: "X-ray" });

async function turnOn(page: Page) {
  await page.goto("/lab");
  await page.getByRole("button", { name: "Turn the X-ray on" }).click();
  await page.waitForURL("**/lab#xray");
}

/** The forms of a page that change something and are not outlined. */
async function unmarked(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("form")]
      .filter((form) => form.method === "post" || form.getAttribute("action")?.startsWith("java"))
      .filter((form) => !form.closest("#xray-panel"))
      .filter((form) => getComputedStyle(form).outlineStyle === "none")
      .map((form) => form.outerHTML.slice(0, 200)),
  );
}

/** Opens a page, waits until the panel has named its controls, and returns what it named. */
async function named(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await expect(panel(page), path).toBeVisible();
  expect(await unmarked(page), path).toEqual([]);
  await panel(page).locator("summary").click();
  return panel(page).locator("ul").first().getByRole("listitem").allTextContents();
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the switch works, and nothing is sent to whoever has it off", async ({ guest, blog }) => {
    const page = await guest();
    const html = async (path: string) => (await page.request.get(blog.url + path)).text();
    await page.goto("/lab");
    expect(await html("/posts/welcome-to-duet")).not.toContain("xray.");
    await page.getByRole("button", { name: "Turn the X-ray on" }).click();
    await expect(page).toHaveURL(/\/lab#xray$/);
    for (const path of ["/", "/posts/welcome-to-duet", "/sign-in"]) {
      expect(await html(path), path).toContain('href="/xray.css"');
    }
    // Everybody else's pages have nothing of it, before and after.
    const other = await (await fetch(`${blog.url}/posts/welcome-to-duet`)).text();
    expect(other).not.toContain("xray.");
    await page.goto("/posts/welcome-to-duet");
    expect(await unmarked(page)).toEqual([]);
    await page.goto("/lab");
    await page.getByRole("button", { name: "Turn it off" }).click();
    expect(await html("/posts/welcome-to-duet")).not.toContain("xray.");
  });
});

test("every form of a reader's pages that changes something is named with its door", async ({
  as,
  api,
}) => {
  const post = await api("author").post("/api/posts", {
    title: unique("X-rayed"),
    body: "Text.",
    status: "published",
  });
  const page = await as("reader");
  await turnOn(page);
  const seen = (await named(page, post.json.url)).join("\n");
  expect(seen).toContain("Server Action: reactAction (actions/reactions.ts) reactions.add");
  expect(seen).toContain(
    "Server Action: createCommentAction (actions/comments.ts) comments.create",
  );
  // By the keyboard: to the control, and to what the ledger says of it.
  await panel(page).getByRole("button", { name: "Show" }).first().press("Enter");
  await expect(page.locator(".xray-target")).toBeInViewport();
  await panel(page).getByRole("link", { name: "comments.create" }).first().press("Enter");
  await expect(page).toHaveURL(/\/lab\/ledger#comments\.create$/);
  await expect(page.locator("[id='comments.create']")).toBeInViewport();
  for (const path of ["/", "/sign-in", "/search", "/docs/api", "/lab/claims"]) {
    await named(page, path);
  }
  expect((await named(page, "/lab")).join()).toContain("Route handler: /lab/xray");
  const lab = (await named(page, "/lab/same-write")).join();
  expect(lab).toContain("Either door: Write through the Server Action");
  // What it was is told when it is sent.
  await page.getByRole("button", { name: "Write through the route handler" }).click();
  await expect(panel(page)).toContainText("Route handler: POST /api/lab/posts lab.create");
});

test("every form of the studio is named, and autosave when it is sent", async ({ as, api }) => {
  const draft = await api("author").post("/api/posts", { title: unique("X-rayed"), body: "Text." });
  const page = await as("author");
  await turnOn(page);
  for (const path of [
    "/studio",
    "/studio?tab=published",
    "/studio?tab=trashed",
    "/studio/posts/new",
    `/studio/posts/${draft.json.id}/publish`,
    `/studio/posts/${draft.json.id}/history`,
    "/studio/uploads",
    "/studio/comments?state=all",
    "/studio/tokens",
    "/studio/account",
  ]) {
    const controls = await named(page, path);
    expect(controls.length, path).toBeGreaterThan(0);
    // What the server wrote has a name; only what React made here is named when it is sent.
    expect(
      controls.every((words) => /: \w+/.test(words)),
      `${path}: ${controls}`,
    ).toBe(true);
  }
  const seen = (await named(page, `/studio/posts/${draft.json.id}`)).join("\n");
  expect(seen).toContain("Server Action: editPostAction (actions/posts.ts)");
  await interactive(page);
  await page.getByLabel(/^Text/).fill("Other words.");
  await expect(panel(page)).toContainText("PUT /api/posts/");
  await expect(panel(page).getByRole("link", { name: "drafts.save" })).toBeVisible();
});

test("axe finds nothing wrong with a page under the X-ray", async ({ guest }) => {
  const page = await guest();
  await turnOn(page);
  for (const path of ["/lab", "/posts/welcome-to-duet", "/sign-in"]) {
    await expectAccessible(page, path, async () => {
      await panel(page).locator("summary").click();
    });
  }
});

test("the switch reads a form of its own size, and no more", async ({ api }) => {
  const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
  const switched = (raw: string, headers: Record<string, string>) =>
    api("guest")("POST", "/lab/xray", { raw, headers });
  expectProblem(await switched(`xray=${"x".repeat(1024 * 1024)}`, urlencoded), 413);
  expectProblem(await switched('{"xray":"on"}', { "Content-Type": "application/json" }), 415);
});

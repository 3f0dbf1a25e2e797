import type { Page } from "@playwright/test";
import { expectAccessible } from "../axe.ts";
import type { Client } from "../client.ts";
import { expect, interactive, signIn, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a reader gives a reaction and takes it back; others see it", async ({
      newcomer,
      guest,
      api,
    }) => {
      const post = await published(api("author"));
      const person = await newcomer("reader");
      const page = await person.page();
      const other = await guest();
      await page.goto(post.url);
      await interactive(page);

      await kind(page, "Like").click();
      await expect(kind(page, "Like")).toHaveText("Like 1");
      await expect(kind(page, "Like")).toHaveAttribute("aria-pressed", "true");
      await expect.poll(() => counts(api("guest"), post.id)).toEqual({ like: 1 });
      await kind(page, "Applaud").click();
      await expect.poll(() => counts(api("guest"), post.id)).toEqual({ like: 1, clap: 1 });
      await other.goto(post.url);
      await expect(kind(other, "Like")).toHaveText("Like 1");
      await expect(kind(other, "Applaud")).toHaveText("Applaud 1");
      await expect(kind(other, "Like")).toHaveAttribute("aria-pressed", "false");

      await expect(kind(page, "Applaud")).toHaveAttribute("aria-pressed", "true");
      await kind(page, "Applaud").click();
      await expect.poll(() => counts(api("guest"), post.id)).toEqual({ like: 1 });
      await expect(kind(page, "Applaud")).toHaveText("Applaud 0");
      await expect(kind(page, "Applaud")).toHaveAttribute("aria-pressed", "false");
    });

    test("who is not signed in is led to sign in, and back", async ({ guest, api }) => {
      const post = await published(api("author"));
      const page = await guest();
      await page.goto(post.url);
      await interactive(page);
      await kind(page, "Love").click();
      await expect(kind(page, "Love")).toHaveText("Love 0");
      await page.getByRole("link", { name: "Sign in, and come back here" }).click();
      await signIn(page, "reader");
      await expect(page).toHaveURL(`${post.url}#reactions`);
      expect(await counts(api("guest"), post.id)).toEqual({});
    });
  });
}

test("what one gave before is shown as one's own at the next visit", async ({ as, api }) => {
  const post = await published(api("author"));
  const given = await api("reader")("PUT", `/api/posts/${post.id}/reactions/insightful`);
  expect(given.status).toBe(204);
  const page = await as("reader");
  await page.goto(post.url);
  await expect(kind(page, "Insightful")).toHaveAttribute("aria-pressed", "true");
  await expect(kind(page, "Like")).toHaveAttribute("aria-pressed", "false");
  await kind(page, "Insightful").click();
  await expect.poll(() => counts(api("guest"), post.id)).toEqual({});
});

test("a press is shown before the server has answered", async ({ as, api }) => {
  const post = await published(api("author"));
  const page = await as("reader");
  await page.goto(post.url);
  await interactive(page);
  const held = Promise.withResolvers<void>();
  await page.route(`**${post.url}`, async (route) => {
    await held.promise;
    await route.continue();
  });
  await kind(page, "Like").click();
  await expect(kind(page, "Like")).toHaveText("Like 1");
  expect(await counts(api("guest"), post.id)).toEqual({});
  held.resolve();
  await expect.poll(() => counts(api("guest"), post.id)).toEqual({ like: 1 });
});

test("by keyboard: each is a stop, the focus stays, and after a reload it is as it was", async ({
  newcomer,
  api,
}) => {
  const post = await published(api("author"));
  const page = await (await newcomer("reader")).page();
  await page.goto(post.url);
  await interactive(page);
  await kind(page, "Like").focus();
  await page.keyboard.press("Space");
  await expect(kind(page, "Like")).toHaveText("Like 1");
  await page.keyboard.press("Tab");
  await expect(kind(page, "Love")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(kind(page, "Love")).toHaveText("Love 1");
  await expect(kind(page, "Love")).toBeFocused();
  await expect.poll(() => counts(api("guest"), post.id)).toEqual({ like: 1, love: 1 });
  await page.reload();
  for (const name of ["Like", "Love"]) {
    await expect(kind(page, name)).toHaveText(`${name} 1`);
    await expect(kind(page, name)).toHaveAttribute("aria-pressed", "true");
  }
});

test("axe finds nothing wrong with the bar, pressed and refused", async ({ as, guest, api }) => {
  const post = await published(api("author"));
  expect((await api("reader")("PUT", `/api/posts/${post.id}/reactions/like`)).status).toBe(204);
  await expectAccessible(await as("reader"), post.url);
  const page = await guest();
  await page.goto(post.url);
  await interactive(page);
  await kind(page, "Like").click();
  await expect(page.getByRole("link", { name: "Sign in, and come back here" })).toBeVisible();
});

async function published(author: Client) {
  const made = await author.post("/api/posts", {
    title: unique("Applauded"),
    body: "What do you think?",
    status: "published",
  });
  expect(made.status).toBe(201);
  return made.json as { id: string; url: string };
}

function kind(page: Page, name: string) {
  return page.getByRole("region", { name: "Reactions" }).getByRole("button", { name });
}

async function counts(client: Client, postId: string) {
  return (await client.get(`/api/posts/${postId}/reactions`)).json.counts;
}

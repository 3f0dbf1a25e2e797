import { randomInt } from "node:crypto";
import sharp from "sharp";
import { expectAccessible } from "../axe.ts";
import { expect, interactive, test, unique } from "../fixtures.ts";

for (const { name, use } of [
  { name: "with JavaScript", use: {} },
  { name: "without JavaScript", use: { javaScriptEnabled: false } },
]) {
  test.describe(name, () => {
    test.use(use);

    test("a post's history is read, compared and brought back", async ({ as, api }) => {
      const author = api("author");
      const title = unique("History");
      const body = "One.\n\nTwo words here.\n\nThree.";
      const { id } = (await author.post("/api/posts", { title, body })).json;
      await author.patch(`/api/posts/${id}`, { body: body.replace("Two words", "Two others") });
      const page = await as("author");
      await page.goto(`/studio/posts/${id}`);
      await page.getByRole("link", { name: "History" }).click();
      await expect(page.getByRole("heading", { name: "From version 1" })).toBeVisible();
      await expect(page.locator("del")).toHaveText("words");
      await expect(page.locator("ins")).toHaveText("others");
      await expect(page.getByText("Added:")).toBeAttached();
      await page.getByRole("link", { name: /^Version 2/ }).click();
      await expect(page.getByText("Nothing differs")).toBeVisible();
      await page.getByRole("link", { name: /^Version 1/ }).click();
      await interactive(page);
      await page.getByRole("button", { name: "Restore this version" }).click();
      await expect(page.getByText("Restored as version 3.")).toBeVisible();
      await expect(page.getByLabel("Text")).toHaveValue(body);
      expect((await author.get(`/api/posts/${id}/revisions`)).json.data).toHaveLength(3);
    });

    test("several posts are published and thrown away at once", async ({ newcomer }) => {
      const someone = await newcomer("author");
      const page = await someone.page();
      const titles = [unique("Bulk"), unique("Bulk"), unique("Bulk")];
      for (const title of titles) {
        await page.goto("/studio/posts/new");
        await interactive(page);
        await page.getByLabel("Title").fill(title);
        await page.getByLabel("Text").fill("Words.");
        await page.getByRole("button", { name: "Save draft" }).click();
        await expect(page.getByText("Saved as a draft.")).toBeVisible();
      }
      await page.goto("/studio");
      await interactive(page);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(page.getByText("Choose at least one post.")).toBeVisible();
      for (const title of titles.slice(0, 2)) await page.getByLabel(`Select ${title}`).check();
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(page.getByText("2 posts published.")).toBeVisible();
      await expect(page.getByRole("row").filter({ hasText: "Bulk" })).toHaveCount(1);
      await page.goto("/studio?tab=published");
      await interactive(page);
      for (const title of titles.slice(0, 2)) await page.getByLabel(`Select ${title}`).check();
      await page.getByRole("button", { name: "Move to trash", exact: true }).click();
      await expect(page.getByText("2 posts moved to the trash.")).toBeVisible();
      await page.goto("/studio?tab=trashed");
      await interactive(page);
      await page.getByLabel(`Select ${titles[0]}`).check();
      await page.locator("#bulk").getByText("Delete for good", { exact: true }).click();
      await page.getByRole("button", { name: "Delete them for good" }).click();
      await expect(page.getByText("1 post deleted for good.")).toBeVisible();
    });

    test("a post is scheduled in the zone that the page names, moved and taken back", async ({
      as,
      api,
    }) => {
      const title = unique("Later");
      const made = await api("author").post("/api/posts", { title, body: "Words." });
      const { id } = made.json;
      const page = await as("author");
      await page.goto(`/studio/posts/${id}/publish`);
      await interactive(page);
      const scripts = name === "with JavaScript";
      const field = page.getByLabel(scripts ? "Time (Pacific/Chatham)" : "Time (UTC)");
      await field.fill("2020-01-01T12:00");
      await page.getByRole("button", { name: "Schedule" }).click();
      await expect(page.getByText("This time has passed.")).toBeVisible();
      await field.fill("2525-07-01T12:00");
      await page.getByRole("button", { name: "Schedule" }).click();
      await expect(page.getByText("Everybody can read it from")).toBeVisible();
      const { status, scheduledFor } = (await api("author").get(`/api/posts/${id}`)).json;
      // Chatham is 12:45 ahead of UTC in July.
      const instant = scripts ? "2525-06-30T23:15:00.000Z" : "2525-07-01T12:00:00.000Z";
      expect([status, scheduledFor]).toEqual(["scheduled", instant]);
      expect((await api("guest").get(`/api/posts/${id}`)).status).toBe(404);
      await page.goto("/studio?tab=scheduled");
      await interactive(page);
      const row = page.getByRole("row").filter({ hasText: title });
      await row.getByRole("button", { name: "Unschedule" }).click();
      await expect(row).toHaveCount(0);
      expect((await api("author").get(`/api/posts/${id}`)).json.status).toBe("draft");
    });
  });
}

test("what is due is published while nobody asks, on every page", async ({ api, guest, sql }) => {
  const title = unique("Due");
  const scheduledFor = "2525-01-01T00:00:00Z";
  const post = { title, body: "Words.", status: "scheduled", scheduledFor };
  const { id, url } = (await api("author").post("/api/posts", post)).json;
  const page = await guest();
  expect((await page.goto(url))?.status()).toBe(404);
  // It bears the time it was due, and the front page shows the latest dozen: others publish meanwhile.
  await sql("update posts set scheduled_for = now() - interval '1 second' where id = $1", [id]);
  await expect(async () => {
    expect((await page.goto(url))?.status()).toBe(200);
  }).toPass({ timeout: 20_000 });
  await page.goto("/");
  await expect(page.getByRole("link", { name: title }).first()).toBeVisible();
});

test("what is typed is kept beside the post, found again, saved or discarded", async ({
  as,
  api,
}) => {
  const author = api("author");
  const title = unique("Kept");
  const status = "published";
  const { id } = (await author.post("/api/posts", { title, body: "Public.", status })).json;
  const page = await as("author");
  await page.goto(`/studio/posts/${id}`);
  await interactive(page);
  await page.getByLabel("Text").fill("Half a sen");
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  expect((await author.get(`/api/posts/${id}`)).json.body).toBe("Public.");
  await page.goto(`/studio/posts/${id}`);
  await expect(page.getByText("Unpublished changes")).toBeVisible();
  await expect(page.getByLabel("Text")).toHaveValue("Half a sen");
  await interactive(page);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Discarded.")).toBeVisible();
  await expect(page.getByLabel("Text")).toHaveValue("Public.");

  await page.getByLabel("Text").fill("A whole sentence.");
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Updated. Readers see it now.")).toBeVisible();
  expect((await author.get(`/api/posts/${id}`)).json.body).toBe("A whole sentence.");
  expect((await author.get(`/api/posts/${id}/draft`)).status).toBe(404);
});

test("a cover that is chosen is kept beside the post too, and discarded with the words", async ({
  as,
  api,
}) => {
  const author = api("author");
  const raw = await sharp({
    create: { width: 3, height: 2, channels: 3, background: { r: randomInt(256), g: 7, b: 9 } },
  })
    .png()
    .toBuffer();
  const headers = { "Content-Type": "image/png" };
  const upload = await author("POST", "/api/uploads", { raw: new Uint8Array(raw), headers });
  const alt = unique("A color");
  await author.patch(`/api/uploads/${upload.json.id}`, { alt });
  const post = { title: unique("Covered"), body: "Public.", status: "published" };
  const { id } = (await author.post("/api/posts", post)).json;
  const page = await as("author");
  await page.goto(`/studio/posts/${id}`);
  await interactive(page);
  await page.getByRole("radio", { name: alt }).check();
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  expect((await author.get(`/api/posts/${id}/draft`)).json.cover).toBe(upload.json.id);
  expect((await author.get(`/api/posts/${id}`)).json.cover).toBeNull();
  await page.goto(`/studio/posts/${id}`);
  await expect(page.getByRole("radio", { name: alt })).toBeChecked();
  await interactive(page);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Discarded.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "No cover" })).toBeChecked();
  expect((await author.get(`/api/posts/${id}/draft`)).status).toBe(404);
});

test("without a connection the words stay, and are kept when it is back", async ({ as, api }) => {
  const author = api("author");
  const post = { title: unique("Offline"), body: "Words." };
  const { id } = (await author.post("/api/posts", post)).json;
  const page = await as("author");
  await page.goto(`/studio/posts/${id}`);
  await interactive(page);
  await page.context().setOffline(true);
  await page.getByLabel("Text").fill("Typed on a train.");
  await expect(page.getByText("No connection")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  expect((await author.get(`/api/posts/${id}/draft`)).json.body).toBe("Typed on a train.");
});

test("axe finds nothing wrong with the history of a post, its schedule and its kept words", async ({
  as,
  api,
}) => {
  const author = api("author");
  const { id } = (await author.post("/api/posts", { title: unique("Axe"), body: "Words." })).json;
  await author.patch(`/api/posts/${id}`, { body: "Other words.", excerpt: "Short." });
  await author.put(`/api/posts/${id}/draft`, { body: "Kept words." });
  const page = await as("author");
  await expectAccessible(page, `/studio/posts/${id}/history`);
  await expectAccessible(page, `/studio/posts/${id}`);
  await expectAccessible(page, "/studio?tab=scheduled");
});

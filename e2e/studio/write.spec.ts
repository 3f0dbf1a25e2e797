import { devices, type Page } from "@playwright/test";
import { expect, interactive, sendingSlowly, slugOf, test, unique } from "../fixtures.ts";

const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
const modes = [
  { name: "with JavaScript", use: {} },
  { name: "without JavaScript", use: { javaScriptEnabled: false } },
  { name: "on a phone", use: { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } },
];

for (const { name, use } of modes) {
  test.describe(name, () => {
    test.use(use);

    test("a post is written, previewed, published, renamed, withdrawn, restored and deleted", async ({
      as,
      guest,
      api,
    }) => {
      test.setTimeout(90_000);
      const title = unique("The life of a post");
      const tag = unique("Lives");
      const page = await as("author");
      const reader = await guest();

      await test.step("write and preview", async () => {
        await page.goto("/studio");
        await page.getByRole("link", { name: "New post" }).click();
        await expect(page.getByRole("heading", { name: "New post", level: 1 })).toBeVisible();
        await fillIn(page, {
          Title: title,
          Text: "It *begins* here.\n\n## And then\n\nIt goes on, TK.",
        });
        await field(page, "Tags").fill(tag);
        await page.getByRole("button", { name: "Preview" }).click();
        const preview = page.getByRole("region", { name: /^Preview/ });
        await expect(preview.locator("em")).toHaveText("begins");
        await expect(preview.getByRole("heading", { name: "And then" })).toBeVisible();
        await expect(preview.getByRole("listitem")).toHaveText("Line 5: “TK” still stands here.");
        await expect(field(page, "Title")).toHaveValue(title);
        await expect(field(page, "Text")).toHaveValue(/^It \*begins\* here\./);
        await expect(field(page, "Tags")).toHaveValue(tag);
      });

      await test.step("save: a draft is for its author alone", async () => {
        await page.getByRole("button", { name: "Save draft" }).click();
        await expect(page).toHaveURL(/\/studio\/posts\/[0-9a-f-]{36}\?saved=1$/);
        await expect(page.getByText("Saved as a draft.")).toBeVisible();
        await expect(field(page, "Title")).toHaveValue(title);
        expect((await reader.goto(`/posts/${slugOf(title)}`))?.status()).toBe(404);
      });

      const id = /posts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

      await test.step("publish, after a page that says what will happen", async () => {
        await page.getByRole("button", { name: "Publish…" }).click();
        await expect(page).toHaveURL(`/studio/posts/${id}/publish`);
        await expect(page.getByText(`/posts/${slugOf(title)}`)).toBeVisible();
        expect((await reader.goto(`/posts/${slugOf(title)}`))?.status()).toBe(404);
        await page.getByRole("button", { name: "Publish now" }).click();
        await expect(page.getByText("Published.", { exact: true })).toBeVisible();
      });

      await test.step("read it at its address, and on the home page", async () => {
        expect((await reader.goto(`/posts/${slugOf(title)}`))?.status()).toBe(200);
        await expect(reader.getByRole("heading", { name: title, level: 1 })).toBeVisible();
        await expect(reader.locator("article em, main em").first()).toHaveText("begins");
        await reader.goto("/");
        await reader.getByRole("link", { name: title }).click();
        await expect(reader).toHaveURL(`/posts/${slugOf(title)}`);
        await reader.getByRole("link", { name: tag }).first().click();
        await expect(reader.getByRole("heading", { name: tag, level: 1 })).toBeVisible();
        await expect(reader.getByRole("link", { name: title })).toBeVisible();
      });

      const renamed = `${title}, retold`;
      const address = `${slugOf(title)}-retold`;

      await test.step("rename: the old address leads to the new one for good", async () => {
        await page.goto(`/studio/posts/${id}`);
        await fillIn(page, { Title: renamed, Address: address });
        await page.getByRole("button", { name: "Update" }).click();
        await expect(page.getByText("Updated. Readers see it now.")).toBeVisible();
        await expect(field(page, "Title")).toHaveValue(renamed);
        await expect(field(page, "Address")).toHaveValue(address);
        const moved = await api("guest").get(`/posts/${slugOf(title)}`);
        expect(moved.status).toBe(301);
        await reader.goto(`/posts/${slugOf(title)}`);
        await expect(reader).toHaveURL(`/posts/${address}`);
        await expect(reader.getByRole("heading", { name: renamed, level: 1 })).toBeVisible();
      });

      await test.step("withdraw: nobody finds it any more", async () => {
        await page.goto("/studio?tab=published");
        await page.getByRole("button", { name: `Unpublish “${renamed}”` }).click();
        await expect(row(page, renamed)).toHaveCount(0);
        expect((await reader.goto(`/posts/${address}`))?.status()).toBe(404);
        expect((await reader.goto(`/posts/${slugOf(title)}`))?.status()).toBe(404);
        await reader.goto("/");
        await expect(reader.getByRole("link", { name: renamed })).toHaveCount(0);
      });

      await test.step("trash, restore, and delete for good", async () => {
        await page.goto("/studio?tab=draft");
        await page.getByRole("button", { name: `Move to trash “${renamed}”` }).click();
        await expect(row(page, renamed)).toHaveCount(0);
        await page.goto("/studio?tab=trashed");
        await page.getByRole("button", { name: `Restore “${renamed}”` }).click();
        await expect(row(page, renamed)).toHaveCount(0);
        await page.goto("/studio?tab=draft");
        await page.getByRole("button", { name: `Move to trash “${renamed}”` }).click();
        await expect(row(page, renamed)).toHaveCount(0);
        await page.goto("/studio?tab=trashed");
        await row(page, renamed).locator("summary").click();
        await row(page, renamed).getByRole("button", { name: "Delete for good" }).click();
        await expect(row(page, renamed)).toHaveCount(0);
        // Its author knew of it: gone, and not just not there.
        expect((await api("author").get(`/api/posts/${id}`)).status).toBe(410);
        expect((await api("author").post(`/api/posts/${id}/restore`)).status).toBe(404);
      });
    });

    test("what is wrong is said at its field, and what was typed stays", async ({ as }) => {
      const page = await as("author");
      await page.goto("/studio/posts/new");
      const text = `Words that ${unique("must not be lost")}`;
      const tags = `${unique("one")}, ${unique("two")}`;
      await fillIn(page, { Title: "   ", Text: text, Address: "Not A Slug" });
      await field(page, "Tags").fill(tags);
      await field(page, "Canonical address").fill("ftp://files.example/x");
      await page.getByRole("checkbox", { name: "Comments are open" }).uncheck();
      await page.getByRole("button", { name: "Save draft" }).click();

      await expect(
        page.getByRole("alert").filter({ hasText: "need your attention" }),
      ).toBeVisible();
      await expect(field(page, "Title")).toHaveAccessibleDescription(/Must not be empty/);
      await expect(field(page, "Address")).toHaveAccessibleDescription(/Use small letters/);
      await expect(field(page, "Canonical address")).toHaveAccessibleDescription(/https?:\/\//);
      for (const wrong of ["Title", "Address", "Canonical address"]) {
        await expect(field(page, wrong)).toHaveAttribute("aria-invalid", "true");
      }
      await expect(field(page, "Text")).not.toHaveAttribute("aria-invalid", "true");
      await expect(field(page, "Text")).toHaveValue(text);
      await expect(field(page, "Address")).toHaveValue("Not A Slug");
      await expect(field(page, "Tags")).toHaveValue(tags);
      await expect(field(page, "Canonical address")).toHaveValue("ftp://files.example/x");
      await expect(page.getByRole("checkbox", { name: "Comments are open" })).not.toBeChecked();

      // Mended, it is saved with all that was typed the first time.
      await fillIn(page, { Title: unique("Mended"), Address: "" });
      await field(page, "Canonical address").fill("");
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect(page.getByText("Saved as a draft.")).toBeVisible();
      await expect(field(page, "Text")).toHaveValue(text);
      await expect(field(page, "Tags")).toHaveValue(tags);
      await expect(page.getByRole("checkbox", { name: "Comments are open" })).not.toBeChecked();
    });

    test("a stale tab is told of the conflict and keeps its words", async ({ as, api }) => {
      const made = await api("author").post("/api/posts", {
        title: unique("Two tabs"),
        body: "The first words.",
      });
      const page = await as("author");
      await page.goto(`/studio/posts/${made.json.id}`);
      await api("author").patch(`/api/posts/${made.json.id}`, { body: "Words of another tab." });

      await fillIn(page, { Text: "Words of the stale tab." });
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "It has changed" })).toBeVisible();
      await expect(field(page, "Text")).toHaveValue("Words of the stale tab.");
      const stored = await api("author").get(`/api/posts/${made.json.id}`);
      expect(stored.json.body).toBe("Words of another tab.");

      // Saving again, knowingly, goes through.
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
      const after = await api("author").get(`/api/posts/${made.json.id}`);
      expect(after.json.body).toBe("Words of the stale tab.");
    });
  });
}

test("what is typed before the scripts have come stays", async ({ as, api }) => {
  const made = await api("author").post("/api/posts", { title: unique("Slow"), body: "Stored." });
  const page = await as("author");
  let arrive = () => {};
  const scripts = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await scripts;
    await route.continue();
  });
  await page.goto(`/studio/posts/${made.json.id}`, { waitUntil: "commit" });
  await field(page, "Title").fill("A title on a slow line");
  await field(page, "Text").fill("Words on a slow line.");
  arrive();
  await interactive(page);
  await expect(field(page, "Title")).toHaveValue("A title on a slow line");
  await expect(field(page, "Text")).toHaveValue("Words on a slow line.");
});

test("a taken address is said at its field", async ({ as, api }) => {
  const taken = await api("author").post("/api/posts", { title: unique("Taken"), body: "Mine." });
  const page = await as("author");
  await page.goto("/studio/posts/new");
  await fillIn(page, { Title: unique("Late"), Text: "Late.", Address: taken.json.slug });
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "is taken" })).toBeVisible();
  await expect(field(page, "Address")).toHaveAccessibleDescription(/Another post has this/);
  await expect(field(page, "Text")).toHaveValue("Late.");
});

test("saving twice in a row works: the form knows its new version", async ({ as, api }) => {
  const made = await api("author").post("/api/posts", { title: unique("Twice"), body: "One." });
  const page = await as("author");
  await page.goto(`/studio/posts/${made.json.id}`);
  for (const body of ["Two.", "Three."]) {
    await fillIn(page, { Text: body });
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect.poll(async () => (await stored()).body).toBe(body);
    await expect(field(page, "Text")).toHaveValue(body);
    await expect(page.getByRole("alert").filter({ hasText: "changed" })).toHaveCount(0);
  }
  expect((await stored()).version).toBe(3);

  async function stored() {
    return (await api("author").get(`/api/posts/${made.json.id}`)).json;
  }
});

test("what is typed while a save is on its way stays, and is kept", async ({ as, api }) => {
  const made = await api("author").post("/api/posts", { title: unique("Fast"), body: "One." });
  const page = await as("author");
  await page.goto(`/studio/posts/${made.json.id}`);
  await fillIn(page, { Text: "Two." });
  const arrive = await sendingSlowly(page);
  await page.getByRole("button", { name: "Save draft" }).click();
  await field(page, "Text").press("ControlOrMeta+End");
  await page.keyboard.type(" Three.");
  arrive();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  // One goes on at the cursor, not at the beginning or the end.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("!");
  await expect(field(page, "Text")).toHaveValue("Two. Three!.");
  expect((await api("author").get(`/api/posts/${made.json.id}`)).json.body).toBe("Two.");
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  const draft = await api("author").get(`/api/posts/${made.json.id}/draft`);
  expect(draft.json.body).toBe("Two. Three!.");
});

test("what was typed last is kept when one goes to another page of the studio", async ({
  as,
  api,
}) => {
  const made = await api("author").post("/api/posts", { title: unique("Hasty"), body: "One." });
  const page = await as("author");
  await page.goto(`/studio/posts/${made.json.id}`);
  await fillIn(page, { Text: "Two." });
  await page.getByRole("link", { name: "Posts", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Posts", level: 1 })).toBeVisible();
  const draft = () => api("author").get(`/api/posts/${made.json.id}/draft`);
  await expect.poll(async () => (await draft()).json.body).toBe("Two.");
});

test("a double click saves once", async ({ as, api }) => {
  const title = unique("Double click");
  const page = await as("author");
  await page.goto("/studio/posts/new");
  await fillIn(page, { Title: title, Text: "Once." });
  await page.getByRole("button", { name: "Save draft" }).dblclick();
  await expect(page.getByText("Saved as a draft.")).toBeVisible();
  const drafts = await api("author").get("/api/posts?status=draft&limit=100");
  const same = drafts.json.data.filter((post: { title: string }) => post.title === title);
  expect(same).toHaveLength(1);
});

test("a session that ended asks to sign in, and keeps the words", async ({ newcomer, sql }) => {
  const person = await newcomer("author");
  const page = await person.page();
  await page.goto("/studio/posts/new");
  await fillIn(page, { Title: unique("Too late"), Text: "An hour of work." });
  await sql("delete from sessions where user_id = $1", [person.id]);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Sign in" })).toBeVisible();
  await expect(field(page, "Text")).toHaveValue("An hour of work.");
});

test("a reader has no studio for posts, and is told who could give him one", async ({ as }) => {
  const page = await as("reader");
  for (const path of ["/studio", "/studio/posts/new"]) {
    await page.goto(path);
    await expect(page.getByText("An admin can make you an author.")).toBeVisible();
    await expect(field(page, "Title")).toHaveCount(0);
  }
});

test("another author's post: its draft is not there, what is published is not to be changed", async ({
  newcomer,
  api,
}) => {
  const draft = await api("author").post("/api/posts", { title: unique("Mine"), body: "Mine." });
  const published = await api("author").post("/api/posts", {
    title: unique("Everybody's"),
    body: "To read.",
    status: "published",
  });
  const page = await (await newcomer("author")).page();
  await page.goto(`/studio/posts/${draft.json.id}`);
  await expect(page.getByText("No such post.")).toBeVisible();
  await expect(page.getByText(draft.json.title)).toHaveCount(0);
  await page.goto(`/studio/posts/${published.json.id}`);
  await expect(page.getByText("Only its authors or an editor may change this post.")).toBeVisible();
});

test("an editor changes the post of an author, and its author stays", async ({
  as,
  api,
  guest,
}) => {
  const made = await api("author").post("/api/posts", {
    title: unique("A typo"),
    body: "Teh text.",
    status: "published",
  });
  const page = await as("editor");
  await page.goto(`/studio/posts/${made.json.id}`);
  await fillIn(page, { Text: "The text." });
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Updated. Readers see it now.")).toBeVisible();
  const reader = await guest();
  await reader.goto(made.json.url);
  await expect(reader.getByText("The text.")).toBeVisible();
  await expect(reader.locator("main header").getByText("Inês Duarte")).toBeVisible();
});

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  await interactive(page);
  for (const [label, value] of Object.entries(fields)) await field(page, label).fill(value);
}

/** A field of the editor by the beginning of its label, which may go on with "optional". */
function field(page: Page, label: string) {
  return page.getByLabel(new RegExp(`^${label}`));
}

/** The row of a post in the studio's list. */
function row(page: Page, title: string) {
  return page.getByRole("row").filter({ hasText: title });
}

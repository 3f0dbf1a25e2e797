import type { Page } from "@playwright/test";
import { expect, interactive, sendingSlowly, test, unique } from "../fixtures.ts";

// A post that does not exist yet has no place on the server: its words are kept in the browser.

const title = (page: Page) => page.getByLabel("Title");
const text = (page: Page) => page.getByLabel(/^Text/);
const kept = (page: Page) => page.getByText(/^Kept in this browser at \d\d:\d\d/);
const offer = (page: Page) => page.getByText("Words that were not saved");

async function begin(page: Page): Promise<void> {
  await page.goto("/studio/posts/new");
  await interactive(page);
}

test("words that were never saved are offered again, and put back whole", async ({ newcomer }) => {
  const page = await (await newcomer("author")).page();
  const name = unique("Never saved");
  await begin(page);
  await title(page).fill(name);
  await text(page).fill("An hour of work.");
  await page.getByLabel(/^Tags/).fill("one, two");
  await page.getByRole("checkbox", { name: "Comments are open" }).uncheck();
  await expect(kept(page)).toBeVisible();

  // The tab dies.
  const context = page.context();
  await page.close();
  const next = await context.newPage();
  await begin(next);
  await expect(offer(next)).toBeVisible();
  await expect(next.getByText(`You typed “${name}”`)).toBeVisible();
  await next.getByRole("button", { name: "Put them back" }).click();
  await expect(title(next)).toHaveValue(name);
  await expect(text(next)).toHaveValue("An hour of work.");
  await expect(next.getByLabel(/^Tags/)).toHaveValue("one, two");
  await expect(next.getByRole("checkbox", { name: "Comments are open" })).not.toBeChecked();
  await expect(offer(next)).toHaveCount(0);

  // Saved, they are a post's, and are offered no more.
  await next.getByRole("button", { name: "Save draft" }).click();
  await expect(next.getByText("Saved as a draft.")).toBeVisible();
  await begin(next);
  await expect(kept(next)).toHaveCount(0);
  await expect(offer(next)).toHaveCount(0);
  await expect(title(next)).toHaveValue("");
});

test("what is typed last is kept when one leaves at once; new words do not replace old ones", async ({
  newcomer,
}) => {
  const page = await (await newcomer("author")).page();
  await begin(page);
  await title(page).fill("The first");
  await page.goto("/studio/account");
  await begin(page);
  await expect(page.getByText("You typed “The first”")).toBeVisible();
  await title(page).fill("The second");
  await expect(kept(page)).toBeVisible();
  await page.getByRole("button", { name: "Put them back" }).click();
  await expect(title(page)).toHaveValue("The first");
  // What stood there is offered in turn.
  await expect(page.getByText("You typed “The second”")).toBeVisible();
  await page.getByRole("button", { name: "Forget them" }).click();
  await expect(offer(page)).toHaveCount(0);
  await begin(page);
  await expect(page.getByText("You typed “The first”")).toBeVisible();
  await page.getByRole("button", { name: "Forget them" }).click();
  await begin(page);
  await expect(offer(page)).toHaveCount(0);
});

test("a save that is refused keeps the copy, and nobody else is offered it", async ({
  newcomer,
  sql,
}) => {
  const person = await newcomer("author");
  const page = await person.page();
  await begin(page);
  await title(page).fill("Signed out meanwhile");
  await text(page).fill("Words.");
  await sql("delete from sessions where user_id = $1", [person.id]);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Sign in" })).toBeVisible();
  await expect(kept(page)).toBeVisible();

  const other = await (await newcomer("author")).page();
  const cookies = await other.context().cookies();
  await page.context().addCookies(cookies);
  await begin(page);
  await expect(title(page)).toHaveValue("");
  await expect(offer(page)).toHaveCount(0);
});

test("what is typed while a new post is being saved is typed on in its editor, and kept", async ({
  newcomer,
  sql,
}) => {
  const page = await (await newcomer("author")).page();
  const name = unique("Typed on");
  await begin(page);
  await title(page).fill(name);
  await text(page).fill("One.");
  const arrive = await sendingSlowly(page);
  await page.getByRole("button", { name: "Save draft" }).click();
  await text(page).press("ControlOrMeta+End");
  await page.keyboard.type(" Two.");
  arrive();
  await expect(page.getByText("Saved as a draft.")).toBeVisible();
  await expect(text(page)).toHaveValue("One. Two.");
  await expect(page.getByText(/^Kept at \d\d:\d\d/)).toBeVisible();
  const [stored] = await sql("select body, working_copy from posts where title = $1", [name]);
  expect(stored).toMatchObject({ body: "One.", working_copy: { body: "One. Two." } });
  await begin(page);
  await expect(offer(page)).toHaveCount(0);
});

test("where the browser keeps nothing one is told so, and asked before leaving", async ({
  newcomer,
}) => {
  const page = await (await newcomer("author")).page();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("Full.", "QuotaExceededError");
    };
  });
  await begin(page);
  // By hand: a browser asks nobody who has done nothing.
  await text(page).click();
  await page.keyboard.type("Words for a full disk.");
  await expect(page.getByText("This browser cannot keep your words")).toBeVisible();
  const asked = page.waitForEvent("dialog");
  const leaving = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await leaving;
  await expect(text(page)).toHaveValue("Words for a full disk.");
});

test("a picture that is too large is let go of before it is sent, and the words stay", async ({
  newcomer,
}) => {
  const page = await (await newcomer("author")).page();
  await begin(page);
  await text(page).fill("Words beside a picture.");
  const file = page.getByLabel("File");
  const photo = { name: "photo.png", mimeType: "image/png", buffer: Buffer.alloc(12_000_000) };
  await file.setInputFiles(photo);
  await expect(
    page.getByText("“photo.png” has 12 MB, and a picture may have 10.5 MB. It was not taken."),
  ).toBeVisible();
  await expect(file).toHaveValue("");
  await expect(file).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Insert into the text" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "need your attention" })).toBeVisible();
  await expect(text(page)).toHaveValue("Words beside a picture.");
});

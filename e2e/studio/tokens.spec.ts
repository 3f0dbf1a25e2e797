import { expectAccessible } from "../axe.ts";
import { expect, interactive, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a token is made, renamed, rotated and revoked", async ({ newcomer, api }) => {
      const page = await (await newcomer("author")).page();
      const [name, other] = [unique("Backup"), unique("Nightly")];
      const status = async (token: string) => (await api({ token }).get("/api/me")).status;
      const secret = page.locator("[data-token]");

      await page.goto("/studio/tokens");
      await interactive(page);
      await page.getByLabel("Name").fill(name);
      await page.getByRole("checkbox", { name: "posts:read" }).check();
      await page.getByLabel("It expires after").selectOption({ label: "7 days" });
      await page.getByRole("button", { name: "Create token" }).click();
      await expect(secret).toHaveText(/^duet_/);
      const first = (await secret.textContent()) ?? "";
      expect(await status(first)).toBe(200);
      await expect(page.getByRole("button", { name: "Copy token" })).toHaveCount(
        javaScriptEnabled ? 1 : 0,
      );
      const row = page.getByRole("row").filter({ hasText: name });
      await expect(row.getByText("In 7 days")).toBeVisible();

      await row.getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
      await interactive(page);
      await page.getByLabel("Name").fill(other);
      await page.getByRole("button", { name: "Rename" }).click();
      await expect(page.getByRole("heading", { name: other, level: 1 })).toBeVisible();

      await interactive(page);
      await page.getByLabel("It expires").selectOption({ label: "90 days from now" });
      await page.locator("summary").filter({ hasText: "Rotate" }).click();
      await page.getByRole("button", { name: "Rotate token" }).click();
      await expect(secret).toHaveText(/^duet_/);
      const second = (await secret.textContent()) ?? "";
      expect(second).not.toBe(first);
      expect([await status(first), await status(second)]).toEqual([401, 200]);
      await expect(page.getByText("In 7 days")).toHaveCount(0);

      await page.locator("summary").filter({ hasText: "Revoke" }).click();
      await page.getByRole("button", { name: "Revoke token" }).click();
      await expect(page.getByText("The token is revoked.")).toBeVisible();
      expect(await status(second)).toBe(401);
      await page.getByRole("link", { name: "Back to your tokens" }).click();
      await expect(page.getByText("No tokens yet")).toBeVisible();
    });
  });
}

test("the secret is in the clipboard after the button", async ({ newcomer, blog }) => {
  const page = await (await newcomer("reader")).page();
  await page
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"], { origin: blog.url });
  await page.goto("/studio/tokens");
  await interactive(page);
  await page.getByLabel("Name").fill(unique("Clipboard"));
  await page.getByRole("checkbox", { name: "posts:read" }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("button", { name: "Copy token" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await page.locator("[data-token]").textContent());
});

test("axe finds nothing wrong with a token's page, and another's is not there", async ({
  newcomer,
  api,
  blog,
}) => {
  const person = await newcomer("author");
  const made = await api("guest")("POST", "/api/tokens", {
    body: { name: unique("Axe"), scopes: ["posts:read"], days: 3 },
    headers: { Cookie: person.cookie, Origin: blog.url },
  });
  const path = `/studio/tokens/${made.json.id}`;
  await expectAccessible(await person.page(), path);
  const stranger = await (await newcomer("author")).page();
  await stranger.goto(path);
  await expect(stranger.getByText("No such token.")).toBeVisible();
  await expect(stranger.getByText(made.json.name)).toHaveCount(0);
});

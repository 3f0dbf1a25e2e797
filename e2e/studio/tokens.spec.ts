import { expectAccessible } from "../axe.ts";
import { expect, interactive, sendingSlowly, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a token is made, renamed, rotated and revoked", async ({ newcomer, api }) => {
      const page = await (await newcomer("author")).page();
      const [name, other] = [unique("Backup"), unique("Nightly")];
      const status = async (token: string) => (await api({ token }).get("/api/me")).status;
      // The router keeps the page before, hidden.
      const secret = page.locator("[data-token]").filter({ visible: true });

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
      await page.locator("summary").filter({ hasText: "Rotate", visible: true }).click();
      await page.getByRole("button", { name: "Rotate token" }).click();
      await expect(secret).toHaveText(/^duet_/);
      const second = (await secret.textContent()) ?? "";
      expect(second).not.toBe(first);
      expect([await status(first), await status(second)]).toEqual([401, 200]);
      await expect(page.getByText("In 7 days").filter({ visible: true })).toHaveCount(0);

      await page.locator("summary").filter({ hasText: "Revoke", visible: true }).click();
      await page.getByRole("button", { name: "Revoke token" }).click();
      await expect(page.getByText("The token is revoked.")).toBeVisible();
      expect(await status(second)).toBe(401);
      await page.getByRole("link", { name: "Back to your tokens" }).click();
      await expect(page.getByText("No tokens yet")).toBeVisible();
    });
  });
}

test("one sees what one's programs called, and nothing of what they asked or said", async ({
  newcomer,
  api,
  blog,
}) => {
  const person = await newcomer("author");
  const headers = { Cookie: person.cookie, Origin: blog.url };
  const name = unique("Watched");
  const body = { name, scopes: ["posts:read"] };
  const made = await api("guest")("POST", "/api/tokens", { body, headers });
  const program = api({ token: made.json.token });
  expect((await program.get("/api/posts?limit=3")).status).toBe(200);
  const refused = await program.post("/api/posts", { title: "A secret title", body: "x" });
  expect(refused.status).toBe(403);
  const absent = await program.get("/api/posts/a-secret-slug");
  expect(absent.status).toBe(404);

  const page = await person.page();
  const calls = page.getByRole("row");
  // They are stored about a second later.
  await expect(async () => {
    await page.goto("/studio/tokens/calls");
    await expect(calls.filter({ hasText: "GET /api/posts/{id}" })).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(calls.filter({ hasText: "POST /api/tokens" })).toContainText("Your session");
  const post = calls.filter({ hasText: "POST /api/posts" });
  await expect(post).toContainText("403");
  await expect(post).toContainText(name);
  await expect(post).toContainText(refused.headers.get("x-request-id") ?? "none");
  await expect(page.getByText(/limit=3|secret/)).toHaveCount(0);
  await expectAccessible(page, "/studio/tokens/calls");
  expect((await program.get("/api/me/calls")).status).toBe(403);
  const listed = await api("guest")("GET", "/api/me/calls?limit=2", { headers });
  expect(listed.json.data).toHaveLength(2);
  expect(listed.json.page.next).not.toBeNull();
});

test("a token's form keeps what is typed while it is being sent, and all of it when it is refused", async ({
  newcomer,
}) => {
  const page = await (await newcomer("author")).page();
  await page.goto("/studio/tokens");
  await interactive(page);
  const [name, scope] = [
    page.getByLabel("Name"),
    page.getByRole("checkbox", { name: "posts:read" }),
  ];
  const [days, create] = [
    page.getByLabel("It expires after"),
    page.getByRole("button", { name: "Create token" }),
  ];
  await name.fill("   ");
  await scope.check();
  await days.selectOption("7");
  await create.click();
  await expect(name).toHaveAccessibleDescription(/Must not be empty/);
  await expect(scope).toBeChecked();
  await expect(days).toHaveValue("7");

  await name.fill("First");
  const arrive = await sendingSlowly(page);
  await create.click();
  await name.fill("Second");
  arrive();
  await expect(page.locator("[data-token]")).toHaveText(/^duet_/);
  await expect(page.getByRole("row").filter({ hasText: "First" })).toBeVisible();
  await expect(name).toHaveValue("Second");
  // What nobody touched since is ready for another.
  await expect(scope).not.toBeChecked();
  await expect(days).toHaveValue("90");
});

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

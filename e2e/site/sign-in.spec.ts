import type { Page } from "@playwright/test";
import { expect, people, sessionCookie, signIn, test } from "../fixtures.ts";

// These tests own the admin: nobody else signs in as her, since they end all her sessions.

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest is sent to sign in, chooses who to be and lands where he wanted to go", async ({
      guest,
      blog,
    }) => {
      const page = await guest();
      await page.goto("/studio/tokens");
      await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fstudio%2Ftokens$/);
      await page.getByRole("button", { name: "Continue with" }).click();
      // The identity provider is another site, with an address of its own.
      await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
      expect(new URL(page.url()).origin).not.toBe(blog.url);
      for (const { name } of Object.values(people)) {
        await expect(page.getByRole("button", { name })).toBeVisible();
      }
      await page.getByRole("button", { name: people.admin.name }).click();
      await expect(page).toHaveURL(`${blog.url}/studio/tokens`);
      await expect(page.getByRole("heading", { name: "Tokens", level: 1 })).toBeVisible();
      await expect(page.getByRole("link", { name: people.admin.name })).toBeVisible();
    });

    test("the session is a cookie that scripts cannot read and other sites do not send", async ({
      guest,
      blog,
    }) => {
      const page = await guest();
      await page.goto("/sign-in");
      await signIn(page, "admin");
      await expect(page).toHaveURL(`${blog.url}/studio`);
      const cookies = await page.context().cookies(blog.url);
      const session = cookies.find(({ name }) => name === sessionCookie);
      expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
      expect(session?.value.length).toBeGreaterThanOrEqual(32);
      // What stays behind from the way to the provider holds no session and is not for scripts either.
      expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([]);
    });

    test("whoever cancels at the provider is told so, and is still a guest", async ({ guest }) => {
      const page = await guest();
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Continue with" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page).toHaveURL(/\/sign-in\?/);
      const alert = page.getByRole("alert").filter({ hasText: "That did not work." });
      await expect(alert).toContainText("The sign-in was cancelled");
      await expect(page.getByRole("button", { name: "Continue with" })).toBeVisible();
      expect(await whoIs(page)).toBeNull();
    });

    test("signing out ends the session for good", async ({ guest, blog, api }) => {
      const page = await guest();
      await page.goto("/sign-in");
      await signIn(page, "admin");
      const cookie = await cookieOf(page);
      expect(await whoIs(page)).toBe(people.admin.handle);
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page).toHaveURL(`${blog.url}/`);
      expect(await whoIs(page)).toBeNull();
      // Somebody who kept the cookie has nothing.
      const replayed = await api("guest").get("/api/session", { Cookie: cookie });
      expect(replayed.json).toEqual({ user: null });
      await page.goto("/studio");
      await expect(page).toHaveURL(/\/sign-in/);
    });

    test("“sign out everywhere” ends the session of another browser at its next request", async ({
      guest,
    }) => {
      const here = await guest();
      const elsewhere = await guest();
      for (const page of [here, elsewhere]) {
        await page.goto("/sign-in");
        await signIn(page, "admin");
        expect(await whoIs(page)).toBe(people.admin.handle);
      }
      await here.goto("/studio/account");
      await here.locator("summary").filter({ hasText: "Sign out everywhere" }).click();
      await here.getByRole("button", { name: "Sign out everywhere" }).click();
      await expect(here).toHaveURL(/\/sign-in/);
      await expect(here.getByRole("button", { name: "Continue with" })).toBeVisible();
      expect(await whoIs(elsewhere)).toBeNull();
      await elsewhere.goto("/studio");
      await expect(elsewhere).toHaveURL(/\/sign-in/);
    });

    test("an address of another site is not followed after signing in", async ({ guest, blog }) => {
      const page = await guest();
      await page.goto(`/sign-in?callbackUrl=${encodeURIComponent("//evil.example/x")}`);
      await signIn(page, "admin");
      await expect(page).toHaveURL(`${blog.url}/studio`);
      // Nor by who is signed in already and is sent on from the same page.
      const others = [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
      ];
      for (const target of others) {
        await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(target)}`);
        await expect(page).toHaveURL(`${blog.url}/studio`);
      }
    });
  });
}

test("a disabled person loses access at the next request, by cookie and by token", async ({
  newcomer,
  api,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const made = await api("guest")("POST", "/api/tokens", {
    body: { name: "Mine", scopes: ["posts:read"] },
    headers: { Cookie: person.cookie, Origin: blog.url },
  });
  expect(made.status).toBe(201);
  const withToken = api({ token: made.json.token });
  expect((await withToken.get("/api/me")).status).toBe(200);
  const page = await person.page();
  await page.goto("/studio");
  await expect(page.getByRole("heading", { name: "Posts", level: 1 })).toBeVisible();

  await sql("update users set disabled_at = now() where id = $1", [person.id]);

  // Changed past the server, which remembers a token until the database notifies it.
  await expect.poll(async () => (await withToken.get("/api/me")).status).toBe(401);
  expect(await whoIs(page)).toBeNull();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a disabled person cannot sign in", async ({ guest, sql }) => {
  const page = await guest();
  const handle = people.admin.handle;
  await sql("update users set disabled_at = now() where handle = $1", [handle]);
  try {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with" }).click();
    await page.getByRole("button", { name: people.admin.name }).click();
    await expect(page).toHaveURL(/\/sign-in\?/);
    await expect(page.getByRole("alert").filter({ hasText: "has been disabled" })).toBeVisible();
    expect(await whoIs(page)).toBeNull();
  } finally {
    await sql("update users set disabled_at = null where handle = $1", [handle]);
  }
});

test("a forged form of the sign-in page leads back into the blog, not out of it", async ({
  guest,
  blog,
}) => {
  const page = await guest();
  await page.goto("/sign-in");
  await page
    .locator("input[name=callbackUrl]")
    .evaluate((input: HTMLInputElement) => (input.value = "//evil.example/x"));
  await signIn(page, "admin");
  await expect(page).toHaveURL(`${blog.url}/studio`);
});

/** The handle of who is signed in in this browser, or null. */
async function whoIs(page: Page): Promise<string | null> {
  const answer = await page.request.get("/api/session");
  return (await answer.json()).user?.handle ?? null;
}

async function cookieOf(page: Page): Promise<string> {
  const session = (await page.context().cookies()).find(({ name }) => name === sessionCookie);
  return `${sessionCookie}=${session?.value}`;
}

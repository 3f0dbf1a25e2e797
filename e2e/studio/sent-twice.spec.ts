import { expect, test, unique } from "../fixtures.ts";

// What makes something new makes one of it, however often its form is sent.

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a new post's form makes one post", async ({ blog, newcomer, sql }) => {
      const page = await (await newcomer("author")).page();
      const title = unique("Only one");
      await page.goto("/studio/posts/new");
      await page.getByLabel("Title").fill(title);
      await page.getByLabel("Text").fill("Words.");
      const save = page.getByRole("button", { name: "Save draft" });
      if (javaScriptEnabled) {
        // An impatient double click, faster than the button can be switched off.
        await save.evaluate((button: HTMLButtonElement) => {
          button.form?.requestSubmit(button);
          button.form?.requestSubmit(button);
        });
      } else {
        const sending = page.waitForRequest((request) => request.method() === "POST");
        await save.click();
        const sent = await sending;
        await page.waitForURL(/saved=1/);
        const again = await page.request.post(sent.url(), {
          headers: { "Content-Type": sent.headers()["content-type"] ?? "", Origin: blog.url },
          data: sent.postDataBuffer() ?? "",
          maxRedirects: 0,
        });
        expect(again.status()).toBe(303);
      }
      await page.waitForURL(/saved=1/);
      expect(await sql("select id from posts where title = $1", [title])).toHaveLength(1);
    });
  });
}

test.describe("an answer that is loaded again, without JavaScript,", () => {
  test.use({ javaScriptEnabled: false });

  test("shows the same token, and makes no other", async ({ newcomer, sql }) => {
    const person = await newcomer("author");
    const page = await person.page();
    await page.goto("/studio/tokens");
    await page.getByLabel("Name").fill("A program");
    await page.getByLabel("posts:read").check();
    await page.getByRole("button", { name: "Create token" }).click();
    const shown = page.locator("[data-token]");
    const token = await shown.textContent();
    await page.reload();
    await expect(shown).toHaveText(token ?? "");
    expect(await sql("select id from tokens where user_id = $1", [person.id])).toHaveLength(1);
  });

  test("shows the same new secret, and makes no other", async ({ newcomer, api, blog }) => {
    const person = await newcomer("author");
    const made = await api("guest")("POST", "/api/tokens", {
      body: { name: unique("Rotated"), scopes: ["posts:read"] },
      headers: { Cookie: person.cookie, Origin: blog.url },
    });
    const page = await person.page();
    await page.goto(`/studio/tokens/${made.json.id}`);
    await page.locator("summary").filter({ hasText: "Rotate" }).click();
    await page.getByRole("button", { name: "Rotate token" }).click();
    const shown = page.locator("[data-token]");
    const token = (await shown.textContent()) ?? "";
    expect(token).not.toBe(made.json.token);
    await page.reload();
    await expect(shown).toHaveText(token);
    expect((await api({ token }).get("/api/me")).status).toBe(200);
  });

  test("leaves one comment; other words are another", async ({ newcomer, api, sql }) => {
    const post = await api("author").post("/api/posts", {
      title: unique("Discussed"),
      body: "Words.",
      status: "published",
    });
    const page = await (await newcomer("reader")).page();
    // It stands at each comment, and is shown at the one that the address names.
    const thanks = page.getByText("Your comment is there.").filter({ visible: true });
    const say = async (words: string) => {
      await page.getByRole("textbox", { name: "Add a comment" }).fill(words);
      await page.getByRole("button", { name: "Comment", exact: true }).click();
      await expect(page.getByText(words, { exact: true })).toBeVisible();
      await expect(thanks).toHaveCount(1);
    };
    await page.goto(post.json.url);
    await say("Well said.");
    await page.reload();
    await expect(thanks).toHaveCount(1);
    const said = () =>
      sql("select body from comments where post_id = $1 order by id", [post.json.id]);
    expect(await said()).toEqual([{ body: "Well said." }]);
    await say("Very well.");
    expect(await said()).toEqual([{ body: "Well said." }, { body: "Very well." }]);
  });
});

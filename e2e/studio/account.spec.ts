import { expect, interactive, sendingSlowly, test, unique } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("who changes his name has it wherever it stands", async ({
      newcomer,
      guest,
      api,
      blog,
    }) => {
      const person = await newcomer("author");
      const headers = { Cookie: person.cookie, Origin: blog.url };
      const made = await api("guest")("POST", "/api/posts", {
        body: { title: unique("Mine"), body: "Words.", status: "published" },
        headers,
      });
      expect(made.status, made.text).toBe(201);
      const reader = await guest();
      const places = [made.json.url, `/authors/${person.handle}`];
      for (const place of places) {
        await reader.goto(place);
        await expect(reader.getByText(person.name).first()).toBeVisible();
      }

      const page = await person.page();
      const [name, bio] = [unique("Renamed"), unique("Writes about")];
      await page.goto("/studio/account");
      await interactive(page);
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("About you").fill(bio);
      await page.getByLabel("Picture").fill("ftp://files.example/me.png");
      await page
        .locator("form")
        .filter({ has: page.getByLabel("Picture") })
        .evaluate((form) => {
          // What a browser would refuse itself is for the server to refuse as well.
          (form as HTMLFormElement).noValidate = true;
        });
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByLabel("Picture")).toHaveAccessibleDescription(/Must be an address/);
      await expect(page.getByLabel("Name")).toHaveValue(name);
      await page.getByLabel("Picture").fill("");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Saved. Readers see it now.")).toBeVisible();
      await expect(page.getByLabel("About you")).toHaveValue(bio);

      for (const place of places) {
        await reader.goto(place);
        await expect(reader.getByText(name).first()).toBeVisible();
        await expect(reader.getByText(person.name)).toHaveCount(0);
      }
      await expect(reader.getByText(bio)).toBeVisible();
    });

    test("a name of spaces is refused at its field, and the old one stays", async ({
      newcomer,
      sql,
    }) => {
      const person = await newcomer("reader");
      const page = await person.page();
      await page.goto("/studio/account");
      await interactive(page);
      await page.getByLabel("Name").fill("   ");
      await page.getByLabel("About you").fill("Kept in the form.");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Must not be empty/);
      await expect(page.getByLabel("About you")).toHaveValue("Kept in the form.");
      const stored = await sql("select name, bio from users where id = $1", [person.id]);
      expect(stored).toEqual([{ name: person.name, bio: "" }]);
    });
  });
}

test("what is typed while the account is being saved stays, and is not said to be saved", async ({
  newcomer,
  sql,
}) => {
  const person = await newcomer("author");
  const page = await person.page();
  const [name, typed] = [unique("Sent"), unique("Typed since")];
  await page.goto("/studio/account");
  await interactive(page);
  await page.getByLabel("Name").fill(name);
  const arrive = await sendingSlowly(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByLabel("About you").fill(typed);
  arrive();
  await expect(page.getByText("Saved. Readers see it now.")).toBeVisible();
  // The page around the form shows the new name last of all.
  await expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await expect(page.getByLabel("About you")).toHaveValue(typed);
  const stored = () => sql("select name, bio from users where id = $1", [person.id]);
  expect(await stored()).toEqual([{ name, bio: "" }]);
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(stored).toEqual([{ name, bio: typed }]);
  await expect(page.getByLabel("About you")).toHaveValue(typed);
});

import { experiments } from "#domain/experiments";
import { expectAccessibleAsItIs } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { run, wires } from "./run.ts";

for (const { name, title } of experiments) {
  test(`${name}: predict, run, see both sides of both wires, and why; axe finds nothing wrong`, async ({
    guest,
  }) => {
    // Axe looks at every row of every wire, three times.
    test.setTimeout(120_000);
    const page = await guest();
    await page.goto(`/lab/${name}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("radio").first().check();
    const buttons = page.getByRole("region", { name: "2. Run" }).getByRole("button");
    const doors = await buttons.allTextContents();
    for (const door of doors) {
      const wire = await run(page, door);
      await wire.locator("summary").first().click();
      await expect(wire.getByText("Request headers that the page set").first()).toBeVisible();
    }
    await expectAccessibleAsItIs(page, `/lab/${name}`);
    // The server's side of whatever reached an operation.
    await page.locator("summary").evaluateAll((all) => {
      for (const each of all) each.parentElement?.setAttribute("open", "");
    });
    await expect(page.getByText(/^lab\.\w+: /).first()).toBeVisible();
    await expect(page.getByText(/^SQL at /).first()).toBeVisible();
    await expect(wires(page)).toHaveCount(doors.length);
    await expect(page.getByText(/^(?:As|Not as) you predicted/)).toBeVisible();
    await expect(page.getByRole("link", { name: /^claim \d+$/ }).first()).toBeVisible();
    await expect(page.locator("figcaption", { hasText: /^actions\/lab/ }).first()).toBeVisible();
  });
}

test("on a phone no experiment is wider than the window", async ({ guest }) => {
  const page = await guest();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [...experiments.map(({ name }) => name), "sources", "recorded/same-write"]) {
    await page.goto(`/lab/${path}`);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, path).toBe(0);
  }
});

test("two visitors have two blogs, and the front keeps neither's page", async ({ guest }) => {
  const [one, two] = [await guest(), await guest()];
  await one.goto("/lab/same-write");
  await run(one, "Write through the Server Action");
  await two.goto("/lab/same-write");
  await expect(two.getByText("No post yet.")).toBeVisible();
  const again = await one.goto("/lab/same-write");
  expect(again?.headers()["x-cache"]).toBe("BYPASS");
  await expect(one.getByText("Written through the action")).toBeVisible();
});

test("only what an experiment frames may be framed, and by this site alone", async ({
  request,
}) => {
  const headersOf = async (path: string) => (await request.get(path)).headers();
  for (const path of ["/lab/framed/second-tab", "/lab/framed/plain-form"]) {
    expect(await headersOf(path), path).toMatchObject({
      "x-frame-options": "SAMEORIGIN",
      "content-security-policy": expect.stringContaining("frame-ancestors 'self'"),
    });
  }
  expect(await headersOf("/lab/freshness")).toMatchObject({
    "x-frame-options": "DENY",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  for (const { name } of experiments) {
    test(`${name}: shows what a real run wrote down, and when`, async ({ guest }) => {
      const page = await guest();
      await page.goto(`/lab/${name}`);
      await page.getByRole("link", { name: "What a real run of it wrote down" }).click();
      await expect(page.getByText(/on [A-Z]\w+ \d+, \d{4}, with Next \d+\.\d+/)).toBeVisible();
      const wire = wires(page);
      expect(await wire.count()).toBeGreaterThanOrEqual(2);
      await wire.first().locator("summary").first().click();
      await expect(wire.first().getByText("The server’s side").first()).toBeVisible();
    });
  }
});

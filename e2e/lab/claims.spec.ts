import { claims, standingOf } from "#domain/claims";
import { expect, test } from "../fixtures.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("claims are found by topic and by words", async ({ guest, blog }) => {
      const page = await guest();
      await page.goto(`${blog.url}/`);
      await page.getByRole("contentinfo").getByRole("link", { name: "Lab" }).click();
      await page.getByRole("main").getByRole("link", { name: "The claims" }).click();
      await expect(page.getByRole("article")).toHaveCount(claims.length);
      await page.getByRole("link", { name: "In the browser" }).click();
      await expect(
        page.getByRole("heading", { name: /^In the browser: \d+ claims$/ }),
      ).toBeVisible();
      await expect(page.getByRole("article", { name: "Several calls at once" })).toBeVisible();
      await expect(page.getByRole("article", { name: "Cookies" })).toHaveCount(0);
      await page.getByLabel("Words that a claim has").fill("Redirect 303");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page).toHaveURL(`${blog.url}/lab/claims?about=Redirect+303`);
      await expect(
        page.getByRole("heading", { name: "2 claims with “Redirect 303”" }),
      ).toBeVisible();
      await page.getByLabel("Words that a claim has").fill("zyzzyva");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page.getByText("No claim has these words")).toBeVisible();
    });
  });
}

test("a misconception leads to the claim that corrects it, and that says whether it is proven", async ({
  guest,
  blog,
}) => {
  const page = await guest();
  await page.goto(`${blog.url}/lab/misconceptions`);
  const believed = page.getByRole("listitem").filter({ hasText: "Promise.all" });
  await believed.getByRole("link", { name: "claim 18" }).click();
  const claim = page.locator("#claim-18");
  await expect(claim).toBeInViewport();
  await expect(claim).toContainText("One at a time for each tab");
  for (const each of claims) {
    const standing = standingOf(each).proven ? "proven" : "unproven";
    await expect(
      page.locator(`#claim-${each.id}`).getByText(standing, { exact: true }),
    ).toBeVisible();
  }
  await expect(page.locator("#run")).toContainText(/with Next \d+\.\d+\.\d+/);
});

test("on a phone nothing of the lab is wider than the window", async ({ guest, blog }) => {
  const page = await guest();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["", "/claims", "/ledger", "/which-door", "/misconceptions", "/measured"]) {
    await page.goto(`${blog.url}/lab${path}`);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, path).toBe(0);
  }
});

test("the ledger has every operation with its action and its address", async ({ guest, blog }) => {
  const page = await guest();
  await page.goto(`${blog.url}/lab/ledger`);
  const named = page.getByText("posts.publish", { exact: true });
  const row = page.getByRole("row").filter({ has: named });
  await expect(row).toContainText("publishPostAction");
  await expect(row).toContainText("POST /api/posts/{id}/publish");
  const autosave = page.getByRole("row").filter({ hasText: "drafts.save" });
  await expect(autosave).toContainText("route handler");
});

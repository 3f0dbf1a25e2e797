import { globSync } from "node:fs";
import { join } from "node:path";
import { experiments } from "#domain/experiments";
import { expectAccessible, expectAccessibleScriptless } from "../axe.ts";
import { expect, longDiscussion, test } from "../fixtures.ts";

const app = join(import.meta.dirname, "../../app");

/** Every page that readers see, with addresses that show what it can look like. */
const pages: Record<string, readonly string[]> = {
  "(site)/[...path]/page.tsx": ["/nothing-here"],
  "(site)/archive/[year]/page/[number]/page.tsx": ["/archive/2026"],
  "(site)/authors/[handle]/page/[number]/page.tsx": ["/authors/ines"],
  "(site)/design/page.tsx": ["/design"],
  "(site)/directory/[list]/page.tsx": ["/archive", "/tags", "/authors"],
  "(site)/docs/[text]/page.tsx": [
    "/docs",
    "/docs/api",
    "/docs/guides",
    "/docs/errors",
    "/docs/changelog",
  ],
  "(site)/docs/api/[chapter]/page.tsx": ["/docs/api/tokens", "/docs/api/schemas"],
  "(site)/docs/guides/[guide]/page.tsx": ["/docs/guides/authentication"],
  "(site)/lab/changed-mind/page.tsx": ["/lab/changed-mind"],
  "(site)/lab/claims/page.tsx": [
    "/lab/claims",
    "/lab/claims?about=fresh",
    "/lab/claims?about=zyzzyva",
  ],
  "(site)/lab/closed-tab/page.tsx": ["/lab/closed-tab"],
  "(site)/lab/curl-both/page.tsx": ["/lab/curl-both"],
  "(site)/lab/failures/page.tsx": ["/lab/failures"],
  "(site)/lab/five-slow-calls/page.tsx": ["/lab/five-slow-calls"],
  "(site)/lab/forged/page.tsx": ["/lab/forged"],
  "(site)/lab/framed/plain-form/page.tsx": ["/lab/framed/plain-form"],
  "(site)/lab/framed/second-tab/page.tsx": ["/lab/framed/second-tab"],
  "(site)/lab/freshness/page.tsx": ["/lab/freshness"],
  "(site)/lab/ledger/page.tsx": ["/lab/ledger"],
  "(site)/lab/measured/here/page.tsx": ["/lab/measured/here"],
  "(site)/lab/measured/page.tsx": ["/lab/measured"],
  "(site)/lab/misconceptions/page.tsx": ["/lab/misconceptions"],
  "(site)/lab/page.tsx": ["/lab"],
  "(site)/lab/recorded/[experiment]/page.tsx": ["/lab/recorded/same-write"],
  "(site)/lab/redirects/page.tsx": ["/lab/redirects"],
  "(site)/lab/same-write/page.tsx": ["/lab/same-write"],
  "(site)/lab/sent-twice/page.tsx": ["/lab/sent-twice"],
  "(site)/lab/sources/page.tsx": ["/lab/sources"],
  "(site)/lab/uploads/page.tsx": ["/lab/uploads"],
  "(site)/lab/which-door/page.tsx": ["/lab/which-door"],
  "(site)/lab/without-javascript/page.tsx": ["/lab/without-javascript"],
  "(site)/lab/yesterdays-tab/page.tsx": ["/lab/yesterdays-tab"],
  "(site)/page/[number]/page.tsx": ["/", "/page/2"],
  "(site)/posts/[slug]/page.tsx": ["/posts/welcome-to-duet", "/posts/writing-in-markdown"],
  // Needs more comments than the demo has: below.
  "(site)/posts/[slug]/comments/page/[number]/page.tsx": [],
  "(site)/search/page.tsx": ["/search", "/search?q=post", "/search?q=zyzzyva"],
  "(site)/tags/[slug]/page/[number]/page.tsx": ["/tags/craft"],
  "(studio)/sign-in/page.tsx": ["/sign-in", "/sign-in?error=AccessDenied"],
};
const addresses = Object.values(pages).flat();

test("every page is looked at", () => {
  const there = globSync("(site)/**/page.tsx", { cwd: app });
  expect(Object.keys(pages).sort()).toEqual([...there, "(studio)/sign-in/page.tsx"].sort());
});

// An experiment is looked at when it has run, in e2e/lab: there is more to see then.
const run = experiments.map(({ name }) => `/lab/${name}`);
for (const path of addresses.filter((each) => !run.includes(each))) {
  test(`axe finds nothing wrong with ${path}`, async ({ guest }) => {
    await expectAccessible(await guest(), path);
  });
}

test("axe finds nothing wrong with the further comments of a post", async ({ guest, api, sql }) => {
  const post = await longDiscussion(api("author"), sql, 103);
  await expectAccessible(await guest(), `${post.url}/comments/page/2`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every page has its words, one heading and a title of its own", async ({ guest }) => {
    const page = await guest();
    const titles = new Map<string, string>();
    for (const path of addresses) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
      const [title, { pathname }] = [await page.title(), new URL(page.url())];
      // Of one page all states may be called the same.
      expect.soft(titles.get(title) ?? pathname, `${path} is called “${title}”`).toBe(pathname);
      titles.set(title, pathname);
    }
  });
});

test("axe finds nothing wrong with a page of each kind that came without a script, light and dark", async ({
  guest,
  api,
  sql,
}) => {
  // Two minutes on a quiet machine.
  test.setTimeout(300_000);
  const page = await guest();
  const { url } = await longDiscussion(api("author"), sql, 103);
  const ofEachKind = Object.values(pages).flatMap(([first = []]) => first);
  for (const path of [...ofEachKind, `${url}/comments/page/2`]) {
    await expectAccessibleScriptless(page, path);
  }
});

import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { hasJava } from "../../scripts/java.ts";
import { crawl, notFollowed, type Site } from "./crawl.ts";
import { nuErrors } from "./nu.ts";
import { expect, test } from "./still.ts";

let site: Site;

test.beforeAll("the blog is crawled", async ({ browser, still }) => {
  test.setTimeout(180_000);
  site = await crawl(browser, still, ["/", "/docs", "/sitemap.xml"]);
});

test("every link, picture, style sheet, script, feed and fragment leads somewhere", () => {
  expect(site.dead).toEqual([]);
  // All of the demo and of the documentation was there to be looked at.
  const paths = [...site.pages.keys()];
  expect(paths.filter((path) => path.startsWith("/posts/")).length).toBeGreaterThanOrEqual(12);
  expect(paths.filter((path) => path.startsWith("/docs/")).length).toBeGreaterThanOrEqual(12);
  expect(site.pages.get("/sitemap.xml")?.links.length).toBeGreaterThanOrEqual(20);
});

test("every page is what the HTML standard says, by html-validate", async () => {
  // A Markdown table aligns its cells by `align`, which the Nu checker lets pass.
  const rules = { "no-deprecated-attr": "off" } as const;
  const config = { root: true, extends: ["html-validate:standard"], rules };
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const found: string[] = [];
  for (const [path, text] of documents()) {
    const { results } = await validator.validateString(text, `${path}.html`);
    for (const { messages } of results) {
      found.push(...messages.map((m) => `${path}: ${m.ruleId}: ${m.message} at ${m.selector}`));
    }
  }
  expect(found.slice(0, 20)).toEqual([]);
});

// Where there is no Java, `npm test` says that this was not run (scripts/test.ts); .ci/run insists.
if (hasJava()) {
  test("every page is what the HTML standard says, by the Nu checker", async () => {
    test.setTimeout(120_000);
    expect((await nuErrors(documents())).slice(0, 20)).toEqual([]);
  });
}

/** The HTML of every page, by its address. */
function documents(): Map<string, string> {
  const html = [...site.pages].filter(
    ([path, { type }]) => type.startsWith("text/html") && !notFollowed.test(path),
  );
  expect(html.length).toBeGreaterThan(40);
  return new Map(html.map(([path, { text }]) => [path, text]));
}

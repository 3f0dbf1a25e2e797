import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const components = join(import.meta.dirname, "..");
const folders = ["ui", "posts", "search", "archive", "site"];

/** What is not on the page of the design system, and why. */
const unseen: Record<string, string> = {
  "ui/card-link": "shown by paged-posts",
  "ui/form": "shows nothing of its own around what stands in it",
  "ui/control": "the classes of a control, which its inputs show",
  "ui/nonce-field": "hidden",
  "ui/theme-keeper": "renders nothing",
  "ui/theme-toggle": "stands in the footer; two would answer to one name",
  "posts/aids": "no component: what reading-aids fetches",
  "posts/cover-image": "shown by featured-post and post-header",
  "posts/post-card": "shown by paged-posts",
  "posts/post-layout": "a whole page",
  "posts/post-list": "shown by paged-posts",
  "posts/post-meta": "shown by featured-post",
  "posts/reading-aids": "renders nothing",
  "posts/view": "types",
  "search/marked-text": "shown by the search itself",
  "search/search-results": "shown by the search itself",
  "site/account-island": "stands in the header",
  "site/error-page": "a whole page",
  "site/failure": "a whole page",
  "site/json-ld": "for machines",
  "site/page-heading": "opens the page of the design system",
  "site/session": "renders nothing",
  "site/site-footer": "stands at the end of every page",
  "site/site-frame": "stands around every page",
  "site/site-header": "stands at the head of every page",
  "site/site-shell": "stands around every page",
  "site/skip-link": "the first stop of every page",
  "site/wordmark": "stands in the header",
};

test("every component is on /design, or has a reason why not", () => {
  const there = globSync(`{${folders.join(",")}}/*.tsx`, { cwd: components })
    .map((path) => path.replace(/\.tsx$/, "").replaceAll("\\", "/"))
    .sort();
  const text = globSync("*.tsx", { cwd: import.meta.dirname })
    .map((path) => readFileSync(join(import.meta.dirname, path), "utf8"))
    .join("\n");
  const shown = there.filter((name) => used(text, name));
  const explained = Object.keys(unseen);
  expect([...shown, ...explained].sort()).toEqual(there);
});

/** Whether something other than types is imported from this component. */
function used(text: string, name: string): boolean {
  return new RegExp(`import \\{[^}]*\\} from "#components/${name}"`).test(text);
}

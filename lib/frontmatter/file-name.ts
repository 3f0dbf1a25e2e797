import { slugify } from "#lib/slug";
import { readDate } from "./dates.ts";

const dated = /^(\d{4}-\d{1,2}-\d{1,2})-(?=.)/;
// Names that say nothing; the folder's says more (Hugo's page bundles).
const generic = /^(?:_?index|readme|post|content)(?:\.[a-z]{2}(?:-[a-z]{2})?)?$/i;

/** The slug and the date that a post's path tells: `_posts/2013-05-06-jekyll-1-0-0-released.md`. */
export function readFileName(path: string): { slug: string | null; date: Date | null } {
  const parts = path.split(/[/\\]/).filter((part) => part && part !== "." && part !== "..");
  const file = (parts.pop() ?? "").replace(/\.(?:md|markdown|mdx|mkd|txt|html)$/i, "");
  const name = generic.test(file) ? (parts.pop() ?? "") : file;
  const date = readDate(dated.exec(name)?.[1] ?? "") ?? null;
  const rest = date ? name.replace(dated, "") : name;
  return { slug: /[\p{L}\p{N}]/u.test(rest) ? slugify(rest) : null, date };
}

/** A slug as a title: `hello-world` is “Hello world”. */
export function titleFromSlug(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import anyAscii from "any-ascii";

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
// Both spellings PostgreSQL reads as a uuid: /api/posts/{id} takes an id or a slug.
const uuidPattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;

const longestFromTitle = 80;

/** The longest slug, in characters: a slug of a title (80) has room for a suffix. */
const maxLength = 96;

/** Slugs that a path of our own uses, or may come to use, in the place where a slug stands. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "admin",
  "all",
  "api",
  "archive",
  "assets",
  "atom",
  "authors",
  "bulk",
  "comments",
  "count",
  "create",
  "delete",
  "docs",
  "draft",
  "drafts",
  "edit",
  "events",
  "export",
  "feed",
  "history",
  "import",
  "index",
  "lab",
  "latest",
  "me",
  "new",
  "next",
  "null",
  "opengraph-image",
  "page",
  "posts",
  "preview",
  "previous",
  "random",
  "robots",
  "rss",
  "scheduled",
  "search",
  "settings",
  "sign-in",
  "sign-out",
  "sitemap",
  "studio",
  "tags",
  "trash",
  "trashed",
  "undefined",
  "uploads",
  "users",
]);

/**
 * The slug of a title: transliterated to ASCII (any script, accents, emoji), lower case, words
 * joined by hyphens, cut at a word to 80 characters; `post` when nothing is left. It may be a
 * reserved one: `slugCandidates` steps around those.
 */
export function slugify(title: string): string {
  const words = anyAscii(title.normalize("NFC"))
    .toLowerCase()
    .replace(/['’`]/g, "")
    .replace(/&/g, " and ")
    .match(/[a-z0-9]+/g);
  return cutAtHyphen((words ?? []).join("-"), longestFromTitle) || "post";
}

/** Whether a value has the form of a slug (up to 96 of a–z, 0–9 and single hyphens) and not that of a UUID. */
export function isSlug(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length <= maxLength &&
    slugPattern.test(value) &&
    !uuidPattern.test(value)
  );
}

/** Whether a slug must not be given to anything, because a path of our own or an id could be meant. */
export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.has(slug) || uuidPattern.test(slug);
}

/**
 * Slugs to try for a new post, best first and without end: the base, base-2 … base-20, then the base
 * with eight random characters. Reserved ones and those that look like a UUID are left out.
 */
export function* slugCandidates(base: string): Generator<string, never, void> {
  const stem = cutAtHyphen(base, longestFromTitle) || "post";
  if (!isReservedSlug(stem)) yield stem;
  for (let n = 2; n <= 20; n++) yield `${stem}-${n}`;
  for (;;) yield `${stem}-${randomSuffix()}`;
}

function cutAtHyphen(slug: string, max: number): string {
  if (slug.length <= max) return slug;
  const end = slug[max] === "-" ? max : slug.lastIndexOf("-", max);
  // One endless word has no hyphen worth cutting at.
  return slug.slice(0, end > max / 2 ? end : max).replace(/-+$/, "");
}

function randomSuffix(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}

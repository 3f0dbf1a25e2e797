import { readContent, readTitleAndBody, takeExcerpt } from "./frontmatter/content.ts";
import { readDate } from "./frontmatter/dates.ts";
import {
  distinct,
  pick,
  readAddress,
  readAuthors,
  readBoolean,
  readPaths,
  readTags,
  readText,
} from "./frontmatter/fields.ts";
import { readFileName, titleFromSlug } from "./frontmatter/file-name.ts";
import { type SiteVariables, withoutLiquid } from "./frontmatter/liquid.ts";
import { FrontMatterError, splitFrontMatter } from "./frontmatter/split.ts";
import { isSlug, slugify } from "./slug.ts";
import { isBlank } from "./text.ts";

export type { SiteVariables } from "./frontmatter/liquid.ts";

/** What a Markdown file says of a post; nothing has been held against the blog's own limits yet. */
export type ImportedPost = {
  title: string;
  /** From the front matter, else from the file's name; null when neither says. */
  slug: string | null;
  date: Date | null;
  updated: Date | null;
  authors: string[];
  tags: string[];
  draft: boolean;
  excerpt: string | null;
  /** Paths that led to the post before: percent-encoded, no slash at the end. */
  aliases: string[];
  body: string;
  canonicalUrl: string | null;
};

type Data = Record<string, unknown>;

/**
 * Reads a Markdown file with YAML (`---`) or TOML (`+++`) front matter as Jekyll, Hugo, Hexo, Gatsby
 * and Astro write it; Jekyll's Liquid is resolved where it can be, with the variables of `site`.
 * `content` is the file's text or its bytes (UTF-8). What cannot be a post comes with the reason.
 */
export function parseMarkdownFile(
  path: string,
  content: string | Uint8Array,
  { site }: { site?: SiteVariables } = {},
): { ok: true; post: ImportedPost } | { ok: false; reason: string } {
  try {
    const { data, body } = splitFrontMatter(readContent(content));
    return { ok: true, post: readPost(path, data, withoutLiquid(body, site)) };
  } catch (error) {
    if (error instanceof FrontMatterError) return { ok: false, reason: error.message };
    throw error;
  }
}

function readPost(path: string, data: Data, source: string): ImportedPost {
  const file = readFileName(path);
  const slug = readSlug(data) ?? file.slug;
  const text = readTitleAndBody(readText(pick(data, "title")), source);
  const title = text.title ?? (slug && titleFromSlug(slug));
  if (!title)
    throw new FrontMatterError("The post has no title, and none can be made of its name.");
  const { excerpt, body } = takeExcerpt(text.body);
  if (isBlank(body)) throw new FrontMatterError("The post has no text.");

  return {
    title,
    slug,
    date: readPublished(data) ?? file.date,
    updated: readDateOf(
      data,
      "updated",
      "lastmod",
      "last_modified_at",
      "updated_at",
      "updatedDate",
    ),
    authors: readAuthors(pick(data, "authors", "author")),
    tags: readAllTags(data),
    draft: isDraft(path, data),
    excerpt: readText(pick(data, "description", "excerpt", "summary")) ?? excerpt,
    aliases: distinct(
      ["permalink", "url", "aliases", "alias", "redirect_from"].flatMap((key) =>
        readPaths(pick(data, key)),
      ),
    ),
    body,
    canonicalUrl: readAddress(pick(data, "canonicalUrl", "canonical_url", "canonical")),
  };
}

function readSlug(data: Data): string | null {
  const slug = readText(pick(data, "slug"));
  if (slug === null) return null;
  return isSlug(slug) ? slug : slugify(slug);
}

function readPublished(data: Data): Date | null {
  const date = readDateOf(data, "date", "published_at", "publishedAt", "pubDate", "publishDate");
  // "published" is a switch to some and a date to others.
  const isSwitch = readBoolean(pick(data, "published")) !== undefined;
  return date ?? (isSwitch ? null : readDateOf(data, "published"));
}

function isDraft(path: string, data: Data): boolean {
  const published = readBoolean(pick(data, "published"));
  return (
    readBoolean(pick(data, "draft")) ??
    (published === false || /(?:^|[/\\])_drafts[/\\]/.test(path))
  );
}

function readDateOf(data: Data, ...keys: string[]): Date | null {
  const value = pick(data, ...keys);
  if (value === undefined) return null;
  const date = readDate(value);
  if (date) return date;
  const written = value instanceof Date ? value.toISOString() : String(value);
  throw new FrontMatterError(
    `“${written.slice(0, 60)}” is not a date between the years 1900 and 2199.`,
  );
}

function readAllTags(data: Data): string[] {
  // Zola keeps them one level down.
  const nested = pick(data, "taxonomies");
  const taxonomies = typeof nested === "object" && nested !== null ? (nested as Data) : {};
  const tags = [
    ...readTags(pick(data, "tags") ?? pick(taxonomies, "tags"), "spaces"),
    ...readTags(pick(data, "tag"), "commas"),
    ...readTags(pick(data, "categories") ?? pick(taxonomies, "categories"), "spaces"),
    ...readTags(pick(data, "category"), "commas"),
    ...readTags(pick(data, "keywords"), "commas"),
  ];
  return distinct(tags);
}

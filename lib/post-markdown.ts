import { stringify } from "yaml";
import { absoluteUrl } from "#lib/addresses";

/** What the front matter says of a post. */
export interface MarkdownPost {
  title: string;
  slug: string;
  url: string;
  status: string;
  publishedAt: string | null;
  updatedAt: string;
  excerpt: string;
  author: { handle: string; name: string };
  coAuthors: { handle: string; name: string }[];
  tags: { name: string }[];
  cover: { url: string; alt: string } | null;
  canonicalUrl: string | null;
  body: string;
}

/**
 * A post as a Markdown file: what is known of it as YAML front matter, by the names that other blogs
 * and our own import read, and the source as it was written.
 */
export function postMarkdown(post: MarkdownPost): string {
  const { title, slug, url, status, publishedAt, updatedAt, cover } = post;
  const facts = {
    title,
    slug,
    url: absoluteUrl(url),
    ...(publishedAt ? { date: publishedAt } : {}),
    updated: updatedAt,
    ...(status === "published" ? {} : { draft: true }),
    authors: [post.author, ...post.coAuthors].map(({ name }) => name),
    tags: post.tags.map(({ name }) => name),
    description: post.excerpt,
    ...(cover
      ? { cover: absoluteUrl(cover.url), ...(cover.alt ? { coverAlt: cover.alt } : {}) }
      : {}),
    ...(post.canonicalUrl ? { canonical: post.canonicalUrl } : {}),
  };
  return `---\n${stringify(facts, { lineWidth: 0 })}---\n\n${post.body}`;
}

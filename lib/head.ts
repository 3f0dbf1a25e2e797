import type { Metadata } from "next";
import { absoluteUrl } from "#lib/addresses";

export interface Head {
  /** The page's own path. */
  path: string;
  /** Where the text stood first, if not here. */
  canonical?: string | null;
  title: string;
  description: string;
  /** The blog's name. */
  site: string;
  /** The path under which the page's own feeds stand; "" is the blog's. */
  feeds?: { base: string; title: string };
  article?: {
    published: string | null;
    updated: string;
    authors: readonly string[];
    tags: readonly string[];
  };
  /** What networks show with a link to it; its address is absolute. */
  picture: { url: string; width: number; height: number; type: string; alt: string };
}

/** What a public page tells machines in its head, but for its title: canonical, feeds, Open Graph, X. */
export function headOf(head: Head): Metadata {
  const { path, canonical, title, description, site, feeds, article, picture } = head;
  const url = absoluteUrl(path);
  return {
    description,
    alternates: {
      canonical: canonical ?? url,
      ...(feeds ? { types: feedLinks(feeds.base, feeds.title) } : {}),
    },
    openGraph: {
      url,
      title,
      description,
      siteName: site,
      images: [picture],
      ...(article
        ? {
            type: "article",
            publishedTime: article.published ?? undefined,
            modifiedTime: article.updated,
            authors: article.authors.map(absoluteUrl),
            tags: [...article.tags],
          }
        : { type: "website" }),
    },
    twitter: { card: "summary_large_image", title, description, images: [picture] },
  };
}

/** `<link rel="alternate">` of the three feeds, by which readers find them. */
function feedLinks(base: string, title: string) {
  const link = (name: string, format: string) => [
    { url: absoluteUrl(`${base}/${name}`), title: `${title} (${format})` },
  ];
  return {
    "application/rss+xml": link("feed.xml", "RSS"),
    "application/atom+xml": link("atom.xml", "Atom"),
    "application/feed+json": link("feed.json", "JSON Feed"),
  };
}

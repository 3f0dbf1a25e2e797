import { element, xmlDocument } from "#lib/xml";

/** The protocol's limit (https://www.sitemaps.org/protocol.html): of addresses in a map, of maps in an index. */
export const LARGEST_SITEMAP = 50_000;

const namespace = { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9" };

export interface Place {
  /** Absolute. */
  url: string;
  /** When what is there changed last, where that is known. */
  changed: Date | null;
}

/** A sitemap of these addresses, at most 50,000. */
export function sitemapOf(places: readonly Place[]): string {
  return xmlDocument(element("urlset", namespace, ...places.map((each) => entry("url", each))));
}

/** A map of sitemaps, where there are more addresses than one may have. */
export function sitemapIndexOf(maps: readonly Place[]): string {
  return xmlDocument(
    element("sitemapindex", namespace, ...maps.map((each) => entry("sitemap", each))),
  );
}

function entry(name: string, { url, changed }: Place) {
  return element(
    name,
    null,
    element("loc", null, url),
    changed ? element("lastmod", null, changed.toISOString()) : undefined,
  );
}

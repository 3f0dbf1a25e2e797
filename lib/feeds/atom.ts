import { type Feed, type FeedItem, updatedAt } from "#lib/feeds/feed";
import { element, xmlDocument } from "#lib/xml";

export const atomType = "application/atom+xml";

/** Atom (RFC 4287). */
export function atom(feed: Feed): string {
  return xmlDocument(
    element(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language },
      element("id", null, feed.self),
      element("title", null, feed.title),
      element("subtitle", null, feed.description),
      element("updated", null, updatedAt(feed).toISOString()),
      element("link", { rel: "self", type: atomType, href: feed.self }),
      element("link", { rel: "alternate", type: "text/html", href: feed.page }),
      ...feed.items.map(entry),
    ),
  );
}

function entry({ picture, original, ...post }: FeedItem) {
  return element(
    "entry",
    null,
    element("id", null, post.id),
    element("title", null, post.title),
    element("link", { rel: "alternate", type: "text/html", href: post.url }),
    original ? element("link", { rel: "via", href: original }) : undefined,
    picture
      ? element("link", {
          rel: "enclosure",
          type: picture.type,
          length: String(picture.bytes),
          href: picture.url,
        })
      : undefined,
    element("published", null, post.published.toISOString()),
    element("updated", null, post.updated.toISOString()),
    ...post.authors.map(({ name, url }) =>
      element("author", null, element("name", null, name), element("uri", null, url)),
    ),
    ...post.tags.map(({ slug, name }) => element("category", { term: slug, label: name })),
    element("summary", null, post.summary),
    element("content", { type: "html" }, post.html),
  );
}

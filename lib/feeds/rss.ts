import { type Feed, type FeedItem, updatedAt } from "#lib/feeds/feed";
import { element, xmlDocument } from "#lib/xml";

export const rssType = "application/rss+xml";

/**
 * RSS 2.0 (https://www.rssboard.org/rss-specification), by the board's Best Practices Profile: the
 * whole text is `content:encoded`, names are `dc:creator` since `author` is an e-mail address.
 */
export function rss(feed: Feed): string {
  const namespaces = {
    version: "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  };
  return xmlDocument(
    element(
      "rss",
      namespaces,
      element(
        "channel",
        null,
        element("title", null, feed.title),
        element("link", null, feed.page),
        element("description", null, feed.description),
        element("language", null, feed.language),
        element("lastBuildDate", null, updatedAt(feed).toUTCString()),
        element("atom:link", { rel: "self", type: rssType, href: feed.self }),
        ...feed.items.map(item),
      ),
    ),
  );
}

function item({ picture, ...post }: FeedItem) {
  return element(
    "item",
    null,
    element("title", null, post.title),
    element("link", null, post.url),
    element("guid", { isPermaLink: "false" }, post.id),
    element("pubDate", null, post.published.toUTCString()),
    element("description", null, post.summary),
    element("content:encoded", null, post.html),
    ...post.authors.map(({ name }) => element("dc:creator", null, name)),
    ...post.tags.map(({ name }) => element("category", null, name)),
    picture
      ? element("enclosure", {
          url: picture.url,
          length: String(picture.bytes),
          type: picture.type,
        })
      : undefined,
  );
}

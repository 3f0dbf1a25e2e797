import type { Feed, FeedItem } from "#lib/feeds/feed";

export const jsonFeedType = "application/feed+json";

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    description: feed.description,
    language: feed.language,
    items: feed.items.map(item),
  });
}

function item({ picture, original, ...post }: FeedItem) {
  return {
    id: post.id,
    url: post.url,
    ...(original ? { external_url: original } : {}),
    title: post.title,
    content_html: post.html,
    summary: post.summary,
    ...(picture ? { image: picture.url } : {}),
    date_published: post.published.toISOString(),
    date_modified: post.updated.toISOString(),
    authors: post.authors.map(({ name, url, avatar }) => ({
      name,
      url,
      ...(avatar ? { avatar } : {}),
    })),
    tags: post.tags.map(({ name }) => name),
    ...(picture
      ? {
          attachments: [
            { url: picture.url, mime_type: picture.type, size_in_bytes: picture.bytes },
          ],
        }
      : {}),
  };
}

import type { z } from "zod";
import { tag as cacheTag } from "#domain/events";
import { perform } from "#domain/operation";
import { listPosts } from "#domain/posts/operations";
import type { listedPost } from "#domain/posts/schema";
import { siteSettings } from "#domain/site/queries";
import { getTag } from "#domain/tags/operations";
import { getAuthor } from "#domain/users/operations";
import { face } from "#doors/faces/face";
import { guest } from "#lib/actor";
import { absoluteUrl } from "#lib/addresses";
import { atom, atomType } from "#lib/feeds/atom";
import type { FeedItem } from "#lib/feeds/feed";
import { jsonFeed, jsonFeedType } from "#lib/feeds/json-feed";
import { portableHtml } from "#lib/feeds/portable-html";
import { rss, rssType } from "#lib/feeds/rss";

const formats = {
  rss: { type: `${rssType}; charset=utf-8`, write: rss },
  atom: { type: `${atomType}; charset=utf-8`, write: atom },
  json: { type: jsonFeedType, write: jsonFeed },
};

/** How many posts a feed has: who reads it once a week misses none. */
const NEWEST = 20;

/** What a feed is about: the whole blog, a tag or an author. */
interface Subject {
  title: string;
  description: string;
  path: string;
  filter: { tag?: string; author?: string };
  tags: readonly string[];
}

type Find<P> = (params: P) => Promise<Subject>;

function feed<P extends object>(format: keyof typeof formats, find: Find<P>) {
  const { type, write } = formats[format];
  return face<P>(async (params, { pathname }) => {
    const { title, description, filter, path, tags } = await find(params);
    const input = { ...filter, limit: NEWEST, include: "html" };
    const [list, { language }] = await Promise.all([
      perform(listPosts, { actor: guest, input }),
      siteSettings(),
    ]);
    const items = list.value.data.map(itemOf);
    const self = absoluteUrl(pathname);
    const page = absoluteUrl(path);
    const body = write({ title, description, language, page, self, items });
    return { type, body, tags: [...tags, ...(list.cacheTags ?? [])] };
  });
}

export const siteFeed = (format: keyof typeof formats) =>
  feed(format, async () => {
    const { title, description } = await siteSettings();
    return { title, description, path: "/", filter: {}, tags: [] };
  });

export const tagFeed = (format: keyof typeof formats) =>
  feed<{ slug: string }>(format, async ({ slug }) => {
    const [{ value }, site] = await Promise.all([
      perform(getTag, { actor: guest, input: { slug } }),
      siteSettings(),
    ]);
    return {
      title: `${value.name} · ${site.title}`,
      description: `Posts about ${value.name}.`,
      path: value.url,
      filter: { tag: slug },
      tags: [cacheTag.tags],
    };
  });

export const authorFeed = (format: keyof typeof formats) =>
  feed<{ handle: string }>(format, async ({ handle }) => {
    const [{ value }, site] = await Promise.all([
      perform(getAuthor, { actor: guest, input: { handle } }),
      siteSettings(),
    ]);
    return {
      title: `${value.name} · ${site.title}`,
      description: value.bio || `Posts by ${value.name}.`,
      path: value.url,
      filter: { author: handle },
      tags: [cacheTag.authors],
    };
  });

function itemOf(post: z.output<typeof listedPost>): FeedItem {
  const url = absoluteUrl(post.url);
  const updated = new Date(post.updatedAt);
  const published = new Date(post.publishedAt ?? post.updatedAt);
  const { cover } = post;
  return {
    id: `urn:uuid:${post.id}`,
    url,
    original: post.canonicalUrl,
    title: post.title,
    summary: post.excerpt,
    html: portableHtml(post.html ?? "", url),
    published,
    // One that was scheduled was written before it was published.
    updated: updated > published ? updated : published,
    authors: [post.author, ...post.coAuthors].map(({ handle, name, image }) => ({
      name,
      url: absoluteUrl(`/authors/${handle}`),
      avatar: image === null ? null : absoluteUrl(image),
    })),
    tags: post.tags,
    picture: cover && { url: absoluteUrl(cover.url), type: cover.mediaType, bytes: cover.bytes },
  };
}

import { cacheLife, cacheTag } from "next/cache.js";
import { tag } from "#domain/events";
import { readableBy } from "#domain/posts/policy";
import { type SiteView, siteView } from "#domain/site/schema";
import { guest } from "#lib/actor";
import { untilPurged } from "#lib/cache-life";
import { db } from "#lib/db";

/** The site's title, description and language, as set or by default. */
export async function siteSettings(): Promise<SiteView> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything);
  const row = await db().site.findUnique({ where: { id: 1 } });
  return siteView.parse(
    row ?? { title: "Duet", description: "One blog, two doors.", language: "en" },
  );
}

/** Whether the database answers. */
export async function databaseAnswers(): Promise<void> {
  await db().$queryRaw`select 1`;
}

/** A list that readers can turn the pages of: its path, how many posts it has, when the newest came. */
export interface PublicList {
  path: string;
  posts: number;
  changed: Date | null;
}

/** Every list of published posts: of all of them, then each tag's, then each author's. */
export async function publicLists(): Promise<PublicList[]> {
  const published = { publishedAt: { not: null } };
  const used = { postCount: { gt: 0 } };
  const [all, tags, tagged, authors, written] = await Promise.all([
    db().post.aggregate({ where: readableBy(guest), _count: true, _max: { updatedAt: true } }),
    db().tag.findMany({ where: used, orderBy: { slug: "asc" } }),
    db().postTag.groupBy({ by: ["tagId"], where: published, _max: { publishedAt: true } }),
    db().user.findMany({
      where: used,
      orderBy: { handle: "asc" },
      select: { id: true, handle: true, postCount: true },
    }),
    db().postAuthor.groupBy({ by: ["userId"], where: published, _max: { publishedAt: true } }),
  ]);
  const newest = new Map<string, Date | null>([
    ...tagged.map(({ tagId, _max }) => [tagId, _max.publishedAt] as const),
    ...written.map(({ userId, _max }) => [userId, _max.publishedAt] as const),
  ]);
  const listOf = (path: string, { id, postCount }: { id: string; postCount: number }) => ({
    path,
    posts: postCount,
    changed: newest.get(id) ?? null,
  });
  return [
    { path: "/", posts: all._count, changed: all._max.updatedAt },
    ...tags.map((tag) => listOf(`/tags/${tag.slug}`, tag)),
    ...authors.map((author) => listOf(`/authors/${author.handle}`, author)),
  ];
}

/** Published posts in the order in which they were made, so that a new one moves none of the others. */
export function publicPosts({ skip, take }: { skip: number; take: number }) {
  return db().post.findMany({
    where: readableBy(guest),
    orderBy: { id: "asc" },
    skip,
    take,
    select: { slug: true, updatedAt: true, publishedAt: true },
  });
}

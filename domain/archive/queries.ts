import { cacheLife, cacheTag } from "next/cache.js";
import {
  type ArchivedPost,
  type ArchiveYear,
  archivedPost,
  archiveYear,
} from "#domain/archive/schema";
import { tag } from "#domain/events";
import { readableBy } from "#domain/posts/policy";
import { guest } from "#lib/actor";
import { untilPurged } from "#lib/cache-life";
import { db } from "#lib/db";

/** How many titles stand on one page of a year. */
export const ARCHIVE_PAGE = 100;

/**
 * The years with published posts, the latest first. Years and months are UTC's, so that the page is
 * the same for everybody. Month by month, so that an index answers: it is read from end to end,
 * once after each publication.
 */
export async function listArchiveYears(): Promise<ArchiveYear[]> {
  const rows = await db().$queryRaw<{ year: number; month: number; count: number }[]>`
    select extract(year from month)::int as year, extract(month from month)::int as month, count
    from (select min(published_at) at time zone 'UTC' as first, max(published_at) at time zone 'UTC' as last
      from posts where status = 'published') as span,
    generate_series(date_trunc('month', first), last, interval '1 month') as month,
    lateral (select count(*)::int as count from posts where status = 'published'
      and published_at >= month at time zone 'UTC'
      and published_at < (month + interval '1 month') at time zone 'UTC') as found
    where count > 0 order by 1 desc, 2`;
  const years = new Map<number, number[]>();
  for (const { year, month, count } of rows) {
    const months = years.get(year) ?? Array<number>(12).fill(0);
    months[month - 1] = count;
    years.set(year, months);
  }
  return [...years].map(([year, months]) =>
    archiveYear.parse({
      year,
      postCount: months.reduce((sum, count) => sum + count, 0),
      months,
      url: `/archive/${year}`,
    }),
  );
}

/** The same, for the pages of the archive. */
export async function archiveYears(): Promise<ArchiveYear[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.archive);
  return listArchiveYears();
}

/** A page of the titles that were published in a year (UTC), the latest first. */
export async function archivedPosts(year: number, number: number): Promise<ArchivedPost[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.archive);
  const publishedAt = { gte: new Date(Date.UTC(year, 0)), lt: new Date(Date.UTC(year + 1, 0)) };
  const rows = await db().post.findMany({
    where: { AND: [readableBy(guest), { publishedAt }] },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    skip: (number - 1) * ARCHIVE_PAGE,
    take: ARCHIVE_PAGE,
    select: { id: true, title: true, slug: true, publishedAt: true },
  });
  return rows.map(({ slug, ...row }) => archivedPost.parse({ ...row, url: `/posts/${slug}` }));
}

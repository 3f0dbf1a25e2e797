import { cacheLife, cacheTag } from "next/cache.js";
import { tag } from "#domain/events";
import { type SiteView, siteView } from "#domain/site/schema";
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

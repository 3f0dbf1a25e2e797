import { cacheLife, cacheTag } from "next/cache.js";
import { tag } from "#domain/events";
import { ofVisitor } from "#domain/lab/policy";
import { LAB_LIFETIME, type LabPanel, MOST_POSTS } from "#domain/lab/schema";
import type { Actor } from "#lib/actor";
import { type Database, db, type Tx } from "#lib/db";

const shown = { id: true, title: true, version: true, createdAt: true };

/** A visitor's posts, the newest first. */
export async function labPostsOf(actor: Actor, tx: Tx | Database = db()) {
  return tx.labPost.findMany({
    where: ofVisitor(actor),
    orderBy: { id: "desc" },
    take: MOST_POSTS,
    select: shown,
  });
}

/** Seconds: as long as the posts that a panel shows. */
const life = LAB_LIFETIME / 1000;

/**
 * What a panel says of a visitor's blog, and when it was made (ISO 8601, UTC): kept by Next for a day,
 * in the memory that it bounds, or until its tag is purged. No event purges it, and neither does what
 * purges everything: an experiment shows what each way to purge does, and another purge would spoil it.
 */
export async function labPanel(visitorId: string, panel: LabPanel): Promise<string> {
  "use cache";
  cacheLife({ stale: 30, revalidate: life, expire: life });
  cacheTag(tag.labPanels(visitorId));
  if (panel === "made") return new Date().toISOString().slice(11, 23);
  const posts = await db().labPost.findMany({
    where: { visitorId },
    orderBy: { id: "desc" },
    take: panel === "newest" ? 1 : 3,
    select: { title: true },
  });
  return posts.map(({ title }) => title).join(" · ");
}

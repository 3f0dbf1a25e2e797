import { ofVisitor } from "#domain/lab/policy";
import { MOST_POSTS } from "#domain/lab/schema";
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

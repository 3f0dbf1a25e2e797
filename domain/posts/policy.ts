import type { postStatuses } from "#domain/posts/schema";
import { type Actor, isEditor, may } from "#lib/actor";
import type { Prisma } from "#prisma/client";

interface Owned {
  authorId: string;
  bylines: { userId: string }[];
}

/**
 * The posts an actor may read, as a where-clause: list, detail, search, feed and API share it.
 * Everybody reads what is published; an author also his own; an editor everything. A token reads
 * drafts only with posts:read or posts:write. The trash is not read: it is listed (`trashOf`).
 */
export function readableBy(actor: Actor): Prisma.PostWhereInput {
  if (!seesDrafts(actor)) return { status: "published" };
  if (isEditor(actor)) return { status: { not: "trashed" } };
  // His own by the row itself first: only of others' posts the list of his bylines is asked.
  const mine = [{ authorId: actor.id }, writtenBy(actor.id)];
  return { status: { not: "trashed" }, OR: [{ status: "published" }, ...mine] };
}

/**
 * The posts of one state that an actor may see in a list: what `readableBy` and `trashOf` select of
 * it, said without an alternative, so that an index answers it.
 */
export function listedFor(
  actor: Actor,
  status: (typeof postStatuses)[number],
): Prisma.PostWhereInput {
  if (status === "trashed") return trashOf(actor);
  if (status === "published") return { status };
  if (!seesDrafts(actor)) return { status, id: { in: [] } };
  return isEditor(actor) ? { status } : { status, ...writtenBy(actor.id) };
}

/** The trashed posts an actor may restore or delete for good. */
export function trashOf(actor: Actor): Prisma.PostWhereInput {
  if (!seesDrafts(actor)) return { status: "trashed", id: { in: [] } };
  if (isEditor(actor)) return { status: "trashed" };
  return { status: "trashed", authorId: actor.id };
}

/** Who sees what is not public at all: editors see everybody's, others their own. */
export function seesBeyondPublic(actor: Actor): "everything" | "own" | "nothing" {
  if (!seesDrafts(actor)) return "nothing";
  return isEditor(actor) ? "everything" : "own";
}

/** Its authors and every editor may change a post. */
export function canEdit(actor: Actor, post: Owned): boolean {
  if (actor.kind === "guest") return false;
  if (isEditor(actor) || post.authorId === actor.id) return true;
  return post.bylines.some(({ userId }) => userId === actor.id);
}

/** Only its owner and editors may throw a post away or bring it back. */
export function canDelete(actor: Actor, post: Owned): boolean {
  return isEditor(actor) || (actor.kind !== "guest" && post.authorId === actor.id);
}

function seesDrafts(actor: Actor): actor is Exclude<Actor, { kind: "guest" }> {
  return may(actor, "posts:read") || may(actor, "posts:write");
}

function writtenBy(userId: string): Prisma.PostWhereInput {
  return { bylines: { some: { userId } } };
}

import { type Actor, isEditor } from "#lib/actor";
import type { Prisma } from "#prisma/client";

/** Replies to replies end here; deeper ones are refused. */
export const maxDepth = 12;

/**
 * What a thread shows: what is visible, and the places of deleted comments that something still
 * hangs on. `replyCount` counts the replies that are shown, the empty places among them.
 */
export const shownInThreads: Prisma.CommentWhereInput = {
  OR: [{ status: "visible" }, { status: "deleted", replyCount: { gt: 0 } }],
};

/** Only who wrote a comment may change its words. */
export function canEditComment(actor: Actor, comment: { authorId: string }): boolean {
  return actor.kind !== "guest" && actor.id === comment.authorId;
}

/** Its writer, the post's authors and every editor may delete a comment. */
export function canDeleteComment(
  actor: Actor,
  comment: { authorId: string },
  post: { authorId: string; bylines: { userId: string }[] },
): boolean {
  if (actor.kind === "guest") return false;
  if (isEditor(actor) || comment.authorId === actor.id || post.authorId === actor.id) return true;
  return post.bylines.some(({ userId }) => userId === actor.id);
}

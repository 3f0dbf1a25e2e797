import { canEdit, readableBy } from "#domain/posts/policy";
import { type Actor, isEditor } from "#lib/actor";
import type { Prisma } from "#prisma/client";

/**
 * What a thread shows: what is visible, and the places of deleted and hidden comments that something
 * still hangs on. `replyCount` counts the replies that are shown, the empty places among them.
 */
export const shownInThreads: Prisma.CommentWhereInput = {
  OR: [{ status: "visible" }, { status: { in: ["deleted", "hidden"] }, replyCount: { gt: 0 } }],
};

interface Post {
  authorId: string;
  bylines: { userId: string }[];
}

/** The post's authors and every editor take care of what is said below a post. */
export function canModerate(actor: Actor, post: Post): boolean {
  return canEdit(actor, post);
}

/** The comments of a post that an actor may read whole; a hidden one is there for its writer and moderators. */
export function readableComments(actor: Actor, post: Post): Prisma.CommentWhereInput {
  if (actor.kind === "guest") return { status: "visible" };
  const own = canModerate(actor, post) ? {} : { authorId: actor.id };
  return { OR: [{ status: "visible" }, { status: "hidden", ...own }] };
}

/** The comments an actor takes care of: below the posts he wrote, an editor all. */
export function moderatedBy(actor: Exclude<Actor, { kind: "guest" }>): Prisma.CommentWhereInput {
  const posts = readableBy(actor);
  if (isEditor(actor)) return { post: posts };
  return { post: { AND: [posts, { bylines: { some: { userId: actor.id } } }] } };
}

/** Only who wrote a comment may change its words. */
export function canEditComment(actor: Actor, comment: { authorId: string }): boolean {
  return actor.kind !== "guest" && actor.id === comment.authorId;
}

/** Its writer and who moderates may delete a comment. */
export function canDeleteComment(actor: Actor, comment: { authorId: string }, post: Post): boolean {
  return canEditComment(actor, comment) || canModerate(actor, post);
}

import type { DomainEvent } from "#domain/events";
import { type Known, read, write } from "#domain/operation";
import { readableBy } from "#domain/posts/policy";
import { findPost, noSuchPost } from "#domain/posts/queries";
import { factsOf } from "#domain/posts/storage";
import { reactionsBy } from "#domain/reactions/queries";
import {
  type ReactionKind,
  reactionRef,
  reactionsInput,
  reactionsView,
} from "#domain/reactions/schema";
import { nothing } from "#domain/site/schema";
import type { Tx } from "#lib/db";
import { AppError } from "#lib/errors";

export const getReactions = read({
  name: "reactions.get",
  gate: "public",
  // Which are the caller's own is nobody else's to be answered.
  audience: "private",
  input: reactionsInput,
  output: reactionsView,
  async run({ actor, input: { id }, tx }) {
    const post = await tx.post.findFirst({
      where: { AND: [{ id }, readableBy(actor)] },
      select: { reactionCounts: true },
    });
    if (!post) throw noSuchPost();
    return {
      counts: post.reactionCounts as Counts,
      mine: actor.kind === "guest" ? [] : await reactionsBy(tx, id, actor.id),
    };
  },
});

/** Giving one again changes nothing. */
export const addReaction = write({
  name: "reactions.add",
  gate: "comments:write",
  input: reactionRef,
  output: nothing,
  async run({ actor, input: { id, kind }, tx, emit }) {
    const before = await lockCounts(tx, actor, id);
    const { count } = await tx.reaction.createMany({
      data: { postId: id, userId: actor.id, kind },
      skipDuplicates: true,
    });
    if (count === 0) return null;
    emit(await countReaction(tx, actor, { id, kind, before, step: 1 }));
    return null;
  },
});

/** Taking back what was not given changes nothing. */
export const removeReaction = write({
  name: "reactions.remove",
  gate: "comments:write",
  input: reactionRef,
  output: nothing,
  async run({ actor, input: { id, kind }, tx, emit }) {
    const before = await lockCounts(tx, actor, id);
    const { count } = await tx.reaction.deleteMany({
      where: { postId: id, userId: actor.id, kind },
    });
    if (count === 0) return null;
    emit(await countReaction(tx, actor, { id, kind, before, step: -1 }));
    return null;
  },
});

type Counts = Record<string, number>;

/**
 * The counts of a published post, locked: who changes them at the same moment waits, and finds the
 * new ones. Not the whole post, since most who press twice change nothing.
 */
async function lockCounts(tx: Tx, actor: Known, id: string): Promise<Counts> {
  await tx.$queryRaw`select 1 from posts where id = ${id}::uuid for no key update`;
  const post = await tx.post.findFirst({
    where: { AND: [{ id }, readableBy(actor)] },
    select: { status: true, reactionCounts: true },
  });
  if (!post) throw noSuchPost();
  if (post.status === "published") return post.reactionCounts as Counts;
  throw new AppError("conflict", "Only a published post takes reactions.");
}

/** Stores the counts after one more or less (a kind that nobody gives is left out), and says so. */
async function countReaction(
  tx: Tx,
  actor: Known,
  { id, kind, before, step }: { id: string; kind: ReactionKind; before: Counts; step: 1 | -1 },
): Promise<DomainEvent> {
  const { [kind]: given = 0, ...others } = before;
  const counts = given + step > 0 ? { ...others, [kind]: given + step } : others;
  await tx.post.update({ where: { id }, data: { reactionCounts: counts }, select: { id: true } });
  const post = await findPost(tx, id, readableBy(actor));
  if (!post) throw new Error(`Post ${id} vanished while it was locked.`);
  return { type: "reaction.changed", post: factsOf(post), reaction: { kind, counts } };
}

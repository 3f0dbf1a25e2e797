import { type CommentRow, findComment } from "#domain/comments/queries";
import type { Tx } from "#lib/db";

/** A comment is shown below its parent: it counts there, and an empty place that has something to hold again is back. */
export async function joinThread(tx: Tx, parentId: string | null): Promise<void> {
  for (let id = parentId; id !== null; ) {
    const parent = await countReply(tx, id, { increment: 1 });
    id = parent.status !== "visible" && parent.replyCount === 1 ? parent.parentId : null;
  }
}

/** Nothing of a comment is left: it counts no more, and a place that was kept for it alone goes too. */
export async function leaveThread(tx: Tx, parentId: string | null): Promise<void> {
  for (let id = parentId; id !== null; ) {
    const parent = await countReply(tx, id, { decrement: 1 });
    id = parent.status !== "visible" && parent.replyCount === 0 ? parent.parentId : null;
  }
}

type Step = { increment: 1 } | { decrement: 1 };

function countReply(
  tx: Tx,
  id: string,
  replyCount: Step,
): Promise<Pick<CommentRow, "parentId" | "status" | "replyCount">> {
  return tx.comment.update({
    where: { id },
    data: { replyCount },
    select: { parentId: true, status: true, replyCount: true },
  });
}

/** Moves the number of a post's comments that stand beside the post. */
export async function countComments(tx: Tx, postId: string, step: 1 | -1): Promise<void> {
  await tx.post.update({
    where: { id: postId },
    data: { commentCount: { increment: step } },
    select: { id: true },
  });
}

/** Nobody waits for an answer to these reports any more. */
export async function settleReports(tx: Tx, commentId: string): Promise<void> {
  await tx.commentReport.updateMany({
    where: { commentId, settledAt: null },
    data: { settledAt: new Date() },
  });
  await tx.comment.update({
    where: { id: commentId },
    data: { reportCount: 0, reportedAt: null },
    select: { id: true },
  });
}

/** A comment as it is after a change in the same transaction, whatever its state. */
export async function reread(tx: Tx, postId: string, id: string): Promise<CommentRow> {
  const comment = await findComment(tx, postId, id, {});
  if (!comment) throw new Error(`Comment ${id} vanished inside its own transaction.`);
  return comment;
}

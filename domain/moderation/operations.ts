import { canEditComment, canModerate, readableComments } from "#domain/comments/policy";
import {
  type CommentRow,
  commentViewOf,
  findComment,
  lockComment,
  noSuchComment,
} from "#domain/comments/queries";
import { commentView } from "#domain/comments/schema";
import {
  countComments,
  joinThread,
  leaveThread,
  reread,
  settleReports,
} from "#domain/comments/storage";
import type { DomainEvent } from "#domain/events";
import { listQueue, listReportsOf } from "#domain/moderation/queries";
import {
  dismissInput,
  moderateInput,
  queueInput,
  queueList,
  reportInput,
  reportList,
  reportsInput,
} from "#domain/moderation/schema";
import { type Known, read, write } from "#domain/operation";
import { readableBy } from "#domain/posts/policy";
import { findPost, lockPostAbove, type PostRow } from "#domain/posts/queries";
import { factsOf } from "#domain/posts/storage";
import { nothing } from "#domain/site/schema";
import type { Actor } from "#lib/actor";
import type { Database, Tx } from "#lib/db";
import { AppError } from "#lib/errors";

/** Once a reader and comment, for good: who was not heard is not heard by repeating it. */
export const reportComment = write({
  name: "comments.report",
  gate: "comments:write",
  input: reportInput,
  output: nothing,
  async run({ actor, input: { id: postId, commentId, reason, words }, tx, emit }) {
    const post = await findPost(tx, postId, readableBy(actor));
    const comment = post && (await lockComment(tx, postId, commentId));
    if (!comment) throw noSuchComment();
    if (canEditComment(actor, comment)) {
      throw new AppError("forbidden", "You wrote this yourself: you can change or delete it.");
    }
    const { count } = await tx.commentReport.createMany({
      data: { commentId, userId: actor.id, reason, words },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "You have reported this comment before.");
    await tx.comment.update({
      where: { id: commentId },
      data: { reportCount: { increment: 1 }, reportedAt: new Date() },
      select: { id: true },
    });
    emit({ type: "comment.reported", post: factsOf(post), comment, report: { reason } });
    return null;
  },
});

export const listReports = read({
  name: "comments.reports",
  gate: "comments:write",
  input: reportsInput,
  output: reportList,
  async run({ actor, input: { id, commentId, ...paging }, tx }) {
    const { comment } = await moderated(tx, actor, id, commentId);
    return listReportsOf(tx, comment.id, paging);
  },
});

/** What one takes care of; for who takes care of nothing it is empty. */
export const listModerated = read({
  name: "comments.queue",
  gate: "comments:write",
  input: queueInput,
  output: queueList,
  async run({ actor, input, tx }) {
    // The gate has let no guest in.
    return listQueue(tx, actor as Known, input);
  },
});

/** Nothing is wrong with it: its reports are answered, and it stays. */
export const dismissReports = write({
  name: "comments.dismiss",
  gate: "comments:write",
  input: dismissInput,
  output: nothing,
  async run({ actor, input: { id, commentId }, tx, emit }) {
    const { post, comment } = await moderated(tx, actor, id, commentId, lockComment);
    const open = await tx.commentReport.count({ where: { commentId, settledAt: null } });
    if (open === 0) return null;
    await settleReports(tx, commentId);
    emit({ type: "comment.reportsDismissed", post: factsOf(post), comment, report: null });
    return null;
  },
});

/** Its words are for its writer and moderators only; the place stays as long as replies hang on it. */
export const hideComment = write({
  name: "comments.hide",
  gate: "comments:write",
  input: moderateInput,
  output: commentView,
  run: (call) => showOrHide(call, "hidden"),
});

/** Back to where it was. */
export const showComment = write({
  name: "comments.show",
  gate: "comments:write",
  input: moderateInput,
  output: commentView,
  run: (call) => showOrHide(call, "visible"),
});

interface Moderating {
  actor: Known;
  input: { id: string; commentId: string };
  tx: Tx;
  emit(event: DomainEvent): void;
  checkVersion(current: number): void;
}

/** A comment that is like that already stays as it is. */
async function showOrHide(
  { actor, input: { id, commentId }, tx, emit, checkVersion }: Moderating,
  status: "hidden" | "visible",
) {
  await lockPostAbove(tx, id, {});
  const { post, comment } = await moderated(tx, actor, id, commentId, lockComment);
  checkVersion(comment.version);
  if (comment.status === status) return commentViewOf(comment);
  const hides = status === "hidden";
  await setStatus(tx, commentId, status);
  if (comment.replyCount === 0) await (hides ? leaveThread : joinThread)(tx, comment.parentId);
  await countComments(tx, id, hides ? -1 : 1);
  if (hides) await settleReports(tx, commentId);
  const after = await reread(tx, id, commentId);
  emit({ type: hides ? "comment.hidden" : "comment.shown", post: factsOf(post), comment: after });
  return commentViewOf(after);
}

/** A comment the actor takes care of. What he may read is forbidden to him, what he may not is not there. */
async function moderated(
  tx: Tx | Database,
  actor: Actor,
  postId: string,
  commentId: string,
  find: typeof findComment = findComment,
): Promise<{ post: PostRow; comment: CommentRow }> {
  const post = await findPost(tx, postId, readableBy(actor));
  const comment = post && (await find(tx, postId, commentId, readableComments(actor, post)));
  if (!comment) throw noSuchComment();
  if (canModerate(actor, post)) return { post, comment };
  throw new AppError("forbidden", "Only the post's authors or an editor may do this.");
}

/** Not `updatedAt`: nobody edited it. */
async function setStatus(tx: Tx, id: string, status: "visible" | "hidden"): Promise<void> {
  await tx.comment.update({
    where: { id },
    data: { status, version: { increment: 1 } },
    select: { id: true },
  });
}

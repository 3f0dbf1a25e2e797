import { v7 as uuidv7 } from "uuid";
import { canDeleteComment, canEditComment, readableComments } from "#domain/comments/policy";
import {
  type CommentRow,
  commentViewOf,
  findComment,
  listThread,
  lockComment,
  noSuchComment,
} from "#domain/comments/queries";
import {
  commentList,
  commentRef,
  commentView,
  createCommentInput,
  deleteCommentInput,
  listCommentsInput,
  maxDepth,
  updateCommentInput,
} from "#domain/comments/schema";
import {
  countComments,
  joinThread,
  leaveThread,
  reread,
  settleReports,
} from "#domain/comments/storage";
import { tag } from "#domain/events";
import { read, write } from "#domain/operation";
import { lockPostAbove, mustBeReadable } from "#domain/posts/queries";
import { factsOf } from "#domain/posts/storage";
import { nothing } from "#domain/site/schema";
import type { Tx } from "#lib/db";
import { AppError, invalidField } from "#lib/errors";
import { MarkdownTooComplexError, renderComment } from "#lib/markdown";

export const listComments = read({
  name: "comments.list",
  gate: "public",
  input: listCommentsInput,
  output: commentList,
  cacheTags: (_, { id }) => [tag.comments(id), tag.post(id)],
  async run({ actor, input: { id, ...paging }, tx }) {
    const post = await mustBeReadable(tx, actor, id);
    return listThread(post.id, paging);
  },
});

export const getComment = read({
  name: "comments.get",
  gate: "public",
  input: commentRef,
  output: commentView,
  cacheTags: (_, { id }) => [tag.comments(id), tag.post(id)],
  async run({ actor, input: { id, commentId }, tx }) {
    const post = await mustBeReadable(tx, actor, id);
    const comment = await findComment(tx, id, commentId, readableComments(actor, post));
    if (!comment) throw noSuchComment();
    return commentViewOf(comment);
  },
});

export const createComment = write({
  name: "comments.create",
  gate: "comments:write",
  input: createCommentInput,
  output: commentView,
  prepare: ({ input }) => renderBody(input.body),
  async run({ actor, input: { id: postId, body, parentId }, tx, prepared: html, emit }) {
    const post = await mustBeReadable(tx, actor, postId, lockPostAbove);
    if (post.status !== "published") {
      throw new AppError("conflict", "Only a published post takes comments.");
    }
    if (!post.commentsOpen) throw new AppError("forbidden", "Comments on this post are closed.");
    const parent = parentId ? await findParent(tx, postId, parentId) : null;
    const id = uuidv7();
    const step = id.replaceAll("-", "");
    await tx.comment.create({
      data: {
        id,
        postId,
        parentId,
        authorId: actor.id,
        path: parent ? `${parent.path}${step}` : step,
        depth: parent ? parent.depth + 1 : 0,
        body,
        html,
      },
      select: { id: true },
    });
    await joinThread(tx, parentId);
    await countComments(tx, postId, 1);
    const comment = await reread(tx, postId, id);
    emit({ type: "comment.created", post: factsOf(post), comment });
    return commentViewOf(comment);
  },
});

export const updateComment = write({
  name: "comments.update",
  gate: "comments:write",
  input: updateCommentInput,
  output: commentView,
  prepare: ({ input }) => renderBody(input.body),
  async run({
    actor,
    input: { id: postId, commentId, body },
    tx,
    prepared: html,
    emit,
    checkVersion,
  }) {
    const post = await mustBeReadable(tx, actor, postId);
    const before = await lockComment(tx, postId, commentId);
    if (!before) throw noSuchComment();
    if (!canEditComment(actor, before)) {
      throw new AppError("forbidden", "Only who wrote a comment may change it.");
    }
    checkVersion(before.version);
    if (before.body === body) return commentViewOf(before);
    await tx.comment.update({
      where: { id: commentId },
      data: { body, html, version: { increment: 1 }, updatedAt: new Date() },
      select: { id: true },
    });
    const comment = await reread(tx, postId, commentId);
    emit({ type: "comment.updated", post: factsOf(post), comment });
    return commentViewOf(comment);
  },
});

/** The words go; the place stays as long as replies hang on it. */
export const deleteComment = write({
  name: "comments.delete",
  gate: "comments:write",
  input: deleteCommentInput,
  output: nothing,
  async run({ actor, input: { id: postId, commentId }, tx, emit, checkVersion }) {
    const post = await mustBeReadable(tx, actor, postId, lockPostAbove);
    const before = await lockComment(tx, postId, commentId, readableComments(actor, post));
    if (!before) throw noSuchComment();
    if (!canDeleteComment(actor, before, post)) {
      throw new AppError(
        "forbidden",
        "Only who wrote it, the post's authors or an editor may delete it.",
      );
    }
    checkVersion(before.version);
    const gone = { status: "deleted", version: before.version + 1 } as const;
    await tx.comment.update({
      where: { id: commentId },
      data: { ...gone, body: "", html: "", updatedAt: new Date() },
      select: { id: true },
    });
    await settleReports(tx, commentId);
    // A hidden one counts no more already.
    if (before.status === "visible") {
      if (before.replyCount === 0) await leaveThread(tx, before.parentId);
      await countComments(tx, postId, -1);
    }
    emit({ type: "comment.deleted", post: factsOf(post), comment: { ...before, ...gone } });
    return null;
  },
});

async function findParent(tx: Tx, postId: string, parentId: string): Promise<CommentRow> {
  // Locked, so that a comment is not deleted in the moment somebody answers it.
  const parent = await lockComment(tx, postId, parentId);
  if (!parent) throw invalidField("parentId", "not_found", "The comment you answer is not there.");
  if (parent.depth + 1 > maxDepth) {
    throw invalidField("parentId", "too_deep", "This thread is too deep; answer further up.");
  }
  return parent;
}

async function renderBody(body: string): Promise<string> {
  try {
    return (await renderComment(body)).html;
  } catch (error) {
    if (!(error instanceof MarkdownTooComplexError)) throw error;
    throw invalidField("body", "too_complex", error.message);
  }
}

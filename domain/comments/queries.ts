import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { shownInThreads } from "#domain/comments/policy";
import { type CommentView, commentView, type listCommentsInput } from "#domain/comments/schema";
import { tag } from "#domain/events";
import { untilPurged } from "#lib/cache-life";
import { db, type Tx } from "#lib/db";
import { AppError } from "#lib/errors";
import { paginate } from "#lib/keyset";
import type { Prisma } from "#prisma/client";

/** What is read of a comment, wherever one is. */
export const commentFields = {
  id: true,
  postId: true,
  parentId: true,
  authorId: true,
  path: true,
  depth: true,
  body: true,
  html: true,
  status: true,
  version: true,
  replyCount: true,
  createdAt: true,
  updatedAt: true,
  author: { select: { handle: true, name: true, image: true } },
} as const satisfies Prisma.CommentSelect;

export type CommentRow = Prisma.CommentGetPayload<{ select: typeof commentFields }>;

/** A comment of this post, visible unless told. */
export async function findComment(
  tx: Tx,
  postId: string,
  id: string,
  scope: Prisma.CommentWhereInput = { status: "visible" },
): Promise<CommentRow | null> {
  return tx.comment.findFirst({ where: { AND: [{ id, postId }, scope] }, select: commentFields });
}

/** The same, locked until the transaction ends. */
export async function lockComment(
  tx: Tx,
  postId: string,
  id: string,
  scope?: Prisma.CommentWhereInput,
): Promise<CommentRow | null> {
  await tx.$queryRaw`select 1 from comments where id = ${id}::uuid for update`;
  return findComment(tx, postId, id, scope);
}

/** The refusal of what is not there, or not for the caller. */
export function noSuchComment(): AppError {
  return new AppError("not_found", "No such comment.");
}

/** One page of a post's comments in reading order: every reply stands after what it answers. */
export async function listThread(
  postId: string,
  input: Omit<z.output<typeof listCommentsInput>, "id">,
) {
  const where: Prisma.CommentWhereInput = { AND: [{ postId }, shownInThreads] };
  const { rows, page } = await paginate<CommentRow>({
    list: `comments:${postId}`,
    order: { field: "path", descending: false, type: "text", tiebreak: null },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().comment.findMany({ where: { AND: [where, beyond] }, select: commentFields, ...slice }),
    count: () => db().comment.count({ where }),
  });
  return { data: rows.map(placeOf), page };
}

/** A row for who may read it. */
export function commentViewOf({
  path: _,
  authorId: __,
  ...row
}: CommentRow): z.input<typeof commentView> {
  return row;
}

/** A row as everybody sees it in its thread: nothing of a deleted or hidden one but its place. */
function placeOf(row: CommentRow): z.input<typeof commentView> {
  const view = commentViewOf(row);
  return row.status === "visible" ? view : { ...view, author: null, body: "", html: "" };
}

/** How many comments a page carries; the others are on pages of their own. */
export const commentsPerPage = 100;

/** A part of the thread under a published post, cached until somebody writes there; pages count from 1. */
export async function publishedThread(
  postId: string,
  number: number,
): Promise<{ comments: CommentView[]; more: boolean }> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.comments(postId));
  const rows = await db().comment.findMany({
    where: { AND: [{ postId }, shownInThreads] },
    orderBy: { path: "asc" },
    skip: (number - 1) * commentsPerPage,
    // One more tells whether there is a further page.
    take: commentsPerPage + 1,
    select: commentFields,
  });
  const comments = rows.slice(0, commentsPerPage).map((row) => commentView.parse(placeOf(row)));
  return { comments, more: rows.length > commentsPerPage };
}

/** Where a comment stands: the page of its post's thread, by address; null for what no page shows. */
export async function placeOfComment(id: string): Promise<string | null> {
  const found = await db().comment.findFirst({
    where: { AND: [{ id, post: { status: "published" } }, shownInThreads] },
    select: { path: true, postId: true, post: { select: { slug: true } } },
  });
  if (!found) return null;
  const { path, postId, post } = found;
  const before = await db().comment.count({
    where: { AND: [{ postId, path: { lt: path } }, shownInThreads] },
  });
  return threadPage(post.slug, Math.floor(before / commentsPerPage) + 1);
}

/** The address of a page of a post's thread: the first stands below the post. */
export function threadPage(slug: string, number: number): string {
  return number === 1 ? `/posts/${slug}` : `/posts/${slug}/comments/page/${number}`;
}

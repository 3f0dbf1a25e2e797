import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { shownInThreads } from "#domain/comments/policy";
import { type CommentView, commentView, type listCommentsInput } from "#domain/comments/schema";
import { tag } from "#domain/events";
import { untilPurged } from "#lib/cache-life";
import { db, type Tx } from "#lib/db";
import { paginate } from "#lib/keyset";
import type { Prisma } from "#prisma/client";

const fields = {
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

export type CommentRow = Prisma.CommentGetPayload<{ select: typeof fields }>;

/** A comment that is there to be read; its post must match. */
export async function findComment(tx: Tx, postId: string, id: string): Promise<CommentRow | null> {
  return tx.comment.findFirst({ where: { id, postId, status: "visible" }, select: fields });
}

/** The comment, locked until the transaction ends. */
export async function lockComment(tx: Tx, postId: string, id: string): Promise<CommentRow | null> {
  await tx.$queryRaw`select 1 from comments where id = ${id}::uuid for update`;
  return findComment(tx, postId, id);
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
      db().comment.findMany({ where: { AND: [where, beyond] }, select: fields, ...slice }),
    count: () => db().comment.count({ where }),
  });
  return { data: rows.map(commentViewOf), page };
}

/** A row as everybody may see it: nothing of a deleted one but its place. */
export function commentViewOf({
  path: _,
  authorId: __,
  ...row
}: CommentRow): z.input<typeof commentView> {
  return row.status === "deleted" ? { ...row, author: null, body: "", html: "" } : row;
}

/** How many comments a post's page carries; the rest is one request away at the API. */
const shownOnPage = 500;

/** The thread under a published post, cached until somebody writes there. */
export async function publishedThread(postId: string): Promise<CommentView[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.comments(postId));
  const rows = await db().comment.findMany({
    where: { AND: [{ postId }, shownInThreads] },
    orderBy: { path: "asc" },
    take: shownOnPage,
    select: fields,
  });
  return rows.map((row) => commentView.parse(commentViewOf(row)));
}

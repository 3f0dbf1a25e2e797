import type { z } from "zod";
import { moderatedBy } from "#domain/comments/policy";
import { commentFields, commentViewOf } from "#domain/comments/queries";
import type { queueInput, queueStates, reportsInput } from "#domain/moderation/schema";
import type { Known } from "#domain/operation";
import { type Database, db } from "#lib/db";
import { type Order, paginate } from "#lib/keyset";
import type { Prisma } from "#prisma/client";

type QueueState = (typeof queueStates)[number];

const reportFields = {
  id: true,
  reason: true,
  words: true,
  createdAt: true,
  settledAt: true,
} as const satisfies Prisma.CommentReportSelect;

const queueFields = {
  ...commentFields,
  reportCount: true,
  reportedAt: true,
  post: { select: { id: true, slug: true, title: true } },
  reports: {
    where: { settledAt: null },
    orderBy: { id: "desc" },
    take: 5,
    select: reportFields,
  },
} as const satisfies Prisma.CommentSelect;

type QueueRow = Prisma.CommentGetPayload<{ select: typeof queueFields }>;

const inState: Record<QueueState, Prisma.CommentWhereInput> = {
  reported: { reportedAt: { not: null } },
  all: { status: { not: "deleted" } },
  hidden: { status: "hidden" },
};

const newest: Order = { field: "id", descending: true, type: "text", tiebreak: null };
const lastReported: Order = {
  field: "reportedAt",
  descending: true,
  type: "date",
  tiebreak: { field: "id", descending: true },
};

/** One page of what an actor takes care of: the last reported first, else the newest. */
export async function listQueue(
  tx: Database,
  actor: Known,
  { state, post, author, ...paging }: z.output<typeof queueInput>,
) {
  const where: Prisma.CommentWhereInput = {
    AND: [
      inState[state],
      moderatedBy(actor),
      ...(post ? [{ postId: post }] : []),
      ...(author ? [{ author: { handle: author } }] : []),
    ],
  };
  const { rows, page } = await paginate<QueueRow>({
    list: `queue:${state}:${post ?? ""}:${author ?? ""}`,
    order: state === "reported" ? lastReported : newest,
    input: paging,
    find: ({ where: beyond, ...slice }) =>
      tx.comment.findMany({ where: { AND: [where, beyond] }, select: queueFields, ...slice }),
    count: () => tx.comment.count({ where }),
  });
  const data = rows.map(({ post: below, reports, reportCount, reportedAt, ...row }) => ({
    ...commentViewOf(row),
    post: below,
    reports,
    reportCount,
    reportedAt,
  }));
  return { data, page };
}

/** How many there are in each list of the queue. */
export async function countQueue(actor: Known): Promise<Record<QueueState, number>> {
  const count = (state: QueueState) =>
    db().comment.count({ where: { AND: [inState[state], moderatedBy(actor)] } });
  const [reported, all, hidden] = await Promise.all([
    count("reported"),
    count("all"),
    count("hidden"),
  ]);
  return { reported, all, hidden };
}

/** One page of what was reported of a comment, the latest first. */
export async function listReportsOf(
  tx: Database,
  commentId: string,
  input: Omit<z.output<typeof reportsInput>, "id" | "commentId">,
) {
  const where = { commentId };
  const { rows, page } = await paginate({
    list: `reports:${commentId}`,
    order: newest,
    input,
    find: ({ where: beyond, ...slice }) =>
      tx.commentReport.findMany({
        where: { AND: [where, beyond] },
        select: reportFields,
        ...slice,
      }),
    count: () => tx.commentReport.count({ where }),
  });
  return { data: rows, page };
}

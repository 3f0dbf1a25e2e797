import { z } from "zod";
import { authorView } from "#domain/users/schema";
import { id, listOf, paging, timestamp, version } from "#lib/fields";

/** A revision has the number of the version that it was. */
const number = version;

export const listRevisionsInput = z.strictObject({ id, ...paging });
export const revisionRef = z.strictObject({ id, number });
export const diffRevisionInput = z.strictObject({ id, number, against: number.optional() });
export const restoreRevisionInput = z.strictObject({ id, number, version: version.optional() });

const parts = ["title", "slug", "excerpt", "body"] as const;

/** A revision in the list of them. */
export const revisionSummary = z.object({
  number: z.int(),
  title: z.string(),
  /** Null when the account is gone. */
  editor: authorView.nullable(),
  createdAt: timestamp,
  /** Whether it is the text of the post now. */
  current: z.boolean(),
  /** What differs from the revision before; nothing for the first. */
  changed: z.array(z.enum(parts)),
  /** The length of its body, and by how much that differs from the revision before (bytes of UTF-8). */
  size: z.int(),
  sizeChange: z.int(),
});
export type RevisionSummary = z.output<typeof revisionSummary>;

export const revisionList = listOf(revisionSummary);

/** One revision, whole. */
export const revisionView = z.object({
  postId: z.string(),
  number: z.int(),
  title: z.string(),
  slug: z.string(),
  excerpt: z.string().nullable(),
  body: z.string(),
  editor: authorView.nullable(),
  createdAt: timestamp,
  current: z.boolean(),
});

const block = z.object({
  kind: z.enum(["same", "removed", "added"]),
  text: z.string(),
  /** The words that differ from what stood, or stands, in its place; absent when nearly all do. */
  parts: z.array(z.object({ text: z.string(), changed: z.boolean() })).optional(),
});

const textDiff = z.object({
  hunks: z.array(z.object({ fromLine: z.int(), toLine: z.int(), blocks: z.array(block) })),
  removed: z.int(),
  added: z.int(),
  smallest: z.boolean(),
});

/** What became of the older of two texts in the newer one; null beside what did not change. */
export const revisionDiff = z.object({
  postId: z.string(),
  from: z.int(),
  to: z.int(),
  title: textDiff.nullable(),
  slug: textDiff.nullable(),
  excerpt: textDiff.nullable(),
  body: textDiff.nullable(),
});

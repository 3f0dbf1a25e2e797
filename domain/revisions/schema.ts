import { z } from "zod";
import { exampleIds } from "#domain/reference";
import { authorView } from "#domain/users/schema";
import { fieldsOf, id, listOf, paging, timestamp, version } from "#lib/fields";

/** A revision has the number of the version that it was. */
const number = version.describe("The version of the post that it was.");

export const revisionRef = z.strictObject({ id, number });
export const diffRevisionInput = z.strictObject({
  id,
  number,
  against: number.optional().describe("Another revision; without it the present text."),
});
export const restoreRevisionInput = z.strictObject({ id, number, version: version.optional() });

const parts = ["title", "slug", "excerpt", "body"] as const;

const exampleRevision = {
  number: 1,
  title: "Hello from a program",
  editor: { handle: "ines", name: "Inês Duarte", image: null },
  createdAt: "2026-05-03T10:00:00.000Z",
  current: true,
};

/** A revision in the list of them. */
export const revisionSummary = z
  .object({
    number: z.int(),
    title: z.string(),
    /** Null when the account is gone. */
    editor: authorView.nullable(),
    createdAt: timestamp,
    /** Whether it is the text of the post now. */
    current: z.boolean(),
    changed: z
      .array(z.enum(parts))
      .describe("What differs from the revision before; nothing for the first."),
    size: z.int().describe("The length of its body, in bytes of UTF-8."),
    sizeChange: z.int().describe("By how much that differs from the revision before."),
  })
  .meta({
    id: "RevisionSummary",
    examples: [{ ...exampleRevision, changed: [], size: 11, sizeChange: 11 }],
  });
export type RevisionSummary = z.output<typeof revisionSummary>;

export const listRevisionsInput = z.strictObject({
  id,
  ...paging,
  fields: fieldsOf(revisionSummary),
});

export const revisionList = listOf(revisionSummary);

/** One revision, whole. */
export const revisionView = z
  .object({
    postId: z.string(),
    number: z.int(),
    title: z.string(),
    slug: z.string(),
    excerpt: z.string().nullable(),
    body: z.string(),
    editor: authorView.nullable(),
    createdAt: timestamp,
    current: z.boolean(),
  })
  .meta({
    id: "Revision",
    examples: [
      {
        ...exampleRevision,
        postId: exampleIds.post,
        slug: "hello-from-a-program",
        excerpt: null,
        body: "It *works*.",
      },
    ],
  });

const block = z.object({
  kind: z.enum(["same", "removed", "added"]),
  text: z.string(),
  /** The words that differ from what stood, or stands, in its place; absent when nearly all do. */
  parts: z.array(z.object({ text: z.string(), changed: z.boolean() })).optional(),
});

const textDiff = z
  .object({
    hunks: z.array(z.object({ fromLine: z.int(), toLine: z.int(), blocks: z.array(block) })),
    removed: z.int().describe("Lines."),
    added: z.int().describe("Lines."),
    smallest: z
      .boolean()
      .describe("False where nearly everything differs, and is told as replaced."),
  })
  .meta({ id: "TextDiff" });

/** What became of the older of two texts in the newer one; null beside what did not change. */
export const revisionDiff = z
  .object({
    postId: z.string(),
    from: z.int(),
    to: z.int(),
    title: textDiff.nullable(),
    slug: textDiff.nullable(),
    excerpt: textDiff.nullable(),
    body: textDiff.nullable(),
  })
  .meta({
    id: "RevisionDiff",
    examples: [
      {
        postId: exampleIds.post,
        from: 1,
        to: 2,
        title: {
          hunks: [
            {
              fromLine: 1,
              toLine: 1,
              blocks: [
                { kind: "removed", text: "Hello" },
                { kind: "added", text: "Hello from a program" },
              ],
            },
          ],
          removed: 1,
          added: 1,
          smallest: true,
        },
        slug: null,
        excerpt: null,
        body: null,
      },
    ],
  });
export type RevisionDiff = z.output<typeof revisionDiff>;
export type TextDiffView = z.output<typeof textDiff>;

import { z } from "zod";
import { id, timestamp, version } from "#lib/fields";
import { line, prose } from "#lib/text";

/** What an editor has in hand. Unlike a post's own fields these may be empty, or half typed. */
const fields = {
  title: prose({ min: 0, max: 200 }).optional(),
  body: prose({ min: 0, max: 1_000_000 }).optional(),
  slug: prose({ min: 0, max: 96 }).optional(),
  excerpt: prose({ min: 0, max: 500 }).optional(),
  tags: z
    .array(line({ min: 1, max: 60 }))
    .max(20, "At most 20 tags.")
    .optional(),
  canonicalUrl: prose({ min: 0, max: 2000 }).optional(),
  seoTitle: prose({ min: 0, max: 200 }).optional(),
  seoDescription: prose({ min: 0, max: 500 }).optional(),
  commentsOpen: z.boolean().optional(),
  cover: id
    .nullable()
    .optional()
    .describe("The id of an upload of the owner's or yours; null for none."),
};

export const draftRef = z.strictObject({ id });

export const saveDraftInput = z.strictObject({
  id,
  /** The version of the post that the words began from. */
  version: version.optional(),
  /** The save that this one follows; 0 when there is none yet. */
  draftVersion: z.int().min(0).max(2_147_483_647).optional(),
  ...fields,
});

/** As the post's row keeps it. */
export const storedDraft = z.object({
  version: z.int(),
  draftVersion: z.int(),
  savedAt: z.iso.datetime(),
  ...fields,
});
export type StoredDraft = z.output<typeof storedDraft>;

export const draftView = z.object({
  postId: z.string(),
  version: z.int(),
  draftVersion: z.int(),
  savedAt: timestamp,
  /** Whether the post has moved on since the words were begun. */
  stale: z.boolean(),
  ...fields,
});
export type DraftView = z.output<typeof draftView>;

import { z } from "zod";
import { paging } from "#lib/fields";

export const tagRef = z.object({ slug: z.string(), name: z.string() });

/** A tag, with the number of published posts that carry it. */
export const tagView = tagRef.extend({ postCount: z.int(), url: z.string() });
export type TagView = z.output<typeof tagView>;

export const tagSlug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(96);
export const tagInput = z.strictObject({ slug: tagSlug });
export const tagsInput = z.strictObject(paging);

import { z } from "zod";
import { timestamp } from "#lib/fields";

/** How many posts a year has, in all and month by month. */
export const archiveYear = z.object({
  year: z.int(),
  postCount: z.int(),
  /** Twelve counts, from January. */
  months: z.array(z.int()).length(12),
  url: z.string(),
});
export type ArchiveYear = z.output<typeof archiveYear>;

/** A post as the archive lists it. */
export const archivedPost = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  publishedAt: timestamp,
});
export type ArchivedPost = z.output<typeof archivedPost>;

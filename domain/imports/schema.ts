import { z } from "zod";
import { instant, webAddress } from "#lib/fields";
import { line, prose } from "#lib/text";

/** One post of another blog. `source` names its file, so that a second import knows it again. */
export const importPostInput = z.strictObject({
  source: line({ min: 1, max: 500 }),
  contentHash: z.string().max(64),
  title: line({ min: 1, max: 200 }),
  body: prose({ min: 1, max: 1_000_000 }),
  slug: z.string().max(200).nullable(),
  excerpt: line({ min: 1, max: 500 }).nullable(),
  tags: z.array(line({ min: 1, max: 60 })).max(20),
  authors: z.array(line({ min: 1, max: 100 })).max(11),
  draft: z.boolean(),
  date: instant.nullable(),
  updated: instant.nullable(),
  canonicalUrl: webAddress.nullable(),
  aliases: z.array(z.string().regex(/^\/[^\0]{1,499}$/)).max(50),
});

export const importResults = ["created", "updated", "unchanged", "edited here since"] as const;

export const importPostView = z.object({
  result: z.enum(importResults),
  slug: z.string(),
  /** What was done otherwise than the file asked. */
  notes: z.array(z.string()),
});

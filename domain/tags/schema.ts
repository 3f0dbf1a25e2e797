import { z } from "zod";
import { fieldsOf, paging } from "#lib/fields";

export const tagRef = z
  .object({ slug: z.string(), name: z.string() })
  .meta({ id: "TagRef", examples: [{ slug: "craft", name: "Craft" }] });

/** A tag, with the number of published posts that carry it. */
export const tagView = tagRef
  .extend({
    postCount: z.int().describe("Published posts."),
    url: z.string().describe("The path of the page."),
  })
  .meta({
    id: "Tag",
    examples: [{ slug: "craft", name: "Craft", postCount: 4, url: "/tags/craft" }],
  });
export type TagView = z.output<typeof tagView>;

export const tagSlug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(96)
  .describe("Small letters, digits and single hyphens.");
const fields = fieldsOf(tagView);
export const tagInput = z.strictObject({ slug: tagSlug, fields });
export const tagsInput = z.strictObject({ ...paging, fields });

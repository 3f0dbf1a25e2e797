import type { ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/tags/operations";

export const reference: ReferenceOf<typeof operations> = {
  listTags: {
    summary: "List tags",
    description: "The tags of published posts, the most used first.",
    example: { limit: 10 },
  },
  getTag: {
    summary: "Read a tag",
    description: "A tag that at least one published post carries.",
    example: { slug: "craft" },
  },
};

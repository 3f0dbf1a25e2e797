import { z } from "zod";
import { exampleSummary, postSummary } from "#domain/posts/schema";
import { fieldsOf, listOf, paging } from "#lib/fields";
import { searchText } from "#lib/text";

/** A text in pieces; what was searched for is marked. Text, never HTML. */
const marked = z.array(z.object({ text: z.string(), marked: z.boolean() }));
export type Marked = z.output<typeof marked>;

/** A post that was found. */
export const foundPost = postSummary
  .extend({
    match: z
      .enum(["words", "similar"])
      .describe("Whether it has the words that were asked for, or only similar ones."),
    highlights: z
      .object({ title: marked, text: marked })
      .describe(
        "The title and a passage in pieces; what was searched for is marked. Text, not HTML.",
      ),
  })
  .meta({
    id: "FoundPost",
    examples: [
      {
        ...exampleSummary,
        match: "words",
        highlights: {
          title: [
            { text: "Hello", marked: true },
            { text: " from a program", marked: false },
          ],
          text: [{ text: "It works.", marked: false }],
        },
      },
    ],
  });
export type FoundPost = z.output<typeof foundPost>;

export const searchResults = listOf(foundPost);

export const searchInput = z.strictObject({
  q: searchText.describe('Words; `"a phrase"`, `or` and `-not` are understood.'),
  limit: paging.limit,
  cursor: paging.cursor,
  fields: fieldsOf(foundPost),
});

import { z } from "zod";
import { postSummary } from "#domain/posts/schema";
import { id, instant } from "#lib/fields";

export const bulkActions = ["publish", "unpublish", "trash", "restore", "delete"] as const;
export type BulkAction = (typeof bulkActions)[number];

export const bulkPostsInput = z.strictObject({
  ids: z.array(id).min(1, "Choose a post at least.").max(100, "At most 100 posts at a time."),
  action: z.enum(bulkActions),
  /** With publish: a later time. */
  at: instant.optional(),
});

/** What the single operation would have answered. */
const result = z.object({
  id: z.string(),
  status: z.int(),
  /** Of an action that leaves a post to look at. */
  post: postSummary.optional(),
  problem: z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z.string(),
      errors: z
        .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
        .optional(),
    })
    .optional(),
});

export const bulkPostsView = z.object({
  action: z.enum(bulkActions),
  done: z.int(),
  failed: z.int(),
  results: z.array(result),
});
export type BulkPostsView = z.output<typeof bulkPostsView>;

import type * as operations from "#domain/bulk/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

export const reference: ReferenceOf<typeof operations> = {
  bulkPosts: {
    summary: "Do one thing to many posts",
    description:
      "`publish` (with `at` at a later time), `unpublish`, `trash`, `restore` or `delete` (for good), for up to 100 posts, each as the operation of its own would do it: one that fails stops no other. Each result has the `status` that the single operation would have had, and a `problem` where it failed. 200 when all went well, else 207. It counts as one write for each post.",
    example: { ids: [exampleIds.post], action: "publish" },
  },
};

import { z } from "zod";
import { exampleIds } from "#domain/reference";
import { authorView } from "#domain/users/schema";
import { fieldsOf, id, listOf, paging, timestamp, version } from "#lib/fields";
import { prose } from "#lib/text";

/** Replies to replies end here; deeper ones are refused. */
export const maxDepth = 12;

export const commentStatuses = ["visible", "pending", "hidden", "deleted"] as const;

const body = prose({ min: 1, max: 10_000 }).describe("Markdown, a small subset.");

/** `id` is the post's: comments live under their post. */
const ofPost = { id };
const one = { ...ofPost, commentId: id };

export const createCommentInput = z.strictObject({
  ...ofPost,
  body,
  parentId: id.nullable().default(null).describe("The comment it answers."),
});
export const updateCommentInput = z.strictObject({ ...one, version: version.optional(), body });
export const deleteCommentInput = z.strictObject({ ...one, version: version.optional() });

/** A comment. A deleted one that has replies stays as a place in its thread: no body, no author. */
export const commentView = z
  .object({
    id: z.string(),
    postId: z.string(),
    parentId: z.string().nullable(),
    body: z.string(),
    html: z.string(),
    author: authorView.nullable().describe("Null for a deleted one."),
    status: z.enum(commentStatuses),
    version: z.int(),
    depth: z.int().describe("0 for one that answers the post, up to 12."),
    replyCount: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({
    id: "Comment",
    examples: [
      {
        id: exampleIds.comment,
        postId: exampleIds.post,
        parentId: null,
        body: "I *agree*.",
        html: "<p>I <em>agree</em>.</p>",
        author: { handle: "jun", name: "Jun Park", image: null },
        status: "visible",
        version: 1,
        depth: 0,
        replyCount: 0,
        createdAt: "2026-05-03T10:00:00.000Z",
        updatedAt: "2026-05-03T10:00:00.000Z",
      },
    ],
  });
export type CommentView = z.output<typeof commentView>;

export const commentList = listOf(commentView);

const fields = fieldsOf(commentView);
export const listCommentsInput = z.strictObject({ ...ofPost, ...paging, fields });
export const commentRef = z.strictObject({ ...one, fields });

import { z } from "zod";
import { authorView } from "#domain/users/schema";
import { id, listOf, paging, timestamp, version } from "#lib/fields";
import { prose } from "#lib/text";

export const commentStatuses = ["visible", "pending", "hidden", "deleted"] as const;

const body = prose({ min: 1, max: 10_000 });

/** `id` is the post's: comments live under their post. */
const ofPost = { id };
const one = { ...ofPost, commentId: id };

export const listCommentsInput = z.strictObject({ ...ofPost, ...paging });
export const createCommentInput = z.strictObject({
  ...ofPost,
  body,
  parentId: id.nullable().default(null),
});
export const commentRef = z.strictObject(one);
export const updateCommentInput = z.strictObject({ ...one, version: version.optional(), body });
export const deleteCommentInput = z.strictObject({ ...one, version: version.optional() });

/** A comment. A deleted one that has replies stays as a place in its thread: no body, no author. */
export const commentView = z.object({
  id: z.string(),
  postId: z.string(),
  parentId: z.string().nullable(),
  body: z.string(),
  html: z.string(),
  author: authorView.nullable(),
  status: z.enum(commentStatuses),
  version: z.int(),
  depth: z.int(),
  replyCount: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type CommentView = z.output<typeof commentView>;

export const commentList = listOf(commentView);

"use server";

import { createComment, deleteComment, updateComment } from "#domain/comments/operations";
import { action } from "#doors/action";

export const createCommentAction = action(createComment, {
  once: true,
  plainGoTo: ({ id }) => `/comments/${id}#said-${id}`,
});
export const updateCommentAction = action(updateComment);
export const deleteCommentAction = action(deleteComment);

"use server";

import {
  createPost,
  deletePost,
  previewPost,
  publishPost,
  restorePost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { action, choice } from "#doors/action";

const preview = action(previewPost, { fields: ["body"] });
const toReview = { goTo: (post: { id: string }) => `/studio/posts/${post.id}/publish` };
const toEditor = { goTo: (post: { id: string }) => `/studio/posts/${post.id}?saved=1` };
const once = { once: true };

export const writePostAction = choice({
  save: action(createPost, { ...toEditor, ...once }),
  review: action(createPost, { ...toReview, ...once }),
  preview,
});
export const editPostAction = choice({
  save: action(updatePost),
  review: action(updatePost, toReview),
  preview,
});
export const publishPostAction = action(publishPost, {
  goTo: (post) => `/studio/posts/${post.id}?published=1`,
});
export const unpublishPostAction = action(unpublishPost);
export const deletePostAction = action(deletePost);
export const restorePostAction = action(restorePost);

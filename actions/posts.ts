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
import { createUpload } from "#domain/uploads/operations";
import { action, choice } from "#doors/action";

const preview = action(previewPost, { fields: ["body"] });
const toReview = { goTo: (post: { id: string }) => `/studio/posts/${post.id}/publish` };
const toEditor = { goTo: (post: { id: string }) => `/studio/posts/${post.id}?saved=1` };
const once = { once: true };
// The editor's form has also what a new picture needs.
const toCreate = { fields: Object.keys(createPost.input.shape) };
const toUpdate = { fields: Object.keys(updatePost.input.shape) };
const upload = action(createUpload, { fields: ["alt"] });
const pictures = { cover: upload, picture: upload };

export const writePostAction = choice({
  save: action(createPost, { ...toCreate, ...toEditor, ...once }),
  review: action(createPost, { ...toCreate, ...toReview, ...once }),
  preview,
  ...pictures,
});
export const editPostAction = choice({
  save: action(updatePost, toUpdate),
  review: action(updatePost, { ...toUpdate, ...toReview }),
  preview,
  ...pictures,
});
export const publishPostAction = action(publishPost, {
  goTo: (post) => `/studio/posts/${post.id}?published=1`,
});
export const schedulePostAction = action(updatePost, {
  fields: ["id", "version", "status", "scheduledFor"],
  goTo: (post) => `/studio/posts/${post.id}?scheduled=1`,
});
export const unpublishPostAction = action(unpublishPost);
export const deletePostAction = action(deletePost);
export const restorePostAction = action(restorePost);

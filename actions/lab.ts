"use server";

import {
  createLabPost,
  failInLab,
  listLabPosts,
  updateLabPost,
  weighLabFile,
} from "#domain/lab/operations";
import { action } from "#doors/action";

/** A read, which an action is not for: the lab times it beside the handler. */
export const listLabPostsAction = action(listLabPosts);
export const createLabPostAction = action(createLabPost);
/** For a form with a nonce: sent twice, it makes one post. */
export const createLabPostOnceAction = action(createLabPost, { once: true });
export const createLabPostAndGoAction = action(createLabPost, {
  goTo: ({ id }) => `/lab/redirects#post-${id}`,
});
export const updateLabPostAction = action(updateLabPost);
export const weighLabFileAction = action(weighLabFile);
export const failInLabAction = action(failInLab);

"use server";

import { createLabPost, failInLab, updateLabPost } from "#domain/lab/operations";
import { action } from "#doors/action";

export const createLabPostAction = action(createLabPost);
/** For a form with a nonce: sent twice, it makes one post. */
export const createLabPostOnceAction = action(createLabPost, { once: true });
export const createLabPostAndGoAction = action(createLabPost, {
  goTo: ({ id }) => `/lab/redirects#post-${id}`,
});
export const updateLabPostAction = action(updateLabPost);
export const failInLabAction = action(failInLab);

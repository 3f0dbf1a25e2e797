"use server";

import { restoreRevision } from "#domain/revisions/operations";
import { action } from "#doors/action";

export const restoreRevisionAction = action(restoreRevision, {
  goTo: (post) => `/studio/posts/${post.id}?restored=${post.version}`,
});

import type * as operations from "#domain/drafts/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const id = exampleIds.post;

const hidden =
  "Only those who may change the post see its working copy; for anybody else it answers 404.";

export const reference: ReferenceOf<typeof operations> = {
  getDraft: {
    summary: "Read a post's working copy",
    description: `The words that were autosaved and not yet saved: \`version\` is the version of the post that they began from, \`stale\` whether it has moved on since. ${hidden}`,
    example: { id },
  },
  saveDraft: {
    summary: "Autosave a working copy",
    description: `Keeps the fields that an editor has in hand, half typed or empty, in place of those kept before. The post stays as it is, and so does its version. A stale \`version\` or \`draftVersion\` is refused, so that no window overwrites another. PATCH with the copy's \`draftVersion\` saves the post and takes the copy away. ${hidden}`,
    example: { id, version: 3, draftVersion: 0, title: "A title", body: "Half a sen" },
    problems: { conflict: "The post, or its working copy, has changed since." },
  },
  discardDraft: {
    summary: "Discard a working copy",
    description: `The post stays as it is. ${hidden}`,
    example: { id },
  },
};

import type * as operations from "#domain/reactions/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const id = exampleIds.post;
const unpublished = "The post is not published: only a published one takes reactions.";

export const reference: ReferenceOf<typeof operations> = {
  getReactions: {
    summary: "Read a post's reactions",
    description:
      "How often each kind was given (`counts`; a kind that nobody gave is left out), and which of them the caller gave (`mine`; empty for a guest).",
    example: { id },
  },
  addReaction: {
    summary: "Give a reaction",
    description:
      "One of each kind is counted for a person. Giving it again changes nothing, and answers the same.",
    example: { id, kind: "like" },
    problems: { conflict: unpublished },
  },
  removeReaction: {
    summary: "Take a reaction back",
    description: "Taking back what was not given changes nothing, and answers the same.",
    example: { id, kind: "like" },
    problems: { conflict: unpublished },
  },
};

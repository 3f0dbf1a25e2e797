import type * as operations from "#domain/moderation/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const one = { id: exampleIds.post, commentId: exampleIds.comment };
const foreign = "The comment stands below a post that is not yours.";

export const reference: ReferenceOf<typeof operations> = {
  reportComment: {
    summary: "Report a comment",
    description:
      "Tells the post's authors and the editors that something is wrong with it. Once a person and comment; `other` needs words.",
    example: { ...one, reason: "spam" },
    problems: {
      conflict: "You have reported this comment before.",
      forbidden: "You wrote it yourself.",
    },
  },
  listReports: {
    summary: "List a comment's reports",
    description:
      "The latest first, the answered ones too; for the post's authors and editors. By whom they are is not said.",
    example: { ...one, limit: 5 },
    problems: { forbidden: foreign },
  },
  dismissReports: {
    summary: "Dismiss a comment's reports",
    description: "The comment stays as it is, and leaves the queue.",
    example: one,
    problems: { forbidden: foreign },
  },
  hideComment: {
    summary: "Hide a comment",
    description:
      "Its words are then for its writer, the post's authors and editors only; its place stays while replies hang on it. Answers its reports. Hiding what is hidden changes nothing.",
    example: one,
    problems: { forbidden: foreign },
  },
  showComment: {
    summary: "Show a hidden comment again",
    description: "At its place, as it was. Showing what is visible changes nothing.",
    example: one,
    problems: { forbidden: foreign },
  },
  listModerated: {
    summary: "List comments to moderate",
    description:
      "Comments below the caller's posts, an editor's below all: `reported` (the last reported first), `all` or `hidden` (the newest first). Each comes with its post and the last five reports that nobody answered.",
    example: { state: "reported", limit: 5 },
  },
};

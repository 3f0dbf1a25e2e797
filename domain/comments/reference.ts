import type * as operations from "#domain/comments/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const id = exampleIds.post;
const commentId = exampleIds.comment;

export const reference: ReferenceOf<typeof operations> = {
  listComments: {
    summary: "List a post's comments",
    description: "The thread in reading order: each reply stands after what it answers.",
    example: { id, limit: 5 },
  },
  getComment: {
    summary: "Read a comment",
    description:
      "A comment of this post. A deleted one that has replies keeps its place, without its words and its author.",
    example: { id, commentId },
  },
  createComment: {
    summary: "Comment on a post",
    description:
      "Markdown, a small subset: paragraphs, emphasis, code, links, lists and quotes. `parentId` makes it a reply.",
    example: { id, body: "I *agree*." },
    problems: {
      conflict: "The post is not published: only a published one takes comments.",
      forbidden: "Comments on this post are closed.",
    },
  },
  updateComment: {
    summary: "Change a comment",
    description: "Its words, by who wrote it.",
    example: { id, commentId, body: "Better said." },
    problems: { forbidden: "Only who wrote a comment may change it." },
  },
  deleteComment: {
    summary: "Delete a comment",
    description:
      "Its words go; its place stays while replies hang on it. By who wrote it, the post's authors, and editors.",
    example: { id, commentId },
    problems: { forbidden: "The comment is neither yours nor under a post of yours." },
  },
};

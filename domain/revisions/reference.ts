import { exampleIds, type ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/revisions/operations";

const id = exampleIds.post;

const hidden =
  "Only those who may change a post see its history; for anybody else it answers 404, as a post that is not there does.";

export const reference: ReferenceOf<typeof operations> = {
  listRevisions: {
    summary: "List a post's revisions",
    description: `Every save that changed the title, the slug, the excerpt or the body, the latest first, numbered by the version that it made. ${hidden}`,
    example: { id, limit: 20 },
  },
  getRevision: {
    summary: "Read a revision",
    description: `The words of the post at one of its versions, whole. ${hidden}`,
    example: { id, number: 1 },
  },
  diffRevision: {
    summary: "Compare two revisions",
    description: `What became of the older one in the newer one, by lines and within them by words: with \`against\` any two of a post, without it a revision and the present text. Two texts that differ in nearly everything are told as wholly replaced (\`smallest: false\`). ${hidden}`,
    example: { id, number: 1, against: 3 },
  },
  restoreRevision: {
    summary: "Restore a revision",
    description: `Its title, excerpt and body become a new version, so that nothing is lost; the slug, the tags and the status stay. ${hidden}`,
    example: { id, number: 1 },
  },
};

import type * as operations from "#domain/imports/operations";
import type { ReferenceOf } from "#domain/reference";

export const reference: ReferenceOf<typeof operations> = {
  importPost: {
    summary: "Import one post",
    description:
      "One file of another blog: made at the first time, brought up to date when it has changed, left alone when somebody edited the post here since.",
    example: {
      source: "posts/hello.md",
      contentHash: "9f86d081884c7d65",
      title: "Hello",
      body: "It *works*.",
      slug: null,
      excerpt: null,
      tags: ["craft"],
      authors: [],
      draft: false,
      date: "2020-05-03T12:00:00Z",
      updated: null,
      canonicalUrl: null,
      aliases: ["/2020/05/hello"],
    },
  },
};

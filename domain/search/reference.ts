import type { ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/search/operations";

export const reference: ReferenceOf<typeof operations> = {
  searchPosts: {
    summary: "Search posts",
    description:
      'Published posts by their title, tags, authors, excerpt and text, the best match first. All words must be there, in any form of theirs, and the last one may be unfinished; `"a phrase"`, `or` and `-not` are understood, and accents do not matter. When little is found, words that are written alike count too, and `match` is `similar`. `highlights` has the title and a passage in pieces, with what was searched for marked: it is text, not HTML. Of very many matches the latest are ranked.',
    example: { q: "server actions", limit: 5 },
  },
};

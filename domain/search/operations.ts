import { tag } from "#domain/events";
import { read } from "#domain/operation";
import { findSummaries } from "#domain/posts/queries";
import { findMatches, highlightsOf, type Match, textQuery } from "#domain/search/queries";
import { searchInput, searchResults } from "#domain/search/schema";
import { paginateRows } from "#lib/keyset";

/** Published posts alone, whoever asks: the best first, then the latest. */
export const searchPosts = read({
  name: "posts.search",
  gate: "public",
  input: searchInput,
  output: searchResults,
  cacheTags: () => [tag.posts],
  async run({ input }) {
    const query = await textQuery(input.q);
    const found = query ? await findMatches(query, input.q) : null;
    const { rows, page } = paginateRows<Match>(
      {
        list: `search:${input.q}`,
        order: {
          field: "rank",
          descending: true,
          type: "count",
          tiebreak: { field: "id", descending: true },
        },
        input,
      },
      found?.matches ?? [],
    );
    if (!found || rows.length === 0) return { data: [], page };
    const ids = rows.map(({ id }) => id);
    const [posts, highlights] = await Promise.all([
      findSummaries(ids),
      highlightsOf(ids, found.marks),
    ]);
    const data = rows.flatMap(({ id, match }) => {
      const [post, marked] = [posts.get(id), highlights.get(id)];
      if (!post || !marked) return [];
      // Without a hit in it, the text's first words say less than the excerpt.
      const hit = marked.text.some((piece) => piece.marked);
      const text = hit ? marked.text : [{ text: post.excerpt, marked: false }];
      return [{ ...post, match, highlights: { title: marked.title, text } }];
    });
    return { data, page };
  },
});

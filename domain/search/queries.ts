import type { Marked } from "#domain/search/schema";
import { db } from "#lib/db";
import { Prisma } from "#prisma/client";

/** How many posts are ranked, the latest that match: a word in every post costs no more than a rare one. */
const RANKED = 200;

/** How many matches a list is filtered by, the latest. */
const LISTED = 1_000;

/** Fewer found than this, and words that are like those asked for count too. */
const FEW = 3;

/** How much of a text is looked through for a passage to show, in characters. */
const SHOWN_FROM = 20_000;

/** A tsquery as text. It is made by PostgreSQL from what a person typed, never from the text itself. */
export type TextQuery = string & { readonly tsquery: true };

/** A post that was found; the more `rank`, the better. */
export interface Match {
  id: string;
  rank: number;
  match: "words" | "similar";
}

/** A word that was asked for, and the same with words that are written alike, as text of a tsquery. */
interface Term {
  own: string;
  alike: string;
}

/** What is marked in a post: what it has of the query, and where it has not all of that, of the terms. */
export interface Marks {
  query: TextQuery;
  terms: Term[];
}

/**
 * What a person typed as a query: words that must all be there in any form of theirs, the last one
 * perhaps unfinished; "a phrase", `or` and `-not`. Null when nothing can be looked for, as in “-no”.
 */
export async function textQuery(typed: string): Promise<TextQuery | null> {
  const text = wordsOf(typed);
  const last = /[\p{L}\p{N}]{2,}$/u.exec(text)?.[0] ?? "";
  const [row] = await db().$queryRaw<
    { stems: string; plain: string; tree: string; stem: string; own: string }[]
  >`
    select stems::text, plain::text, querytree(stems || plain) as tree,
      plainto_tsquery(config, ${last})::text as stem,
      plainto_tsquery('duet_simple', ${last})::text as own
    from post_search_config() as config,
      websearch_to_tsquery(config, ${text}) as stems,
      websearch_to_tsquery('duet_simple', ${text}) as plain`;
  if (!row || row.tree === "" || row.tree === "T") return null;
  const { stems, plain, stem, own } = row;
  // A word as written is known of titles, tags and names only: that it is not there proves nothing.
  const denies = /!/.test(plain.replace(/'(?:[^']|'')*'/g, ""));
  // “curs” may become “cursor”, but what begins like its stem “cur” need not be meant.
  const begun = stem === own ? `${own}:*` : `(${stem} | ${own}:*)`;
  const growing = (part: string, word: string, grown: string) =>
    word.startsWith("'") && part.endsWith(word) ? part.slice(0, -word.length) + grown : part;
  const grown = [growing(stems, stem, begun), growing(plain, own, `${own}:*`)];
  const parts = (denies ? grown.slice(0, 1) : [...new Set(grown)]).filter((part) => part !== "");
  return parts.map((part) => `(${part})`).join(" | ") as TextQuery;
}

/** <Suspense> is a word, and no markup, as it is where posts are indexed. */
const wordsOf = (typed: string) => typed.replace(/[<>]/g, " ").trim();

/** The published posts that match best, and when these are few also those with similar words. */
export async function findMatches(
  query: TextQuery,
  text: string,
): Promise<{
  matches: Match[];
  /** What they match, so that it can be marked. */
  marks: Marks;
}> {
  const exact = await ranked(query);
  const matches: Match[] = exact.map((row) => ({ ...row, match: "words" }));
  const terms = matches.length < FEW ? await similarTerms(text) : [];
  const marks = { query, terms };
  if (terms.length === 0) return { matches, marks };
  const known = new Set(exact.map(({ id }) => id));
  const similar = terms.map(({ alike }) => `(${alike})`).join(" & ") as TextQuery;
  for (const row of await ranked(similar)) {
    // Behind everything that has the very words: no rank reaches 1.
    if (!known.has(row.id)) matches.push({ id: row.id, rank: row.rank - 1, match: "similar" });
  }
  return { matches, marks };
}

/** The latest posts with the words in title, tags or names, and the latest with them anywhere, ranked. */
async function ranked(query: TextQuery): Promise<{ id: string; rank: number }[]> {
  const [head, whole] = [Prisma.sql`head`, Prisma.sql`whole`];
  const [byHead, byWhole] = await Promise.all([
    latestFirst(head, query),
    latestFirst(whole, query),
  ]);
  return db().$queryRaw`
    with found as (
      (select post_id from post_search where head @@ ${query}::tsquery and published_at is not null
        order by ${byHead} limit ${RANKED})
      union
      (select post_id from post_search where whole @@ ${query}::tsquery and published_at is not null
        order by ${byWhole} limit ${RANKED}))
    select post_id as id, ts_rank('{0.1, 0.2, 0.5, 1}', whole, ${query}::tsquery, 1)::float8 as rank
    from found join post_search using (post_id)`;
}

/** From as many matches on, the posts are walked from the latest on instead of sorting those that match. */
const COMMON = 10_000;

/**
 * The order from the latest on, said so that PostgreSQL walks the posts in that order only for a
 * common word. Left to itself it does so also for one that nobody has: it takes reading a row for
 * cheap, and does not know that each tsvector must be fetched and unpacked (3 s of 100,000 posts).
 */
async function latestFirst(column: Prisma.Sql, query: TextQuery): Promise<Prisma.Sql> {
  const [row] = await db().$queryRaw<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }[]>`
    explain (format json) select from post_search where ${column} @@ ${query}::tsquery`;
  const expected = row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
  return expected > COMMON
    ? Prisma.sql`published_at desc, post_id desc`
    : Prisma.sql`published_at + interval '0' desc, post_id desc`;
}

/** The words that were asked for, with those of published posts that are written like them; none without such. */
async function similarTerms(typed: string): Promise<Term[]> {
  const terms = await db().$queryRaw<{ own: string; others: string[] }[]>`
    select plainto_tsquery(config, term)::text as own, array(
      select (quote_literal(word)::tsquery || plainto_tsquery(config, word))::text from search_words
      where word % term and word <> term order by similarity(word, term) desc, word limit 4) as others
    from post_search_config() as config,
      unnest(tsvector_to_array(to_tsvector('duet_simple', ${wordsOf(typed)}))) as term
    where length(term) between 4 and 40
    limit 8`;
  if (!terms.some(({ others }) => others.length > 0)) return [];
  return terms
    .map(({ own, others }) => {
      return { own, alike: [own, ...others].filter((each) => each !== "").join(" | ") };
    })
    .filter(({ alike }) => alike !== "");
}

/** Which of the posts a list is about. */
export interface Filter {
  published: boolean;
  /** Whose posts: every one of these is among the authors. */
  writerIds: string[];
  tagId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}

/** The ids of the posts that match, the latest thousand: a list in another order is made of these. */
export async function matchingIds(query: TextQuery, filter: Filter): Promise<string[]> {
  const { published, writerIds, tagId, since, until } = filter;
  const conditions = [
    Prisma.sql`whole @@ ${query}::tsquery`,
    published ? Prisma.sql`published_at is not null` : Prisma.sql`published_at is null`,
    ...writerIds.map(
      (id) =>
        Prisma.sql`exists (select from post_authors a
          where a.post_id = s.post_id and a.user_id = ${id}::uuid)`,
    ),
    ...(tagId
      ? [
          Prisma.sql`exists (select from post_tags t
            where t.post_id = s.post_id and t.tag_id = ${tagId}::uuid)`,
        ]
      : []),
    ...(since ? [Prisma.sql`published_at >= ${since}`] : []),
    ...(until ? [Prisma.sql`published_at < ${until}`] : []),
  ];
  const rows = await db().$queryRaw<{ id: string }[]>`
    select post_id as id from post_search s where ${Prisma.join(conditions, " and ")}
    order by ${await latestFirst(Prisma.sql`whole`, query)} limit ${LISTED}`;
  return rows.map(({ id }) => id);
}

/**
 * Before and after what is marked, and instead of “<”, for ts_headline leaves out what looks like
 * markup: characters that no text has, for those in it are taken out.
 */
const [BEGIN, END, LESS] = ["\u0002", "\u0003", "\u0004"];

/**
 * The titles of these posts and a passage of their texts, with what was searched for marked. A word that
 * is only written alike is marked where the post was found by it, and not beside the very word.
 */
export async function highlightsOf(
  ids: string[],
  { query, terms }: Marks,
): Promise<Map<string, { title: Marked; text: Marked }>> {
  const options = `StartSel=${BEGIN}, StopSel=${END}`;
  const passage = `${options}, MaxWords=34, MinWords=18, ShortWord=2`;
  const rows = await db().$queryRaw<{ id: string; title: string; text: string }[]>`
    select id, ts_headline(config, translate(title, ${`<${BEGIN}${END}${LESS}`}, ${LESS}), marks,
        ${`${options}, HighlightAll=true`}) as title,
      ts_headline(config, translate(left(text, ${SHOWN_FROM}), ${`<${BEGIN}${END}${LESS}`}, ${LESS}), marks,
        ${passage}) as text
    from post_search_config() as config, posts join post_search on post_id = id, lateral (
      select case when whole @@ ${query}::tsquery then ${query}::tsquery else (
        select string_agg('(' || case when whole @@ own::tsquery then own else alike end || ')', ' & ')::tsquery
        from unnest(${terms.map(({ own }) => own)}::text[], ${terms.map(({ alike }) => alike)}::text[]) as term (own, alike)
      ) end) as found (marks)
    where id = any(${ids}::uuid[])`;
  return new Map(
    rows.map(({ id, title, text }) => [id, { title: piecesOf(title), text: piecesOf(text) }]),
  );
}

function piecesOf(text: string): Marked {
  return text
    .replace(/\s+/g, " ")
    .replaceAll(LESS, "<")
    .split(new RegExp(`(${BEGIN}[^${END}]*${END})`))
    .filter((piece) => piece !== "")
    .map((piece) =>
      piece.startsWith(BEGIN)
        ? { text: piece.slice(1, -1), marked: true }
        : { text: piece, marked: false },
    );
}

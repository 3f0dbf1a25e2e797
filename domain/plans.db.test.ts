import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { z } from "zod";
import { archivedPosts, archiveYears } from "#domain/archive/queries";
import { listCalls } from "#domain/calls/operations";
import { listComments } from "#domain/comments/operations";
import { publishedThread } from "#domain/comments/queries";
import { listModerated, listReports } from "#domain/moderation/operations";
import type { Known, Operation } from "#domain/operation";
import { emptyTrash, getPost, listPosts, publishDuePost } from "#domain/posts/operations";
import { neighborsOf, redirectTarget, relatedPosts } from "#domain/posts/queries";
import { getReactions } from "#domain/reactions/operations";
import { diffRevision, listRevisions } from "#domain/revisions/operations";
import { searchPosts } from "#domain/search/operations";
import { getTag, listTags } from "#domain/tags/operations";
import { getToken, listTokens } from "#domain/tokens/operations";
import { getUpload, listUploads } from "#domain/uploads/operations";
import { findServedFile } from "#domain/uploads/queries";
import { getAuthor, listAuthors } from "#domain/users/operations";
import { type Actor, guest, permissionsOf, type Role, system } from "#lib/actor";
import { run, verdict } from "#lib/testing/blog";

// A list answers from an index in its own order, however large the blog is and however deep the page
// lies: the SQL that Prisma sends is caught on its way, and PostgreSQL is asked what it does for it.

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

const LIMIT = 20;
/** No part of a plan may read more rows than this for one page of twenty: a fiftieth of the posts. */
const MOST = 20 * LIMIT;

const POSTS = 20_000;
const uuid = (kind: number, number: number) =>
  `00000000-0000-7${String(kind).padStart(3, "0")}-8000-${String(number).padStart(12, "0")}`;

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  await client.query(EMPTY); // new files: what the tests before have left in the old ones has a price too
  await client.query(FILL);
  await client.query("vacuum analyze");
}, 60_000);

afterAll(async () => {
  await client.query(EMPTY); // so much would slow the next file down
  await client.end();
});

// Users 1…3,000 (the first 200 write; user 1 the most), tags 1…2,000 (tag 1 on every third post, tag 2
// on three old ones, tag 3 on every thirtieth, tag 4 on the 900 oldest), posts of all states, 10,000 comments under post 1 and as
// many elsewhere, 50 tokens each for 100 users. With the foreign keys asleep it takes a third of the time.
const EMPTY = "truncate users, tags, posts cascade";
const FILL = `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as $$
    select ('00000000-0000-7' || lpad(kind::text, 3, '0') || '-8000-' || lpad(n::text, 12, '0'))::uuid $$;
  insert into posts (id, slug, title, body, html, text, outline, auto_excerpt, word_count, reading_minutes,
      status, published_at, updated_at, trashed_at, scheduled_for, author_id, cover_id)
    select pg_temp.id(3, n), 'post-' || n, 'Title ' || md5((n % 5000)::text), 'Words.', '<p>Words.</p>',
      'Words.', '[]', 'Words.', 1, 1,
      (case when n % 10 < 8 then 'published' when n % 10 = 8 then 'draft' when n % 20 = 9 then 'scheduled'
        else 'trashed' end)::"PostStatus",
      case when n % 10 <> 8 then timestamptz '2020-01-01' + (n / 3) * interval '1 hour' end,
      timestamptz '2020-01-01' + ((n * 7919) % ${POSTS}) * interval '1 minute',
      case when n % 20 = 19 then now() end,
      case when n % 20 = 9 then timestamptz '2525-01-01' + ((n * 7919) % 600) * interval '1 minute' end,
      pg_temp.id(1, case when n % 4 = 0 then 1 else 1 + (n % 200) end), pg_temp.id(6, 1 + n % 3000)
    from generate_series(1, ${POSTS}) n;
  insert into post_authors (post_id, user_id, position) select id, author_id, 0 from posts;
  insert into post_tags (post_id, tag_id, position)
    select pg_temp.id(3, n), pg_temp.id(2, 10 + n % 1990), 0 from generate_series(1, ${POSTS}) n
    union all select pg_temp.id(3, n), pg_temp.id(2, 1), 1 from generate_series(1, ${POSTS}, 3) n
    union all select pg_temp.id(3, n), pg_temp.id(2, 2), 2 from generate_series(100, 120, 10) n
    union all select pg_temp.id(3, n), pg_temp.id(2, 3), 3 from generate_series(2, ${POSTS}, 33) n
    union all select pg_temp.id(3, n), pg_temp.id(2, 4), 4 from generate_series(1, 900) n;
  update post_authors set published_at = p.published_at from posts p where id = post_id and status = 'published';
  update post_tags set published_at = p.published_at from posts p where id = post_id and status = 'published';
  insert into tags (id, slug, name, post_count)
    select id, 'tag-' || n, 'Tag ' || n, coalesce(found, 0)
    from (select n, pg_temp.id(2, n) as id from generate_series(1, 2000) n) as tag
    left join (select tag_id as id, count(*) as found from post_tags join posts p on p.id = post_id
      where status = 'published' group by 1) as used using (id);
  insert into users (id, handle, name, role, updated_at, post_count)
    select id, 'user-' || n, 'User ' || n, 'author', now(), coalesce(found, (n < 2400)::int)
    from (select n, pg_temp.id(1, n) as id from generate_series(1, 3000) n) as writer
    left join (select author_id as id, count(*) as found from posts
      where status = 'published' group by 1) as wrote using (id);
  insert into uploads (id, owner_id, url, digest, media_type, bytes, width, height)
    select pg_temp.id(6, n), pg_temp.id(1, 1), '/u/' || n, lpad(n::text, 64, '0'), 'image/webp', 1, 1, 1
    from generate_series(1, 3000) n;
  insert into post_uploads (post_id, upload_id) select id, cover_id from posts;
  insert into comments (id, post_id, author_id, path, depth, body, html, status, reported_at, report_count)
    select pg_temp.id(4, n), pg_temp.id(3, case when n % 2 = 0 then 1 else n end),
      pg_temp.id(1, 1 + n % 3000), replace(pg_temp.id(4, n)::text, '-', ''), 0, 'Well.', '<p>Well.</p>',
      (case when n % 50 = 0 then 'hidden' else 'visible' end)::"CommentStatus",
      case when n % 40 = 1 then timestamptz '2020-01-01' + n * interval '1 minute' end, (n % 40 = 1)::int
    from generate_series(1, 20000) n;
  insert into comment_reports (id, comment_id, user_id, reason)
    select pg_temp.id(9, n), pg_temp.id(4, 1 + 40 * (n % 500)), pg_temp.id(1, n), 'spam'
    from generate_series(1, 3000) n;
  insert into tokens (id, user_id, name, secret_hash, scopes, expires_at)
    select pg_temp.id(5, n), pg_temp.id(1, 1 + n % 100), 'Token', '', '{}', now()
    from generate_series(1, 5000) n;
  insert into revisions (id, post_id, number, title, slug, body)
    select pg_temp.id(7, n), pg_temp.id(3, case when n % 2 = 0 then 1 else n end), 1 + n / 2, 'Title', 'slug', 'Words.'
    from generate_series(1, 10000) n;
  insert into api_calls (id, user_id, method, path, status, milliseconds, request_id, at)
    select pg_temp.id(8, n), pg_temp.id(1, 1 + n % 100), 'GET', '/api/me', 200, 1, 'r', now()
    from generate_series(1, 10000) n;
  insert into reactions (post_id, user_id, kind)
    select pg_temp.id(3, 1), pg_temp.id(1, n), 'like' from generate_series(1, 3000) n
    union all select pg_temp.id(3, n), pg_temp.id(1, 9), 'like' from generate_series(2, 10000) n;
  insert into former_slugs (slug, post_id)
    select 'old-' || n, pg_temp.id(3, n) from generate_series(1, 5000) n;
  insert into redirects (path, post_id)
    select '/old/' || n, pg_temp.id(3, n) from generate_series(1, 5000) n;
  insert into post_search (post_id, published_at, head, whole)
    select id, case when status = 'published' then published_at end, head,
      head || to_tsvector('duet_english', 'common' || case when n % 50 = 0 then ' seldom' else '' end
        || case when n % 2000 = 0 then ' rare' else '' end)
    from (select *, right(id::text, 12)::int as n, to_tsvector('duet_simple', title) as head from posts) as p;
  insert into search_words select distinct word from post_search, unnest(tsvector_to_array(head)) as word;`;

const someone = (role: Role, number = 1): Known => {
  const id = uuid(1, number);
  return { kind: "session", id, handle: `user-${number}`, role, may: permissionsOf(role) };
};

/** A picture that several posts show, some of them drafts. */
const servedTo = (actor: Actor) =>
  findServedFile("7".padStart(64, "0"), "picture.webp", async () => actor);

interface Query {
  text: string;
  values: unknown[];
}

/** The queries that something sends to the database. */
async function queriesOf(running: () => Promise<unknown>): Promise<Query[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await running();
    const sent = spy.mock.calls.flatMap(([first]) => {
      const query = first as unknown as Partial<Query> | undefined;
      return query?.text && /^\s*select/i.test(query.text)
        ? [{ text: query.text, values: query.values ?? [] }]
        : [];
    });
    expect(sent).not.toHaveLength(0);
    return sent;
  } finally {
    spy.mockRestore();
  }
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Rows Removed by Join Filter"?: number;
  Plans?: Plan[];
}

/** What a plan's part had in its hands: what it gave on, and what it threw away. */
function readBy(node: Plan): number {
  const removed =
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0) +
    (node["Rows Removed by Join Filter"] ?? 0);
  return (node["Actual Rows"] + removed) * node["Actual Loops"];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** What is wrong with the plans of these queries: whole tables read, or more rows than a page is worth. */
async function complaints(queries: Query[], most = MOST): Promise<string[]> {
  const found: string[] = [];
  for (const { text, values } of queries) {
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
    for (const node of nodesOf(rows[0]["QUERY PLAN"][0].Plan)) {
      const where = `${node["Node Type"]} ${node["Index Name"] ?? node["Relation Name"] ?? ""}`;
      if (node["Node Type"] === "Seq Scan") found.push(`${where}: reads the whole table`);
      if (readBy(node) > most) found.push(`${where}: ${readBy(node)} rows`);
    }
  }
  return found;
}

/** What is wrong with the first page of a list, and with one deep inside, read in both directions. */
async function pagesOf<I extends z.ZodType>(
  operation: Operation<I>,
  actor: Actor,
  input: object,
  { deep, most }: { deep?: number; most?: number },
): Promise<Record<string, string[]>> {
  const page = async (more: object) =>
    (await run(operation, actor, { ...input, limit: LIMIT, ...more } as z.input<I>)) as {
      data: unknown[];
      page: { next: string | null; prev: string | null };
    };
  const look = async (more: object) => complaints(await queriesOf(() => page(more)), most);
  const first = await look({});
  if (!deep) return { first };
  const { page: at, data } = await page({ page: deep });
  expect(data).toHaveLength(LIMIT);
  return { first, next: await look({ cursor: at.next }), prev: await look({ cursor: at.prev }) };
}

const editor = someone("editor", 2500);
type Input = z.input<typeof listPosts.input>;
type Depth = { deep?: number; most?: number };

test.each<[string, Actor, Input, Depth]>([
  ["the latest", guest, {}, { deep: 100 }],
  ["the oldest", guest, { sort: "publishedAt" }, { deep: 100 }],
  ["the latest changed", guest, { sort: "-updatedAt" }, { deep: 100 }],
  ["by title", guest, { sort: "title" }, { deep: 100 }],
  ["the latest, for an author", someone("author", 7), {}, { deep: 100 }],
  ["the latest changed, for an editor", editor, { sort: "-updatedAt" }, { deep: 100 }],
  ["an editor's drafts", editor, { status: "draft" }, { deep: 50 }],
  ["an editor's drafts by title", editor, { status: "draft", sort: "title" }, { deep: 50 }],
  ["what is due first", editor, { status: "scheduled", sort: "scheduledFor" }, { deep: 30 }],
  [
    "what of an author's is due first",
    someone("author", 10),
    { status: "scheduled", sort: "scheduledFor" },
    { deep: 2, most: 2_000 },
  ],
  ["an editor's trash", editor, { status: "trashed" }, { deep: 30 }],
  ["a busy author's drafts", someone("author", 1), { status: "draft" }, { deep: 20 }],
  ["an author's drafts", someone("author", 19), { status: "draft" }, { deep: 2, most: 2_000 }],
  [
    "the drafts of somebody without any",
    someone("author", 2500),
    { status: "draft" },
    { most: 2_000 },
  ],
  ["an author's trash", someone("author", 20), { status: "trashed" }, { deep: 2 }],
  ["a guest's drafts", guest, { status: "draft" }, {}],
  ["a guest's trash", guest, { status: "trashed" }, {}],
  ["of a common tag", guest, { tag: "tag-1" }, { deep: 100 }],
  ["of a common tag, by title", guest, { tag: "tag-1", sort: "title" }, { deep: 100 }],
  ["of a tag like most", guest, { tag: "tag-77" }, {}],
  ["of a rare tag", guest, { tag: "tag-2" }, {}],
  ["of a tag that old posts alone carry", guest, { tag: "tag-4" }, { deep: 20 }],
  ["the oldest of a tag", guest, { tag: "tag-4", sort: "publishedAt" }, { deep: 20 }],
  ["of no tag", guest, { tag: "none" }, {}],
  ["since a day", guest, { since: "2020-06-01" }, { deep: 50 }],
  ["until a day", guest, { until: "2020-06-01" }, { deep: 50 }],
  ["of a tag, until a day", guest, { tag: "tag-1", until: "2020-06-01" }, { deep: 50 }],
  ["of a busy author", guest, { author: "user-1" }, { deep: 100 }],
  ["of a busy author, by title", guest, { author: "user-1", sort: "title" }, { deep: 100 }],
  ["of somebody without any", guest, { author: "user-2500" }, {}],
  ["of an author of one in two hundred", guest, { author: "user-8" }, { deep: 2 }],
  ["of a busy author and a common tag", guest, { author: "user-1", tag: "tag-1" }, {}],
  ["of a tag on every thirtieth", guest, { tag: "tag-3" }, {}],
  ["with a word that all have", guest, { q: "common" }, { most: 2_500 }],
  ["with a rare word", guest, { q: "rare" }, {}],
])("posts: %s", async (_, actor, input, depth) => {
  const told = await pagesOf(listPosts, actor, input, depth);
  expect(Object.values(told).flat()).toEqual([]);
});

test.each<[string, Operation, Actor, object, Depth]>([
  ["comments of a busy post", listComments, guest, { id: uuid(3, 1) }, { deep: 100 }],
  ["comments of a quiet post", listComments, guest, { id: uuid(3, 3) }, {}],
  ["comments that were reported", listModerated, editor, {}, { deep: 10 }],
  ["hidden comments", listModerated, editor, { state: "hidden" }, { deep: 10 }],
  ["all comments", listModerated, editor, { state: "all" }, { deep: 100 }],
  ["comments below an author's posts", listModerated, someone("author", 2), { state: "all" }, {}],
  ["comments by one person", listModerated, editor, { state: "all", author: "user-9" }, {}],
  ["a comment's reports", listReports, editor, { id: uuid(3, 41), commentId: uuid(4, 41) }, {}],
  ["tags", listTags, guest, {}, { deep: 70 }],
  ["authors", listAuthors, guest, {}, { deep: 100 }],
  ["uploads", listUploads, someone("author", 1), {}, { deep: 50 }],
  ["tokens", listTokens, someone("author"), {}, { deep: 2 }],
  ["calls of the API", listCalls, someone("author"), {}, { deep: 2 }],
  ["revisions of a busy post", listRevisions, editor, { id: uuid(3, 1) }, { deep: 50 }],
])("%s", async (_, operation, actor, input, depth) => {
  const told = await pagesOf(operation, actor, input, depth);
  expect(Object.values(told).flat()).toEqual([]);
});

test.each<[string, string, number]>([
  ["a word that all have", "common", 400],
  ["a word that one in fifty has", "seldom", 600],
  ["a rare word", "rare", 400],
  ["a word that nobody has", "nothing", 400],
  ["the beginning of a word", "comm", 400],
])("search: %s", async (_, q, most) => {
  const sent = await queriesOf(() => run(searchPosts, guest, { q, limit: LIMIT }));
  expect(await complaints(sent, most)).toEqual([]);
});

test.each<[string, () => Promise<unknown>, number]>([
  ["a post by its address", () => run(getPost, guest, { id: "post-1" }), LIMIT],
  ["a post by its id", () => run(getPost, guest, { id: uuid(3, 1) }), LIMIT],
  ["a draft of one's own", () => run(getPost, someone("author", 1), { id: "post-8" }), LIMIT],
  ["a post that moved", () => verdict(run(getPost, guest, { id: "old-1" })), LIMIT],
  ["an address of the old blog", () => redirectTarget("/old/7"), LIMIT],
  ["a tag", () => run(getTag, guest, { slug: "tag-77" }), LIMIT],
  ["an author", () => run(getAuthor, guest, { handle: "user-8" }), LIMIT],
  ["an upload", () => run(getUpload, someone("author", 1), { id: uuid(6, 7) }), LIMIT],
  ["a picture, for a guest", () => servedTo(guest), LIMIT],
  ["a picture, for another author", () => servedTo(someone("author", 9)), LIMIT],
  ["a token", () => run(getToken, someone("author"), { id: uuid(5, 100) }), LIMIT],
  [
    "what became of a revision",
    () => run(diffRevision, editor, { id: uuid(3, 1), number: 2, against: 90 }),
    LIMIT,
  ],
  ["what is due to be published", () => run(publishDuePost, system, {}), LIMIT],
  ["what the trash has had for too long", () => run(emptyTrash, system, {}), LIMIT],
  ["one's reactions", () => run(getReactions, someone("reader", 9), { id: uuid(3, 1) }), LIMIT],
  ["the posts beside one", () => neighborsOf(uuid(3, 10_001)), LIMIT],
  ["the posts beside the first", () => neighborsOf(uuid(3, 1)), LIMIT],
  ["posts like one with a common tag", () => relatedPosts(uuid(3, 10_000)), 500],
  ["posts like one with many tags", () => relatedPosts(uuid(3, 100)), 500],
  ["a year's titles", () => archivedPosts(2020, 1), 500],
  ["the years, once after each publication", archiveYears, POSTS],
  ["the thread on a page", () => publishedThread(uuid(3, 1), 1), 200],
])("%s", async (_, running, most) => {
  expect(await complaints(await queriesOf(running), most)).toEqual([]);
});

import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { tag } from "#domain/events";
import { canEdit, listedFor, readableBy, seesBeyondPublic, trashOf } from "#domain/posts/policy";
import type {
  listedPost,
  listPostsInput,
  PostSummary,
  PostView,
  postSorts,
} from "#domain/posts/schema";
import { postSummary, postView } from "#domain/posts/schema";
import { matchingIds, textQuery } from "#domain/search/queries";
import { type Actor, guest, isEditor } from "#lib/actor";
import { untilPurged } from "#lib/cache-life";
import { type Database, db, type Tx } from "#lib/db";
import { AppError } from "#lib/errors";
import { type Order, paginate } from "#lib/keyset";
import { isSlug } from "#lib/slug";
import { Prisma } from "#prisma/client";

const author = { select: { id: true, handle: true, name: true, image: true } } as const;

/** What a list needs: everything but the texts. */
const summaryFields = {
  id: true,
  slug: true,
  title: true,
  excerpt: true,
  autoExcerpt: true,
  status: true,
  trashedFrom: true,
  version: true,
  authorId: true,
  coverId: true,
  publishedAt: true,
  scheduledFor: true,
  trashedAt: true,
  createdAt: true,
  updatedAt: true,
  wordCount: true,
  readingMinutes: true,
  commentCount: true,
  reactionCounts: true,
  commentsOpen: true,
  canonicalUrl: true,
  seoTitle: true,
  seoDescription: true,
  cover: {
    select: {
      id: true,
      url: true,
      alt: true,
      mediaType: true,
      bytes: true,
      width: true,
      height: true,
    },
  },
  tags: {
    orderBy: { position: "asc" },
    select: { tag: { select: { id: true, slug: true, name: true } } },
  },
  bylines: { orderBy: { position: "asc" }, select: { userId: true, user: author } },
} as const satisfies Prisma.PostSelect;

const wholeFields = {
  ...summaryFields,
  body: true,
  html: true,
  outline: true,
  formerSlugs: { select: { slug: true } },
} as const satisfies Prisma.PostSelect;

export type SummaryRow = Prisma.PostGetPayload<{ select: typeof summaryFields }>;
export type PostRow = Prisma.PostGetPayload<{ select: typeof wholeFields }>;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A post by id or slug among those that `scope` admits, or null. */
export async function findPost(
  tx: Tx,
  idOrSlug: string,
  scope: Prisma.PostWhereInput,
): Promise<PostRow | null> {
  const key = keyOf(idOrSlug);
  if (!key) return null;
  return tx.post.findFirst({ where: { AND: [key, scope] }, select: wholeFields });
}

/** A picture as covers are shown; null when it is deleted. */
export function findCover(tx: Tx, id: string) {
  return tx.upload.findUnique({ where: { id }, ...summaryFields.cover });
}

/**
 * Whether there was a post of this id that is deleted for good, as far as the actor may know: it was
 * public to the last, or he is an editor, or the one who made it. The outbox remembers.
 */
export async function knowsDeleted(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  if (!uuid.test(id)) return false;
  const events = await tx.event.findMany({
    where: {
      subjectType: "post",
      subjectId: id.toLowerCase(),
      type: { in: ["post.created", "post.deleted"] },
    },
    select: { type: true, visibility: true, actorId: true },
  });
  const deleted = events.find(({ type }) => type === "post.deleted");
  if (!deleted) return false;
  const seen = seesBeyondPublic(actor);
  if (deleted.visibility === "public" || seen === "everything") return true;
  if (actor.kind === "guest" || seen === "nothing") return false;
  return events.some(({ type, actorId }) => type === "post.created" && actorId === actor.id);
}

/** The post, locked until the transaction ends, so that two writers never work on one version. */
export async function lockPost(tx: Tx, id: string, scope: Prisma.PostWhereInput) {
  await tx.$queryRaw`select 1 from posts where id = ${id}::uuid for update`;
  return findPost(tx, id, scope);
}

/** The post, as `find` finds it among those that the actor may read; for anybody else it is not there. */
export async function mustBeReadable(
  tx: Tx,
  actor: Actor,
  id: string,
  find: typeof findPost = findPost,
): Promise<PostRow> {
  const post = await find(tx, id, readableBy(actor));
  if (!post) throw noSuchPost();
  return post;
}

/**
 * Who may change a post, and the post's version. What stands behind a post (its history, its working
 * copy) is for nobody else: for them it is not there at all, whether or not they may read the post.
 */
export async function mustBeEditable(tx: Database | Tx, actor: Actor, id: string) {
  const post = await tx.post.findFirst({
    where: { AND: [{ id }, readableBy(actor)] },
    select: { id: true, version: true, authorId: true, bylines: { select: { userId: true } } },
  });
  if (!post || !canEdit(actor, post)) throw noSuchPost();
  return post;
}

/** The same for who changes what stands behind it: the post, locked. */
export async function lockEditable(tx: Tx, actor: Actor, id: string): Promise<PostRow> {
  const post = await lockPost(tx, id, readableBy(actor));
  if (!post || !canEdit(actor, post)) throw noSuchPost();
  return post;
}

export function noSuchPost(): AppError {
  return new AppError("not_found", "No such post.");
}

/**
 * The same for who writes below a post and counts it there: the post before its comments, as its
 * deletion locks them, so that neither waits for the other for good.
 */
export async function lockPostAbove(tx: Tx, id: string, scope: Prisma.PostWhereInput) {
  await tx.$queryRaw`select 1 from posts where id = ${id}::uuid for no key update`;
  return findPost(tx, id, scope);
}

/**
 * The post whose time to be published has come first, locked; null when there is none. One that
 * another instance has in its hands is passed over: exactly one publishes it.
 */
export async function lockDuePost(tx: Tx): Promise<PostRow | null> {
  const [due] = await tx.$queryRaw<{ id: string }[]>`
    select id from posts where status = 'scheduled' and scheduled_for <= now()
    order by scheduled_for limit 1 for update skip locked`;
  return due ? findPost(tx, due.id, {}) : null;
}

/** The post that has been in the trash the longest, if for more than these days; locked like that. */
export async function lockForgottenPost(tx: Tx, days: number): Promise<PostRow | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    select id from posts where status = 'trashed' and trashed_at < now() - ${days}::int * interval '1 day'
    order by trashed_at limit 1 for update skip locked`;
  return found ? findPost(tx, found.id, {}) : null;
}

/** The present slug of a readable post that once had this one, or null. */
export async function findMovedSlug(
  tx: Tx,
  slug: string,
  scope: Prisma.PostWhereInput,
): Promise<string | null> {
  if (!isSlug(slug)) return null;
  const former = await tx.formerSlug.findFirst({
    where: { slug, post: scope },
    select: { post: { select: { slug: true } } },
  });
  return former?.post.slug ?? null;
}

function keyOf(idOrSlug: string): Prisma.PostWhereInput | null {
  if (uuid.test(idOrSlug)) return { id: idOrSlug.toLowerCase() };
  // Nothing but a slug reaches the database: NUL and the like cannot name a post.
  return isSlug(idOrSlug) ? { slug: idOrSlug } : null;
}

const byDate = (field: string, descending: boolean): Order => ({
  field,
  descending,
  type: "date",
  tiebreak: { field: "id", descending },
});

const orders: Record<(typeof postSorts)[number], Order> = {
  "-publishedAt": byDate("publishedAt", true),
  publishedAt: byDate("publishedAt", false),
  "-updatedAt": byDate("updatedAt", true),
  title: {
    field: "title",
    descending: false,
    type: "text",
    tiebreak: { field: "id", descending: false },
  },
  scheduledFor: byDate("scheduledFor", false),
};

/** One page of the posts an actor may see in a list. */
export async function listReadablePosts(actor: Actor, input: z.output<typeof listPostsInput>) {
  const { status, tag: tagSlug, author: handle, q, since, until } = input;
  const sort = input.sort ?? (status === "published" ? "-publishedAt" : "-updatedAt");
  if (status !== "published" && sort.endsWith("publishedAt")) {
    throw new AppError("bad_request", `Posts that are ${status} have no order of publication.`);
  }
  if (sort === "scheduledFor" && status !== "scheduled") {
    throw new AppError("bad_request", `Posts that are ${status} are not scheduled.`);
  }
  const filters = await filtersOf(actor, input);
  const list = ["posts", status, tagSlug ?? "", handle ?? "", sort, q ?? "", since, until];
  const request = { list: JSON.stringify(list), order: orders[sort], input };
  const select = { ...summaryFields, ...textsOf(input.include) };
  const scope = listedFor(actor, status);
  const { rows, page } =
    filters.index && sort.endsWith("publishedAt")
      ? await listFromIndex(filters.index, scope, { ...request, select })
      : await paginate<ListedRow>({
          ...request,
          find: ({ where: beyond, ...slice }) =>
            db().post.findMany({
              where: { AND: [scope, ...filters.posts, beyond] },
              select,
              ...slice,
            }),
          count: () => db().post.count({ where: { AND: [scope, ...filters.posts] } }),
        });
  return { data: rows.map(listedOf), page };
}

type ListedRow = SummaryRow & { body?: string; html?: string };

function textsOf(include: readonly string[] = []) {
  return Object.fromEntries(["body", "html"].map((name) => [name, include.includes(name)]));
}

function listedOf({ body, html, ...row }: ListedRow): z.input<typeof listedPost> {
  const texts = {
    ...(body === undefined ? {} : { body }),
    ...(html === undefined ? {} : { html }),
  };
  return { ...summaryOf(row), ...texts };
}

/**
 * The rows that tie a tag or an author to what was published: they know the date, so that they are
 * an index of their posts in order of publication (docs/decisions/0007).
 */
interface Index {
  ties: { tagId: string } | { userId: string };
  publishedAt: Prisma.DateTimeNullableFilter;
  /** What else is asked of the posts. */
  others: Prisma.PostWhereInput;
  /** How many there are, where it is known. */
  total: number | undefined;
}

/** One page of a tag's or an author's published posts. */
async function listFromIndex(
  { ties, publishedAt, others, total }: Index,
  scope: Prisma.PostWhereInput,
  {
    select,
    ...request
  }: Pick<Parameters<typeof paginate>[0], "list" | "input" | "order"> & {
    select: Prisma.PostSelect;
  },
) {
  const post = { AND: [scope, others] };
  const fields = { postId: true, publishedAt: true, post: { select } };
  const { rows, page } = await paginate<{ postId: string; post: unknown }>({
    ...request,
    order: {
      ...request.order,
      tiebreak: { field: "postId", descending: request.order.descending },
    },
    find: ({ where: beyond, ...slice }) =>
      "tagId" in ties
        ? db().postTag.findMany({
            where: { AND: [ties, { publishedAt, post }, beyond] },
            select: fields,
            ...slice,
          })
        : db().postAuthor.findMany({
            where: { AND: [ties, { publishedAt, post }, beyond] },
            select: fields,
            ...slice,
          }),
    count: async () => {
      if (total !== undefined) return total;
      return "tagId" in ties
        ? db().postTag.count({ where: { ...ties, publishedAt, post } })
        : db().postAuthor.count({ where: { ...ties, publishedAt, post } });
    },
  });
  // The columns that are selected are a summary's, and perhaps texts.
  return { rows: rows.map((row) => row.post as ListedRow), page };
}

/** What a list is narrowed to, as conditions on posts, and as an index where one has them in order. */
async function filtersOf(
  actor: Actor,
  { status, tag: slug, author: handle, q, since, until }: z.output<typeof listPostsInput>,
): Promise<{ posts: Prisma.PostWhereInput[]; index: Index | null }> {
  const published = status === "published";
  const select = { id: true, postCount: true };
  const [carried, writer, query] = await Promise.all([
    slug ? db().tag.findUnique({ where: { slug }, select }) : undefined,
    handle ? db().user.findUnique({ where: { handle }, select }) : undefined,
    q === undefined ? undefined : textQuery(q),
  ]);
  const isUnused = (found: { postCount: number } | null | undefined) =>
    found === null || (published && found?.postCount === 0);
  if (isUnused(carried) || isUnused(writer) || query === null) {
    return { posts: [{ id: { in: [] } }], index: null };
  }
  // By id and not by name: of an id PostgreSQL knows how common it is, and so whether to walk all
  // posts in order until a page is full, or to sort the few that there are.
  const tagged = carried ? { tags: { some: { tagId: carried.id } } } : {};
  const written = writer ? { bylines: { some: { userId: writer.id } } } : {};
  const range = { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) };
  const dated = published ? { publishedAt: range } : { updatedAt: range };
  if (query) {
    const mine = !published && actor.kind !== "guest" && !isEditor(actor) ? [actor.id] : [];
    const ids = await matchingIds(query, {
      published,
      tagId: carried?.id,
      writerIds: [...(writer ? [writer.id] : []), ...mine],
      ...(published ? { since, until } : {}),
    });
    return { posts: [{ id: { in: ids } }, tagged, written, dated], index: null };
  }
  const posts = [tagged, written, ...(since || until ? [dated] : [])];
  if (!published) return { posts, index: null };
  // The rarer of the two leads.
  const byTag = carried && (!writer || carried.postCount < writer.postCount);
  const [leader, ties, others] = byTag
    ? [carried, { tagId: carried.id }, written]
    : [writer, { userId: writer?.id ?? "" }, tagged];
  if (!leader) return { posts, index: null };
  const alone = !(carried && writer) && !since && !until;
  const total = alone ? leader.postCount : undefined;
  return { posts, index: { ties, publishedAt: { not: null, ...range }, others, total } };
}

/** These posts as lists show them, by their ids; those of them that guests may read. */
export async function findSummaries(
  ids: string[],
): Promise<Map<string, z.input<typeof postSummary>>> {
  const where = { AND: [{ id: { in: ids } }, readableBy(guest)] };
  const rows = await db().post.findMany({ where, select: summaryFields });
  return new Map(rows.map((row) => [row.id, summaryOf(row)]));
}

/** How many posts an actor has in each state: the tabs of the studio. */
export async function countPostsByStatus(actor: Actor) {
  const [counted, trashed] = await Promise.all([
    db().post.groupBy({ by: ["status"], where: studioScope(actor), _count: true }),
    db().post.count({ where: trashOf(actor) }),
  ]);
  const of = (status: string) => counted.find((row) => row.status === status)?._count ?? 0;
  return {
    draft: of("draft"),
    scheduled: of("scheduled"),
    published: of("published"),
    trashed,
  };
}

/** What a writer's own lists are about: his own posts, an editor's everybody's. */
function studioScope(actor: Actor): Prisma.PostWhereInput {
  if (actor.kind === "guest") return { id: { in: [] } };
  const all = actor.role === "editor" || actor.role === "admin";
  const mine: Prisma.PostWhereInput = { bylines: { some: { userId: actor.id } } };
  return { AND: [{ status: { not: "trashed" } }, all ? {} : mine] };
}

/** A row as lists show it. */
export function summaryOf(row: SummaryRow): z.input<typeof postSummary> {
  const { autoExcerpt, bylines, tags, reactionCounts, ...post } = row;
  const [first, ...others] = bylines.map(({ user }) => user);
  if (!first) throw new Error(`Post ${row.id} has no author.`);
  return {
    ...post,
    excerpt: post.excerpt ?? autoExcerpt,
    excerptFrom: post.excerpt === null ? "body" : "author",
    tags: tags.map((each) => each.tag),
    author: first,
    coAuthors: others,
    reactionCounts: reactionCounts as Record<string, number>,
    url: `/posts/${post.slug}`,
  };
}

/** A row, whole. */
export function viewOf(row: PostRow): z.input<typeof postView> {
  const outline = row.outline as z.input<typeof postView>["outline"];
  return { ...summaryOf(row), body: row.body, html: row.html, outline };
}

// ── What the public pages read: guests' eyes, cached until an event names the tag ─────────────

/** A published post by its slug; where it moved, when the slug is an old one; or null. */
export async function publishedPost(
  slug: string,
): Promise<{ post: PostView } | { movedTo: string } | null> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.slug(slug));
  const row = await findPost(db(), slug, readableBy(guest));
  if (row?.slug === slug) {
    cacheTag(tag.post(row.id));
    return { post: postView.parse(viewOf(row)) };
  }
  // A page has one address: an id is none.
  const movedTo = row ? null : await findMovedSlug(db(), slug, readableBy(guest));
  if (movedTo) cacheTag(tag.slug(movedTo));
  return movedTo ? { movedTo } : null;
}

/** How many posts a page of a list has. */
export const PAGE = 12;

/** A page of the latest published posts, of all, of a tag or of an author; and how many pages there are. */
export async function publishedPosts(
  number: number,
  filter: { tag?: string; author?: string } = {},
): Promise<{ posts: PostSummary[]; pages: number }> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(
    tag.everything,
    filter.tag ? tag.tag(filter.tag) : filter.author ? tag.author(filter.author) : tag.posts,
  );
  const { data, page } = await listReadablePosts(guest, {
    limit: PAGE,
    page: number,
    status: "published",
    ...filter,
  });
  const pages = Math.ceil((page.total ?? 0) / PAGE);
  return { posts: data.map((each) => postSummary.parse(each)), pages };
}

/** The published posts right before and right after one, by date; null at either end. */
export async function neighborsOf(
  id: string,
): Promise<{ previous: PostSummary | null; next: PostSummary | null }> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.lineup);
  const beside = async (how: Prisma.Sql) => {
    const [found] = await db().$queryRaw<{ id: string }[]>`
      select id from posts where status = 'published' and ${how} limit 1`;
    return found?.id ?? "";
  };
  const here = Prisma.sql`(select published_at, id from posts where id = ${id}::uuid)`;
  const [before, after] = await Promise.all([
    beside(
      Prisma.sql`(published_at, id) < ${here} order by status desc, published_at desc, id desc`,
    ),
    beside(Prisma.sql`(published_at, id) > ${here} order by status, published_at, id`),
  ]);
  const found = await publicSummaries([before, after].filter((each) => each !== ""));
  return { previous: found.get(before) ?? null, next: found.get(after) ?? null };
}

/** How many of a tag's latest posts are looked at: more would only add older ones. */
const LATEST_OF_A_TAG = 50;

/**
 * Up to `most` published posts that share tags with one: a rare tag weighs more than a common one,
 * and of equals the later post comes first.
 */
export async function relatedPosts(id: string, most = 3): Promise<PostSummary[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.lineup);
  const rows = await db().$queryRaw<{ id: string }[]>`
    select other.post_id as id from post_tags own
    join tags on tags.id = own.tag_id
    cross join lateral (
      select post_id, published_at from post_tags
      where tag_id = own.tag_id and published_at is not null and post_id <> own.post_id
      order by published_at desc, post_id desc limit ${LATEST_OF_A_TAG}) other
    where own.post_id = ${id}::uuid
    group by other.post_id
    order by sum(1 / ln(2 + tags.post_count)) desc, max(other.published_at) desc, other.post_id desc
    limit ${most}`;
  const found = await publicSummaries(rows.map((row) => row.id));
  return rows.flatMap((row) => found.get(row.id) ?? []);
}

/** These posts for a page, which then changes with each of them. */
async function publicSummaries(ids: string[]): Promise<Map<string, PostSummary>> {
  if (ids.length === 0) return new Map();
  cacheTag(...ids.map(tag.post));
  const found = await findSummaries(ids);
  return new Map([...found].map(([id, summary]) => [id, postSummary.parse(summary)]));
}

/** Where an address of an imported blog leads now, or null. */
export async function redirectTarget(path: string): Promise<string | null> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.posts);
  const found = await db().redirect.findFirst({
    where: { path, post: readableBy(guest) },
    select: { post: { select: { slug: true } } },
  });
  return found ? `/posts/${found.post.slug}` : null;
}

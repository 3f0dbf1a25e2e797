import { v7 as uuidv7 } from "uuid";
import type { PostFacts } from "#domain/events";
import { findPost, type PostRow } from "#domain/posts/queries";
import { picturesIn } from "#domain/uploads/queries";
import { notePictures, showsPictures } from "#domain/uploads/storage";
import { lockName, sql, type Tx } from "#lib/db";
import { AppError, invalidField } from "#lib/errors";
import { MarkdownTooComplexError, renderMarkdown } from "#lib/markdown";
import { RESERVED_SLUGS, slugCandidates, slugify } from "#lib/slug";
import type { Prisma } from "#prisma/client";

/** What a caller may say about a post; the keys that are absent keep what is there. */
export interface PostContent {
  title?: string;
  body?: string;
  slug?: string;
  excerpt?: string | null;
  tags?: string[];
  cover?: string | null;
  coAuthors?: string[];
  canonicalUrl?: string | null;
  seoTitle?: string | null;
  seoDescription?: string | null;
  commentsOpen?: boolean;
  publishedAt?: Date;
}

export type Rendered = Awaited<ReturnType<typeof renderMarkdown>>;

/** A body's Markdown, rendered; a hostile one is the caller's error. */
export async function render(body: string): Promise<Rendered> {
  try {
    return await renderMarkdown(body, await picturesIn(body));
  } catch (error) {
    if (!(error instanceof MarkdownTooComplexError)) throw error;
    throw invalidField("body", "too_complex", error.message);
  }
}

/** Where a post stands, and since or until when. */
export interface PostState {
  status: "draft" | "scheduled" | "published";
  publishedAt?: Date;
  scheduledFor?: Date | null;
}

/** A new post with its first revision: a draft unless told. */
export async function createPostRow(
  tx: Tx,
  ownerId: string,
  content: PostContent & { title: string; body: string },
  rendered: Rendered,
  state: PostState = { status: "draft" },
): Promise<PostRow> {
  const id = uuidv7();
  const plain = await plainColumns(tx, content, [ownerId]);
  const columns = { ...renderedColumns(rendered), ...plain, ...state };
  const { title, body } = content;
  const insert = (slug: string) => insertPost(tx, { id, slug, title, body, ownerId, ...columns });
  const written = content.slug
    ? await insert(content.slug)
    : await insertUnderTitle(tx, slugify(content.title), insert);
  if (!written) throw slugTaken(content.slug ?? "");
  const tags = content.tags ? await setTags(tx, id, content.tags) : [];
  if (content.coAuthors) await setCoAuthors(tx, id, ownerId, content.coAuthors);
  // What was just written needs no reading, unless it names other rows.
  const named = content.cover || content.coAuthors?.length;
  const post = named ? await reread(tx, id) : { ...written, tags };
  await moveCounts(tx, null, post);
  if (showsPictures(post)) await notePictures(tx, post, ownerId);
  await keepIndexes(tx, post);
  return post;
}

/** What the database says of a new post. */
type Made =
  | "version"
  | "commentCount"
  | "reactionCounts"
  | "createdAt"
  | "updatedAt"
  | "trashedFrom"
  | "trashedAt";

type Owner = PostRow["bylines"][number]["user"];

/** What the columns of a new post are. */
type NewPost = { id: string; slug: string; title: string; body: string; ownerId: string } & Omit<
  PostState & ReturnType<typeof renderedColumns> & Awaited<ReturnType<typeof plainColumns>>,
  "slug"
>;

/**
 * Writes a post, its owner's name on it and its first revision, and gives it as it is read, without
 * tags; null when the slug is or was another's. One statement: with one each, half of what a create
 * costs was the way to the database and back (docs/decisions/0022).
 */
async function insertPost(tx: Tx, post: NewPost): Promise<PostRow | null> {
  const { id, slug, title, body, ownerId, excerpt = null, coverId = null, ...others } = post;
  const { html, text, outline, autoExcerpt, wordCount, readingMinutes, status } = others;
  const { canonicalUrl = null, seoTitle = null, seoDescription = null } = others;
  const { commentsOpen = true, publishedAt = null, scheduledFor = null } = others;
  const [row] = await sql<Pick<PostRow, Made> & Omit<Owner, "id">>(tx)`
    with written as (
      insert into posts (id, slug, title, body, html, text, outline, auto_excerpt, word_count,
        reading_minutes, excerpt, canonical_url, seo_title, seo_description, comments_open,
        cover_id, status, published_at, scheduled_for, author_id)
      select ${id}::uuid, ${slug}::text, ${title}::text, ${body}::text, ${html}::text,
        ${text}::text, ${JSON.stringify(outline)}::jsonb, ${autoExcerpt}::text, ${wordCount}::int,
        ${readingMinutes}::int, ${excerpt}::text, ${canonicalUrl}::text, ${seoTitle}::text,
        ${seoDescription}::text, ${commentsOpen}::boolean, ${coverId}::uuid,
        ${status}::"PostStatus", ${publishedAt}::timestamptz, ${scheduledFor}::timestamptz,
        ${ownerId}::uuid
      where not exists (select from former_slugs where slug = ${slug})
      on conflict (slug) do nothing
      returning *),
    signed as (
      insert into post_authors (post_id, user_id, position)
      select id, author_id, 0 from written),
    revised as (
      insert into revisions (id, post_id, number, title, slug, excerpt, body, editor_id)
      select ${uuidv7()}::uuid, id, 1, title, slug, excerpt, body, author_id from written)
    select p.version, p.comment_count as "commentCount", p.reaction_counts as "reactionCounts",
      p.created_at as "createdAt", p.updated_at as "updatedAt", p.trashed_from as "trashedFrom",
      p.trashed_at as "trashedAt", u.handle, u.name, u.image
    from written p join users u on u.id = p.author_id`;
  if (!row) return null;
  const { handle, name, image, ...made } = row;
  return {
    ...{ id, slug, title, body, html, outline, autoExcerpt, wordCount, readingMinutes },
    ...{ excerpt, canonicalUrl, seoTitle, seoDescription, commentsOpen, coverId, cover: null },
    ...{ status, publishedAt, scheduledFor, authorId: ownerId, ...made },
    ...{ tags: [], formerSlugs: [] },
    bylines: [{ userId: ownerId, user: { id: ownerId, handle, name, image } }],
  };
}

/** What a revision keeps: a change of it makes a new one. */
const revised = ["title", "body", "slug", "excerpt"] as const;

/** Writes what differs, as a new version; returns `before` itself when nothing does. */
export async function savePost(
  tx: Tx,
  before: PostRow,
  changes: PostContent,
  rendered: Rendered | null,
  editorId: string,
  state: PostState | null = null,
): Promise<PostRow> {
  if (!differs(before, changes) && !state) return before;
  const { id } = before;
  const slug = changes.slug !== undefined && changes.slug !== before.slug ? changes.slug : null;
  if (slug) {
    await claimSlug(tx, slug, id);
    await tx.formerSlug.create({ data: { slug: before.slug, postId: id } });
  }
  await tx.post.update({
    where: { id },
    data: {
      ...(slug ? { slug } : {}),
      ...(changes.title === undefined ? {} : { title: changes.title }),
      ...(changes.body === undefined || !rendered
        ? {}
        : { body: changes.body, ...renderedColumns(rendered) }),
      ...(await plainColumns(tx, changes, [before.authorId, editorId], before.coverId)),
      ...publicationDate(before, changes),
      ...state,
      version: { increment: 1 },
      updatedAt: new Date(),
    },
    select: { id: true },
  });
  if (changes.tags) await setTags(tx, id, changes.tags);
  if (changes.coAuthors) await setCoAuthors(tx, id, before.authorId, changes.coAuthors);
  const after = await reread(tx, id);
  await moveCounts(tx, before, after);
  await notePictures(tx, after, editorId);
  await keepIndexes(tx, after);
  if (revised.some((key) => before[key] !== after[key])) await addRevision(tx, after, editorId);
  return after;
}

/** Moves a post to another state, as a new version, and the counts of its tags and authors with it. */
export async function moveTo(
  tx: Tx,
  before: PostRow,
  data: Prisma.PostUncheckedUpdateInput,
): Promise<PostRow> {
  await tx.post.update({
    where: { id: before.id },
    data: { updatedAt: new Date(), ...data, version: { increment: 1 } },
    select: { id: true },
  });
  const after = await reread(tx, before.id);
  await moveCounts(tx, before, after);
  await keepIndexes(tx, after);
  return after;
}

/** The facts that an event carries. */
export function factsOf(post: PostRow): PostFacts {
  return {
    id: post.id,
    slug: post.slug,
    formerSlugs: post.formerSlugs.map(({ slug }) => slug),
    title: post.title,
    status: post.status,
    version: post.version,
    publishedAt: post.publishedAt,
    tags: post.tags.map((each) => ({ slug: each.tag.slug })),
    authors: post.bylines.map(({ user }) => ({ handle: user.handle })),
  };
}

/** Counts of published posts live beside tags and authors; they move with what was and what is public. */
export async function moveCounts(tx: Tx, before: PostRow | null, after: PostRow | null) {
  const tagsOf = (post: PostRow | null) =>
    post?.status === "published" ? post.tags.map((each) => each.tag.id) : [];
  const authorsOf = (post: PostRow | null) =>
    post?.status === "published" ? post.bylines.map(({ userId }) => userId) : [];
  const less = <T>(a: T[], b: T[]) => a.filter((each) => !b.includes(each));
  const by = (step: number) => ({ data: { postCount: { increment: step } } });
  const tags = {
    out: less(tagsOf(before), tagsOf(after)),
    in: less(tagsOf(after), tagsOf(before)),
  };
  const authors = {
    out: less(authorsOf(before), authorsOf(after)),
    in: less(authorsOf(after), authorsOf(before)),
  };
  // One order for everybody, so that two publications never wait for each other's rows.
  const touched = [...tags.out, ...tags.in].sort();
  if (touched.length > 1) {
    await sql(
      tx,
    )`select 1 from tags where id = any(${touched}::uuid[]) order by id for no key update`;
  }
  if (tags.out.length > 0) await tx.tag.updateMany({ where: { id: { in: tags.out } }, ...by(-1) });
  if (tags.in.length > 0) await tx.tag.updateMany({ where: { id: { in: tags.in } }, ...by(1) });
  if (authors.out.length > 0)
    await tx.user.updateMany({ where: { id: { in: authors.out } }, ...by(-1) });
  if (authors.in.length > 0)
    await tx.user.updateMany({ where: { id: { in: authors.in } }, ...by(1) });
}

/**
 * What lists and search read instead of the post: the date beside its tags and authors, and its words.
 * Whatever changes a post's words, tags, authors, state or date ends with this.
 */
async function keepIndexes(tx: Tx, { id, status, publishedAt }: PostRow): Promise<void> {
  const date = status === "published" ? publishedAt : null;
  // One statement, whose parts touch different rows.
  await sql(tx)`
    with tagged as (
      update post_tags set published_at = ${date}::timestamptz
      where post_id = ${id}::uuid and published_at is distinct from ${date}::timestamptz),
    written as (
      update post_authors set published_at = ${date}::timestamptz
      where post_id = ${id}::uuid and published_at is distinct from ${date}::timestamptz)
    select refresh_post_search(array[${id}::uuid])::text`;
}

/** How many posts are found by a new name at once: more than a search ranks. */
const RENAMED = 1_000;

/** Search knows people by name: the latest posts of somebody who has a new one; older ones when they are saved. */
export async function keepSearchOf(tx: Tx, userId: string): Promise<void> {
  await sql(tx)`
    select refresh_post_search(array(
      select post_id from post_authors where user_id = ${userId}::uuid
      order by published_at desc nulls last, post_id desc limit ${RENAMED}))::text`;
}

function differs(before: PostRow, changes: PostContent): boolean {
  const others = before.bylines.filter(({ userId }) => userId !== before.authorId);
  const owner = before.bylines.find(({ userId }) => userId === before.authorId)?.user.handle;
  // Tags may be named by name or slug, twice even; the owner stands first, wherever one puts him.
  const wanted: PostContent = {
    ...changes,
    ...(changes.tags ? { tags: unique(changes.tags.map(slugify)) } : {}),
    ...(changes.coAuthors
      ? { coAuthors: unique(changes.coAuthors).filter((handle) => handle !== owner) }
      : {}),
  };
  const present: Record<keyof PostContent, unknown> = {
    title: before.title,
    body: before.body,
    slug: before.slug,
    excerpt: before.excerpt,
    tags: before.tags.map((each) => each.tag.slug),
    cover: before.coverId,
    coAuthors: others.map(({ user }) => user.handle),
    canonicalUrl: before.canonicalUrl,
    seoTitle: before.seoTitle,
    seoDescription: before.seoDescription,
    commentsOpen: before.commentsOpen,
    publishedAt: before.publishedAt,
  };
  return Object.entries(wanted).some(
    ([key, value]) =>
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(present[key as keyof PostContent]),
  );
}

const unique = (list: string[]) => [...new Set(list)];

function publicationDate(before: PostRow, { publishedAt }: PostContent) {
  if (publishedAt === undefined) return {};
  if (before.status !== "published") {
    throw invalidField(
      "publishedAt",
      "not_published",
      "Only a published post has a date to change.",
    );
  }
  if (publishedAt > new Date())
    throw invalidField("publishedAt", "future", "This date lies ahead.");
  return { publishedAt };
}

function renderedColumns(rendered: Rendered) {
  const { html, outline, text, wordCount, readingMinutes, excerpt } = rendered;
  const autoExcerpt = excerpt;
  return {
    html,
    text,
    wordCount,
    readingMinutes,
    autoExcerpt,
    outline: outline as Prisma.JsonArray,
  };
}

async function plainColumns(
  tx: Tx,
  content: PostContent,
  owners: string[],
  coverId: string | null = null,
) {
  const { excerpt, canonicalUrl, seoTitle, seoDescription, commentsOpen, cover } = content;
  if (cover && cover !== coverId) await mustBeLent(tx, cover, owners);
  return {
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(seoTitle === undefined ? {} : { seoTitle }),
    ...(seoDescription === undefined ? {} : { seoDescription }),
    ...(commentsOpen === undefined ? {} : { commentsOpen }),
    ...(cover === undefined ? {} : { coverId: cover }),
  };
}

/** `owners` may lend their pictures to a post; the cover it has already needs no leave. */
export async function mustBeLent(tx: Tx, cover: string, owners: string[]): Promise<void> {
  const upload = await tx.upload.findFirst({
    where: { id: cover, ownerId: { in: owners } },
    select: { id: true },
  });
  if (!upload) throw invalidField("cover", "not_found", "No upload of yours has this id.");
}

async function reread(tx: Tx, id: string): Promise<PostRow> {
  const post = await findPost(tx, id, {});
  if (!post) throw new Error(`Post ${id} vanished inside its own transaction.`);
  return post;
}

async function addRevision(tx: Tx, post: PostRow, editorId: string): Promise<void> {
  const { title, slug, excerpt, body } = post;
  await tx.revision.create({
    data: { postId: post.id, number: post.version, title, slug, excerpt, body, editorId },
  });
}

// ── Slugs ────────────────────────────────────────────────────────────────────────────────────

/** A slug the author chose: conflict when another post has it, or had it. */
async function claimSlug(tx: Tx, slug: string, ownId: string | null): Promise<string> {
  const holders = await holdersOf(tx, [slug]);
  if (holders.some(({ postId }) => postId !== ownId)) throw slugTaken(slug);
  // A post may take its own old slug back.
  if (holders.some(({ former }) => former)) await tx.formerSlug.delete({ where: { slug } });
  return slug;
}

function slugTaken(slug: string): AppError {
  return new AppError("conflict", `The slug “${slug}” is taken.`, {
    fields: [{ pointer: "/slug", code: "taken", detail: "Another post has this slug." }],
  });
}

/** Writes a new post under a slug that its title gives. */
async function insertUnderTitle(
  tx: Tx,
  base: string,
  insert: (slug: string) => Promise<PostRow | null>,
): Promise<PostRow> {
  const [first = base] = slugCandidates(base);
  let written = RESERVED_SLUGS.has(first) ? null : await insert(first);
  // Somebody may choose by hand the very slug that was free when we looked.
  while (!written) written = await insert(await numberedSlug(tx, base));
  return written;
}

/** A slug made from a title, not taken by any post, present or past, nor reserved. */
export async function freeSlug(tx: Tx, base: string): Promise<string> {
  const [first = base] = slugCandidates(base);
  const free = !RESERVED_SLUGS.has(first) && (await holdersOf(tx, [first])).length === 0;
  return free ? first : numberedSlug(tx, base);
}

/** The same, for a title that another post has: they are numbered one after the other, however many arrive at once. */
async function numberedSlug(tx: Tx, base: string): Promise<string> {
  await lockName(tx, `slug:${base}`);
  const candidates = slugCandidates(base);
  for (;;) {
    const batch: string[] = [];
    while (batch.length < 10) {
      const { value } = candidates.next();
      if (value && !RESERVED_SLUGS.has(value)) batch.push(value);
    }
    const taken = new Set((await holdersOf(tx, batch)).map(({ slug }) => slug));
    const free = batch.find((slug) => !taken.has(slug));
    if (free) return free;
  }
}

/** Which posts have or had these slugs. */
function holdersOf(
  tx: Tx,
  slugs: string[],
): Promise<{ slug: string; postId: string; former: boolean }[]> {
  return sql<{ slug: string; postId: string; former: boolean }>(tx)`
    select slug, id::text as "postId", false as former from posts where slug = any(${slugs})
    union all
    select slug, post_id::text, true from former_slugs where slug = any(${slugs})`;
}

// ── Tags and co-authors ──────────────────────────────────────────────────────────────────────

/** Sets a post's tags by name or slug, making those that do not exist yet, and gives them in order. */
async function setTags(tx: Tx, postId: string, names: string[]): Promise<PostRow["tags"]> {
  const wanted = new Map<string, string>();
  for (const name of names) {
    const slug = slugify(name);
    if (!wanted.has(slug)) wanted.set(slug, name);
  }
  const slugs = [...wanted.keys()];
  if (slugs.length > 0) {
    // In one order for everybody: two posts that bring the same new tags must not deadlock.
    await sql(tx)`
      insert into tags (id, slug, name)
      select * from unnest(${slugs.map(() => uuidv7())}::uuid[], ${slugs}::text[],
        ${[...wanted.values()]}::text[]) as new (id, slug, name)
      order by slug
      on conflict (slug) do nothing`;
  }
  // A second statement: only now is seen what others made in the meantime.
  const tags = await sql<PostRow["tags"][number]["tag"]>(tx)`
    with found as (
      select id, slug, name, array_position(${slugs}::text[], slug) as place
      from tags where slug = any(${slugs}::text[])),
    removed as (
      delete from post_tags
      where post_id = ${postId}::uuid and not exists (select from found where id = tag_id)),
    placed as (
      insert into post_tags (post_id, tag_id, position)
      select ${postId}::uuid, id, place - 1 from found
      on conflict (post_id, tag_id) do update set position = excluded.position)
    select id, slug, name from found order by place`;
  return tags.map((tag) => ({ tag }));
}

async function setCoAuthors(tx: Tx, postId: string, ownerId: string, handles: string[]) {
  const users = await tx.user.findMany({
    where: { handle: { in: handles } },
    select: { id: true, handle: true },
  });
  const missing = handles.filter((handle) => users.every((user) => user.handle !== handle));
  if (missing.length > 0) {
    throw invalidField("coAuthors", "not_found", `Nobody here is called ${missing.join(", ")}.`);
  }
  await tx.postAuthor.deleteMany({ where: { postId, userId: { not: ownerId } } });
  const others = handles.flatMap((handle) => users.filter((user) => user.handle === handle));
  await tx.postAuthor.createMany({
    data: others
      .filter(({ id }) => id !== ownerId)
      .map(({ id }, index) => ({ postId, userId: id, position: index + 1 })),
    skipDuplicates: true,
  });
}

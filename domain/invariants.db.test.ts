import { AsyncLocalStorage } from "node:async_hooks";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { archivedPosts, archiveYears } from "#domain/archive/queries";
import { createComment, deleteComment, listComments } from "#domain/comments/operations";
import { publishedThread } from "#domain/comments/queries";
import {
  dismissReports,
  hideComment,
  reportComment,
  showComment,
} from "#domain/moderation/operations";
import { type Known, type Operation, type Outcome, perform } from "#domain/operation";
import {
  createPost,
  deletePost,
  getPost,
  listPosts,
  publishPost,
  restorePost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { neighborsOf, publishedPost, publishedPosts, relatedPosts } from "#domain/posts/queries";
import { listTags } from "#domain/tags/operations";
import { publishedTag, publishedTags } from "#domain/tags/queries";
import { listAuthors } from "#domain/users/operations";
import { publishedAuthor, publishedAuthors } from "#domain/users/queries";
import { type Actor, guest } from "#lib/actor";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { person } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// What must hold whatever people do, one after the other: the counts beside tags, authors and posts
// are those that SQL counts, every change is recorded once and no failure is, and nobody sees a page
// from the cache that would be another one now. Next's cache itself is played by a Map.

const naming = vi.hoisted(() => ({ tags: undefined as unknown as AsyncLocalStorage<string[]> }));
vi.mock("next/cache.js", () => ({
  cacheTag: (...names: string[]) => naming.tags.getStore()?.push(...names),
  cacheLife: () => undefined,
}));
naming.tags = new AsyncLocalStorage();

const handles = ["ada", "bob", "eve"] as const;
const slugs = ["one", "two", "three", "one-2", "two-2"];
const tags = ["A", "B", "C"];

const aPost = fc.nat(3);
const someone = fc.constantFrom(0, 0, 1, 2, 2);
const details = {
  tags: fc.uniqueArray(fc.constantFrom(...tags, "a", "D"), { maxLength: 3 }),
  coAuthors: fc.uniqueArray(fc.constantFrom(...handles), { maxLength: 2 }),
};
const step = fc.oneof(
  { weight: 3, arbitrary: aStep("create", { title: fc.constantFrom("One", "Two"), ...details }) },
  {
    weight: 1,
    arbitrary: aStep("create", {
      title: fc.constant("No"),
      tags: details.tags,
      coAuthors: fc.constant(["nobody"]),
    }),
  },
  { weight: 3, arbitrary: aStep("update", details) },
  { weight: 2, arbitrary: aStep("update", { slug: fc.constantFrom(...slugs) }) },
  {
    weight: 1,
    arbitrary: aStep("update", { title: fc.constantFrom("One", "New"), version: fc.nat(3) }),
  },
  {
    weight: 2,
    arbitrary: aStep("update", {
      publishedAt: fc.constantFrom("2020-02-02T02:02:02Z", "2021-01-01T00:00:00Z"),
    }),
  },
  { weight: 3, arbitrary: aStep("publish", {}) },
  { weight: 2, arbitrary: aStep("unpublish", {}) },
  { weight: 2, arbitrary: aStep("trash", {}) },
  { weight: 2, arbitrary: aStep("restore", {}) },
  { weight: 1, arbitrary: aStep("remove", {}) },
  { weight: 2, arbitrary: aStep("comment", {}) },
  { weight: 1, arbitrary: aStep("uncomment", {}) },
  { weight: 1, arbitrary: aStep("report", {}) },
  { weight: 1, arbitrary: aStep("hide", {}) },
  { weight: 1, arbitrary: aStep("show", {}) },
  { weight: 1, arbitrary: aStep("dismiss", {}) },
);

type Verb =
  | "create"
  | "update"
  | "publish"
  | "unpublish"
  | "trash"
  | "restore"
  | "remove"
  | "comment"
  | "uncomment"
  | "report"
  | "hide"
  | "show"
  | "dismiss";

function aStep(verb: Verb, input: Record<string, fc.Arbitrary<unknown>>) {
  const more = fc.record(input, { requiredKeys: verb === "create" ? ["title"] : [] });
  return fc.record({ verb: fc.constant(verb), who: someone, post: aPost, input: more });
}

type Step = { verb: Verb; who: number; post: number; input: object };

const says = (verb: Verb, input: object = {}): Step => ({ verb, who: 0, post: 0, input });

/** What was wrong once. */
const stories: Step[][] = [
  // An old address, asked for while its post was hidden, stayed a cached 404.
  [
    says("create", { title: "One", tags: ["A"] }),
    says("publish"),
    says("update", { slug: "two" }),
    says("unpublish"),
    says("publish"),
    says("trash"),
    says("restore"),
  ],
  [says("create", { title: "One" }), says("update", { slug: "two" }), says("publish")],
];

test("counts are true, changes are recorded once, and no cached page is stale", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
      await truncateAll(db());
      const people = await Promise.all(
        handles.map((handle, at) => person(at === 2 ? "editor" : "author", handle)),
      );
      const cache = new Map<string, Entry>();
      const posts: string[] = [];
      for (const each of steps) {
        await fill(cache, posts);
        await fillAnswers(cache, posts, [guest, people[0] as Known, people[2] as Known]);
        const before = await snapshot();
        const outcome = await take(each, people[each.who] as Known, posts);
        const after = await snapshot();
        expectRecorded(before, after, outcome);
        expectTrueCounts(after);
        for (const purged of outcome?.happenings.flatMap((happening) => happening.tags) ?? []) {
          for (const [key, entry] of cache) if (entry.tags.includes(purged)) cache.delete(key);
        }
        await expectFresh(cache);
      }
    }),
    { numRuns: 12, examples: stories.map((story) => [story]) },
  );
}, 240_000);

/** Does it; undefined when it is refused. */
async function take(
  each: Step,
  actor: Known,
  posts: string[],
): Promise<Outcome<never> | undefined> {
  const id = posts[each.post] ?? posts[0] ?? "00000000-0000-7000-8000-000000000000";
  const comment = await db().comment.findFirst({
    where: { postId: id, status: each.verb === "show" ? "hidden" : "visible" },
    orderBy: { id: "asc" },
  });
  const [operation, input] = {
    create: [createPost, { body: "Words.", ...each.input }],
    update: [updatePost, { id, ...each.input }],
    publish: [publishPost, { id }],
    unpublish: [unpublishPost, { id }],
    trash: [deletePost, { id }],
    restore: [restorePost, { id }],
    remove: [deletePost, { id, permanent: true }],
    comment: [createComment, { id, body: "Well.", parentId: comment?.id ?? null }],
    uncomment: [deleteComment, { id, commentId: comment?.id ?? id }],
    report: [reportComment, { id, commentId: comment?.id ?? id, reason: "spam" }],
    hide: [hideComment, { id, commentId: comment?.id ?? id }],
    show: [showComment, { id, commentId: comment?.id ?? id }],
    dismiss: [dismissReports, { id, commentId: comment?.id ?? id }],
  }[each.verb] as [Operation, object];
  try {
    const outcome = await perform(operation, { actor, input });
    if (each.verb === "create") posts.push((outcome.value as { id: string }).id);
    return outcome as Outcome<never>;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

interface Entry {
  value: unknown;
  tags: string[];
  read(): Promise<unknown>;
}

/** Reads every public page that is not in the cache, as visitors do all the time. */
async function fill(cache: Map<string, Entry>, posts: string[]): Promise<void> {
  const pages: [string, () => Promise<unknown>][] = [
    ["/", () => publishedPosts(1)],
    ["/tags", publishedTags],
    ["/authors", publishedAuthors],
    ["/archive", archiveYears],
    ...[2020, new Date().getUTCFullYear()].map(
      (year): Page => [`/archive/${year}`, () => archivedPosts(year, 1)],
    ),
    ...slugs.map((slug) => [`/posts/${slug}`, () => publishedPost(slug)] as Page),
    ...["a", "b", "d"].flatMap((slug): Page[] => [
      [`/tags/${slug}`, () => publishedTag(slug)],
      [`/tags/${slug} posts`, () => publishedPosts(1, { tag: slug })],
    ]),
    ...handles.flatMap((handle): Page[] => [
      [`/authors/${handle}`, () => publishedAuthor(handle)],
      [`/authors/${handle} posts`, () => publishedPosts(1, { author: handle })],
    ]),
    ...posts.flatMap((id): Page[] => [
      [`comments of ${id}`, () => whilePublished(id, () => publishedThread(id, 1))],
      [`beside ${id}`, () => whilePublished(id, () => neighborsOf(id))],
      [`related to ${id}`, () => whilePublished(id, () => relatedPosts(id))],
    ]),
  ];
  await Promise.all(
    pages.map(async ([key, read]) => {
      if (cache.has(key)) return;
      const named: string[] = [];
      const value = await naming.tags.run(named, read);
      expect(named, `${key} names what purges everything`).toContain("duet");
      cache.set(key, { value, tags: named, read });
    }),
  );
}

type Page = [string, () => Promise<unknown>];

/** Calls every read that says what its answer shows, as programs do, and keeps what they were told. */
async function fillAnswers(cache: Map<string, Entry>, posts: string[], actors: Actor[]) {
  const calls: [Operation, object][] = [
    [listPosts, {}],
    [listPosts, { tag: "a" }],
    [listPosts, { author: "ada" }],
    [listTags, {}],
    [listAuthors, {}],
    ...slugs.map((id): [Operation, object] => [getPost, { id }]),
    ...posts.flatMap((id): [Operation, object][] => [
      [getPost, { id }],
      [listComments, { id }],
    ]),
  ];
  const asked = [
    ...calls.flatMap((call) => actors.map((actor) => [actor, ...call] as const)),
    ...actors.slice(1).map((actor) => [actor, listPosts, { status: "draft" }] as const),
    ...actors.slice(1).map((actor) => [actor, listPosts, { status: "trashed" }] as const),
  ];
  await Promise.all(
    asked.map(async ([actor, operation, input]) => {
      const who = actor.kind === "guest" ? "guest" : actor.handle;
      const key = `${who} ${operation.name} ${JSON.stringify(input)}`;
      if (cache.has(key)) return;
      const answer = await answerTo(operation, actor, input);
      const own = actor.kind === "guest" ? [] : ["unpublished"];
      const read = async () => (await answerTo(operation, actor, input))?.value;
      // A refusal is not kept.
      if (answer?.cacheTags) {
        cache.set(key, { value: answer.value, tags: [...answer.cacheTags, ...own], read });
      }
    }),
  );
  expect([...cache.keys()].some((key) => key.startsWith("guest posts.list"))).toBe(true);
}

async function answerTo(operation: Operation, actor: Actor, input: object) {
  try {
    return await perform(operation, { actor, input });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** What stands around a post that is published, and around no other. */
async function whilePublished(id: string, read: () => Promise<unknown>): Promise<unknown> {
  const found = await read();
  const published = await db().post.count({ where: { id, status: "published" } });
  return published ? found : "hidden";
}

async function expectFresh(cache: Map<string, Entry>): Promise<void> {
  const stale = await Promise.all(
    [...cache].map(async ([key, { value, read }]) => {
      const now = await read();
      const hidden = value === "hidden" || now === "hidden";
      return !hidden && JSON.stringify(now) !== JSON.stringify(value) ? [key, value, now] : null;
    }),
  );
  expect(stale.filter((each) => each !== null)).toEqual([]);
}

type Snapshot = Awaited<ReturnType<typeof snapshot>>;

/** What is stored, and what SQL counts of it. */
async function snapshot() {
  const [posts, comments, others, events, counts, strays] = await Promise.all([
    db().$queryRaw<unknown[]>`select * from posts order by id`,
    db().$queryRaw<unknown[]>`select * from comments order by id`,
    db().$queryRaw<unknown[]>`
      select 'tag', post_id, tag_id, position from post_tags union all
      select 'author', post_id, user_id, position from post_authors order by 1, 2, 3`,
    db().event.count(),
    db().$queryRaw<Count[]>`
      with public as (select id from posts where status = 'published')
      select 'tag ' || slug as name, post_count as kept, (select count(*)::int from post_tags
        where tag_id = tags.id and post_id in (table public)) as found from tags
      union all select 'author ' || handle, post_count, (select count(*)::int from post_authors
        where user_id = users.id and post_id in (table public)) from users
      union all select 'comments ' || slug, comment_count, (select count(*)::int from comments c
        where c.post_id = posts.id and c.status = 'visible') from posts
      union all select 'reports ' || id, report_count, (select count(*)::int from comment_reports r
        where r.comment_id = comments.id and r.settled_at is null) from comments
      union all select 'reported ' || id, (reported_at is not null)::int, (report_count > 0)::int
        from comments`,
    db().$queryRaw<unknown[]>`
      with dated as (
        select 'tag' as what, post_id, published_at from post_tags union all
        select 'author', post_id, published_at from post_authors union all
        select 'words', post_id, published_at from post_search)
      select what, slug from posts left join dated on post_id = id
      where what is null or dated.published_at is distinct from
        case when status = 'published' then posts.published_at end
      union all select 'title', slug from posts join post_search on post_id = id
      where not tsvector_to_array(head) @> tsvector_to_array(to_tsvector('duet_simple', concat_ws(' ', title,
        (select string_agg(t.slug, ' ') from post_tags pt join tags t on t.id = tag_id where pt.post_id = posts.id),
        (select string_agg(u.handle, ' ') from post_authors pa join users u on u.id = user_id
          where pa.post_id = posts.id))))`,
  ]);
  return { stored: JSON.stringify([posts, comments, others]), events, counts, strays };
}

interface Count {
  name: string;
  kept: number;
  found: number;
}

function expectTrueCounts({ counts, strays }: Snapshot): void {
  // What lists and search read instead of the posts says the same as they do.
  expect(strays).toEqual([]);
  expect(counts.filter(({ kept, found }) => kept !== found)).toEqual([]);
}

function expectRecorded(before: Snapshot, after: Snapshot, outcome: Outcome<never> | undefined) {
  const recorded = after.events - before.events;
  expect(recorded).toBe(outcome?.happenings.length ?? 0);
  // Something is recorded when, and only when, something changed.
  expect(recorded > 0).toBe(before.stored !== after.stored);
}

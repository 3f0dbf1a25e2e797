import type { z } from "zod";
import { isImportedAlready } from "#domain/imports/queries";
import { importPostInput, importPostView } from "#domain/imports/schema";
import { type Known, write } from "#domain/operation";
import { findPost, type PostRow } from "#domain/posts/queries";
import {
  createPostRow,
  factsOf,
  freeSlug,
  moveTo,
  type PostContent,
  render,
  savePost,
} from "#domain/posts/storage";
import { firstHandle, freeHandle } from "#domain/users/storage";
import { lockName, type Tx } from "#lib/db";
import { slugify } from "#lib/slug";

type Source = z.output<typeof importPostInput>;

/**
 * One post of another blog: made at the first time, brought up to date when its file has changed,
 * and left alone when somebody edited it here since.
 */
export const importPost = write({
  name: "imports.post",
  gate: "site:import",
  input: importPostInput,
  output: importPostView,
  // Rendering is most of the work: what has not changed since is not rendered again.
  prepare: async ({ input }) =>
    (await isImportedAlready(input.source, input.contentHash)) ? null : render(input.body),
  async run({ actor, input, tx, prepared, emit }) {
    const { source, contentHash } = input;
    // Two imports at once take turns at one file, so that the second one finds the first one's post.
    await lockName(tx, `import:${source}`);
    const known = await tx.importItem.findUnique({ where: { source } });
    const before = known && (await findPost(tx, known.postId, {}));
    if (known && before) {
      const done = { slug: before.slug, notes: [] };
      if (known.contentHash === contentHash) return { result: "unchanged" as const, ...done };
      if (before.version !== known.postVersion)
        return { result: "edited here since" as const, ...done };
    }
    const rendered = prepared ?? (await render(input.body));
    const notes: string[] = [];
    const content = await contentOf(tx, input, before, notes);
    const drafted = before
      ? await savePost(tx, before, content, rendered, actor.id)
      : await createPostRow(tx, await ownerOf(tx, actor, input), content, rendered);
    const redirects = await addRedirects(tx, drafted.id, input.aliases, notes);
    if (!before) emit({ type: "post.created", after: factsOf(drafted) });
    else if (drafted !== before || redirects > 0) {
      emit({ type: "post.updated", before: factsOf(before), after: factsOf(drafted) });
    }
    const post = await publishAsDated(tx, drafted, input, notes);
    if (post !== drafted) {
      emit({ type: "post.published", before: factsOf(drafted), after: factsOf(post) });
    }
    const item = { contentHash, postId: post.id, postVersion: post.version };
    await tx.importItem.upsert({ where: { source }, create: { source, ...item }, update: item });
    return { result: before ? ("updated" as const) : ("created" as const), slug: post.slug, notes };
  },
});

/** What the file says, in the form of our own posts; a slug that is taken gets a number. */
async function contentOf(tx: Tx, input: Source, before: PostRow | null, notes: string[]) {
  const { title, body, excerpt, tags, canonicalUrl } = input;
  const content: PostContent & { title: string; body: string } = {
    title,
    body,
    excerpt,
    tags,
    canonicalUrl,
    coAuthors: await handlesOf(tx, input.authors.slice(1)),
  };
  // An address that is public already is not moved by an import.
  if (before) return content;
  const wanted = slugify(input.slug ?? title);
  const slug = await freeSlug(tx, wanted);
  if (input.slug && slug !== input.slug) notes.push(`its slug “${input.slug}” became “${slug}”`);
  return { ...content, slug };
}

async function publishAsDated(tx: Tx, post: PostRow, input: Source, notes: string[]) {
  const now = new Date();
  const date = input.date ?? now;
  if (input.draft || post.status === "published") return post;
  if (date > now) {
    notes.push("its date lies ahead, so it is a draft");
    return post;
  }
  return moveTo(tx, post, {
    status: "published",
    publishedAt: date,
    createdAt: date,
    updatedAt: input.updated ?? date,
  });
}

async function ownerOf(tx: Tx, actor: Known, input: Source): Promise<string> {
  const [name] = input.authors;
  if (!name) return actor.id;
  const [handle = ""] = await handlesOf(tx, [name]);
  const { id } = await tx.user.findUniqueOrThrow({ where: { handle }, select: { id: true } });
  return id;
}

/** The handles of people named in a file; who is not here yet gets a page, but no way to sign in. */
async function handlesOf(tx: Tx, names: string[]): Promise<string[]> {
  const handles: string[] = [];
  for (const name of names) {
    const found =
      (await tx.user.findUnique({
        where: { handle: firstHandle(name) },
        select: { handle: true },
      })) ??
      (await tx.user.create({
        data: { handle: await freeHandle(tx, name), name, role: "author" },
        select: { handle: true },
      }));
    handles.push(found.handle);
  }
  return handles;
}

/** Keeps the old addresses that are free; answers how many are new. */
async function addRedirects(tx: Tx, postId: string, paths: string[], notes: string[]) {
  const taken = await tx.redirect.findMany({
    where: { path: { in: paths }, postId: { not: postId } },
    select: { path: true },
  });
  for (const { path } of taken) notes.push(`${path} already leads to another post`);
  const { count } = await tx.redirect.createMany({
    data: paths.map((path) => ({ path, postId })),
    skipDuplicates: true,
  });
  return count;
}

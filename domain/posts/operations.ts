import type { z } from "zod";
import { draftOf, findDraft, settleDraft } from "#domain/drafts/queries";
import { type DomainEvent, tag } from "#domain/events";
import { type Known, read, write } from "#domain/operation";
import { canDelete, canEdit, readableBy, trashOf } from "#domain/posts/policy";
import {
  findCover,
  findMovedSlug,
  findPost,
  knowsDeleted,
  listReadablePosts,
  lockDuePost,
  lockForgottenPost,
  lockPost,
  mustBeReadable,
  noSuchPost,
  type PostRow,
  viewOf,
} from "#domain/posts/queries";
import { changedState, firstState, isPublished, reschedule } from "#domain/posts/schedule";
import {
  changePostInput,
  clockView,
  createPostInput,
  deletePostInput,
  editablePostView,
  listPostsInput,
  postList,
  postRef,
  postView,
  previewInput,
  previewView,
  publishPostInput,
  replacePostInput,
  updatePostInput,
} from "#domain/posts/schema";
import {
  createPostRow,
  factsOf,
  moveCounts,
  moveTo,
  type Rendered,
  render,
  savePost,
} from "#domain/posts/storage";
import { noInput, nothing } from "#domain/site/schema";
import type { Tx } from "#lib/db";
import { AppError } from "#lib/errors";
import { postMarkdown } from "#lib/post-markdown";

export const listPosts = read({
  name: "posts.list",
  gate: "public",
  input: listPostsInput,
  output: postList,
  cacheTags: () => [tag.posts],
  run: ({ actor, input }) => listReadablePosts(actor, input),
});

/**
 * Unreadable posts answer not_found, so that their existence stays private; one that is deleted for
 * good answers gone to who knew of it.
 */
export const getPost = read({
  name: "posts.get",
  gate: "public",
  input: postRef,
  output: postView,
  representations: {
    media: ["text/markdown", "text/html"],
    text: (post, media) => (media === "text/markdown" ? postMarkdown(post) : post.html),
  },
  cacheTags: ({ id }) => [tag.post(id)],
  async run({ actor, input: { id }, tx }) {
    const scope = readableBy(actor);
    const post = await findPost(tx, id, scope);
    if (post) return viewOf(post);
    const movedTo = await findMovedSlug(tx, id, scope);
    if (movedTo) throw new AppError("moved", "This post has a new address.", { movedTo });
    if (await knowsDeleted(tx, actor, id)) throw new AppError("gone", "This post was deleted.");
    throw noSuchPost();
  },
});

/** The same for who is about to change it: readable but foreign posts answer forbidden. */
export const getEditablePost = read({
  name: "posts.edit",
  gate: "posts:write",
  input: changePostInput,
  output: editablePostView,
  async run({ actor, input: { id }, tx }) {
    const post = await mustBeReadable(tx, actor, id);
    if (!canEdit(actor, post)) throw foreignPost();
    const draft = await findDraft(tx, id);
    const draftCover = draft?.cover ? await findCover(tx, draft.cover) : null;
    return { ...viewOf(post), draft: draft && draftOf(post, draft), draftCover };
  },
});

export const createPost = write({
  name: "posts.create",
  gate: "posts:write",
  input: createPostInput,
  output: postView,
  prepare: ({ input }) => render(input.body),
  async run({ actor, input, tx, prepared, emit }) {
    const { status, publishedAt, scheduledFor, ...content } = input;
    const state = firstState({ status, publishedAt, scheduledFor });
    const post = await createPostRow(tx, actor.id, content, prepared, state);
    const after = factsOf(post);
    const before = { ...after, status: "draft" as const };
    emit({ type: "post.created", after: before });
    if (status !== "draft") emit({ type: `post.${status}`, before, after });
    return viewOf(post);
  },
});

/** Readable but foreign posts answer forbidden; absent keys keep what is there, null clears. */
export const updatePost = write({
  name: "posts.update",
  gate: "posts:write",
  input: updatePostInput,
  output: postView,
  prepare: async ({ input }) => (input.body === undefined ? null : render(input.body)),
  run: save,
});

export const replacePost = write({
  name: "posts.replace",
  gate: "posts:write",
  input: replacePostInput,
  output: postView,
  prepare: ({ input }) => render(input.body),
  run: save,
});

/** Publishing what is published changes nothing and succeeds; a time that has passed is refused. */
export const publishPost = write({
  name: "posts.publish",
  gate: "posts:write",
  input: publishPostInput,
  output: postView,
  async run({ actor, input: { id, at }, tx, emit, checkVersion }) {
    const before = await editablePost(tx, actor, id);
    checkVersion(before.version);
    if (at) {
      if (before.status === "published") throw isPublished();
      const state = reschedule(before, at, "at");
      if (!state) return viewOf(before);
      const after = await moveTo(tx, before, state);
      emit({ type: "post.scheduled", before: factsOf(before), after: factsOf(after) });
      return viewOf(after);
    }
    if (before.status === "published") return viewOf(before);
    const publishedAt = before.publishedAt ?? new Date();
    const after = await moveTo(tx, before, {
      status: "published",
      publishedAt,
      scheduledFor: null,
    });
    emit({ type: "post.published", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

export const unpublishPost = write({
  name: "posts.unpublish",
  gate: "posts:write",
  input: changePostInput,
  output: postView,
  async run({ actor, input: { id }, tx, emit, checkVersion }) {
    const before = await editablePost(tx, actor, id);
    checkVersion(before.version);
    if (before.status === "draft") return viewOf(before);
    const after = await moveTo(tx, before, { status: "draft", scheduledFor: null });
    emit({ type: "post.unpublished", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

/** To the trash, or with `permanent` for good: from wherever it is. */
export const deletePost = write({
  name: "posts.delete",
  gate: "posts:write",
  input: deletePostInput,
  output: nothing,
  async run({ actor, input: { id, permanent }, tx, emit, checkVersion }) {
    const scope = permanent ? { OR: [readableBy(actor), trashOf(actor)] } : readableBy(actor);
    const before = await lockPost(tx, id, scope);
    if (!before) throw noSuchPost();
    if (!canDelete(actor, before)) throw foreignPost();
    checkVersion(before.version);
    if (permanent) {
      await moveCounts(tx, before, null);
      await tx.post.delete({ where: { id } });
      emit({ type: "post.deleted", before: factsOf(before) });
      return null;
    }
    const trash = { status: "trashed", trashedFrom: before.status, trashedAt: new Date() } as const;
    const after = await moveTo(tx, before, trash);
    emit({ type: "post.trashed", before: factsOf(before), after: factsOf(after) });
    return null;
  },
});

/** Out of the trash, as what it was; a schedule that has passed comes back as a draft. */
export const restorePost = write({
  name: "posts.restore",
  gate: "posts:write",
  input: changePostInput,
  output: postView,
  async run({ actor, input: { id }, tx, emit, checkVersion }) {
    const before = await lockPost(tx, id, trashOf(actor));
    if (!before) throw noSuchPost();
    checkVersion(before.version);
    const overdue = before.scheduledFor !== null && before.scheduledFor <= new Date();
    const after = await moveTo(tx, before, {
      status: overdue ? "draft" : (before.trashedFrom ?? "draft"),
      trashedFrom: null,
      trashedAt: null,
      ...(overdue ? { scheduledFor: null } : {}),
    });
    emit({ type: "post.restored", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

/** Publishes the post whose time has come first, dated at that time, however late the clock is. */
export const publishDuePost = write({
  name: "posts.publishDue",
  gate: "system",
  input: noInput,
  output: clockView,
  async run({ tx, emit }) {
    const before = await lockDuePost(tx);
    if (!before) return { id: null };
    const publishedAt = before.scheduledFor;
    const after = await moveTo(tx, before, {
      status: "published",
      publishedAt,
      scheduledFor: null,
    });
    emit({ type: "post.published", before: factsOf(before), after: factsOf(after) });
    return { id: after.id };
  },
});

/** How long a post can be brought back from the trash. */
const TRASH_DAYS = 30;

/** Deletes the post that has been in the trash the longest, when that is too long. */
export const emptyTrash = write({
  name: "posts.emptyTrash",
  gate: "system",
  input: noInput,
  output: clockView,
  async run({ tx, emit }) {
    const before = await lockForgottenPost(tx, TRASH_DAYS);
    if (!before) return { id: null };
    await tx.post.delete({ where: { id: before.id } });
    emit({ type: "post.deleted", before: factsOf(before) });
    return { id: before.id };
  },
});

/** Markdown as a post would show it; nothing is stored. */
export const previewPost = read({
  name: "posts.preview",
  gate: "posts:write",
  input: previewInput,
  output: previewView,
  run: ({ input }) => render(input.body),
});

/** The post, locked, if the actor may change it: not_found when unreadable, forbidden when foreign. */
async function editablePost(tx: Tx, actor: Known, id: string): Promise<PostRow> {
  const post = await mustBeReadable(tx, actor, id, lockPost);
  if (!canEdit(actor, post)) throw foreignPost();
  return post;
}

type Changes = Omit<z.output<typeof updatePostInput>, "id" | "version">;

interface Saving {
  actor: Known;
  input: Changes & { id: string; version?: number | undefined };
  tx: Tx;
  prepared: Rendered | null;
  emit(event: DomainEvent): void;
  checkVersion(current: number): void;
}

/** What PATCH and PUT do alike: absent keys keep what is there. */
async function save({ actor, input, tx, prepared, emit, checkVersion }: Saving) {
  const { id, version: _, draftVersion, status, scheduledFor, ...changes } = input;
  const before = await editablePost(tx, actor, id);
  checkVersion(before.version);
  const state = changedState(before, { status, scheduledFor });
  const after = await savePost(tx, before, changes, prepared, actor.id, state);
  if (await settleDraft(tx, after, draftVersion)) {
    emit({ type: "post.draftDiscarded", draftOf: factsOf(after) });
  }
  if (after === before) return viewOf(after);
  const facts = { before: factsOf(before), after: factsOf(after) };
  emit({ type: "post.updated", ...facts });
  if (state?.status === "scheduled") emit({ type: "post.scheduled", ...facts });
  if (state?.status === "draft") emit({ type: "post.unpublished", ...facts });
  return viewOf(after);
}

function foreignPost(): AppError {
  return new AppError("forbidden", "Only its authors or an editor may change this post.");
}

export type CreatePost = z.output<typeof createPostInput>;

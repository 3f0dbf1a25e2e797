import type { z } from "zod";
import { type Known, read, write } from "#domain/operation";
import { canDelete, canEdit, readableBy, trashOf } from "#domain/posts/policy";
import {
  findMovedSlug,
  findPost,
  listReadablePosts,
  lockPost,
  type PostRow,
  viewOf,
} from "#domain/posts/queries";
import {
  changePostInput,
  createPostInput,
  deletePostInput,
  listPostsInput,
  postList,
  postRef,
  postView,
  previewInput,
  previewView,
  replacePostInput,
  updatePostInput,
} from "#domain/posts/schema";
import {
  createPostRow,
  factsOf,
  moveCounts,
  moveTo,
  render,
  savePost,
} from "#domain/posts/storage";
import { nothing } from "#domain/site/schema";
import type { Tx } from "#lib/db";
import { AppError, invalidField } from "#lib/errors";

export const listPosts = read({
  name: "posts.list",
  gate: "public",
  input: listPostsInput,
  output: postList,
  run: ({ actor, input }) => listReadablePosts(actor, input),
});

/** Unreadable posts answer not_found, so that their existence stays private. */
export const getPost = read({
  name: "posts.get",
  gate: "public",
  input: postRef,
  output: postView,
  representations: {
    media: ["text/markdown", "text/html"],
    text: ({ body, html }, media) => (media === "text/markdown" ? body : html),
  },
  async run({ actor, input: { id }, tx }) {
    const scope = readableBy(actor);
    const post = await findPost(tx, id, scope);
    if (post) return viewOf(post);
    const movedTo = await findMovedSlug(tx, id, scope);
    if (movedTo) throw new AppError("moved", "This post has a new address.", { movedTo });
    throw noSuchPost();
  },
});

/** The same for who is about to change it: readable but foreign posts answer forbidden. */
export const getEditablePost = read({
  name: "posts.edit",
  gate: "posts:write",
  input: changePostInput,
  output: postView,
  async run({ actor, input: { id }, tx }) {
    const post = await findPost(tx, id, readableBy(actor));
    if (!post) throw noSuchPost();
    if (!canEdit(actor, post)) throw foreignPost();
    return viewOf(post);
  },
});

export const createPost = write({
  name: "posts.create",
  gate: "posts:write",
  input: createPostInput,
  output: postView,
  prepare: ({ input }) => render(input.body),
  async run({ actor, input, tx, prepared, emit }) {
    const { status, publishedAt, ...content } = input;
    const created = await createPostRow(tx, actor.id, content, prepared);
    emit({ type: "post.created", after: factsOf(created) });
    if (status === "draft") {
      if (publishedAt) throw invalidField("publishedAt", "not_published", "A draft has no date.");
      return viewOf(created);
    }
    const published = await publish(tx, created, publishedAt);
    emit({ type: "post.published", before: factsOf(created), after: factsOf(published) });
    return viewOf(published);
  },
});

/** Readable but foreign posts answer forbidden; absent keys keep what is there, null clears. */
export const updatePost = write({
  name: "posts.update",
  gate: "posts:write",
  input: updatePostInput,
  output: postView,
  prepare: async ({ input }) => (input.body === undefined ? null : render(input.body)),
  async run({ actor, input: { id, version: _, ...changes }, tx, prepared, emit, checkVersion }) {
    const before = await editablePost(tx, actor, id);
    checkVersion(before.version);
    const after = await savePost(tx, before, changes, prepared, actor.id);
    if (after !== before)
      emit({ type: "post.updated", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

export const replacePost = write({
  name: "posts.replace",
  gate: "posts:write",
  input: replacePostInput,
  output: postView,
  prepare: ({ input }) => render(input.body),
  async run({ actor, input: { id, version: _, ...changes }, tx, prepared, emit, checkVersion }) {
    const before = await editablePost(tx, actor, id);
    checkVersion(before.version);
    const after = await savePost(tx, before, changes, prepared, actor.id);
    if (after !== before)
      emit({ type: "post.updated", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

/** Publishing what is published changes nothing and succeeds. */
export const publishPost = write({
  name: "posts.publish",
  gate: "posts:write",
  input: changePostInput,
  output: postView,
  async run({ actor, input: { id }, tx, emit, checkVersion }) {
    const before = await editablePost(tx, actor, id);
    checkVersion(before.version);
    if (before.status === "published") return viewOf(before);
    const after = await publish(tx, before);
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
    const status = overdue ? "draft" : (before.trashedFrom ?? "draft");
    const after = await moveTo(tx, before, { status, trashedFrom: null, trashedAt: null });
    emit({ type: "post.restored", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
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
  const post = await lockPost(tx, id, readableBy(actor));
  if (!post) throw noSuchPost();
  if (!canEdit(actor, post)) throw foreignPost();
  return post;
}

function publish(tx: Tx, post: PostRow, at?: Date): Promise<PostRow> {
  const now = new Date();
  if (at && at > now) throw invalidField("publishedAt", "future", "This date lies ahead.");
  return moveTo(tx, post, {
    status: "published",
    publishedAt: at ?? post.publishedAt ?? now,
    scheduledFor: null,
  });
}

function noSuchPost(): AppError {
  return new AppError("not_found", "No such post.");
}

function foreignPost(): AppError {
  return new AppError("forbidden", "Only its authors or an editor may change this post.");
}

export type CreatePost = z.output<typeof createPostInput>;

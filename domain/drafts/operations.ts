import { isDeepStrictEqual } from "node:util";
import { draftOf, findDraft, keepDraft } from "#domain/drafts/queries";
import { draftRef, draftView, saveDraftInput } from "#domain/drafts/schema";
import { read, write } from "#domain/operation";
import { lockEditable, mustBeEditable } from "#domain/posts/queries";
import { factsOf, mustBeLent } from "#domain/posts/storage";
import { nothing } from "#domain/site/schema";
import { AppError } from "#lib/errors";

// A working copy is never public, and for those who may not change the post it is not there.

export const getDraft = read({
  name: "drafts.get",
  gate: "posts:write",
  input: draftRef,
  output: draftView,
  async run({ actor, input: { id }, tx }) {
    const post = await mustBeEditable(tx, actor, id);
    const draft = await findDraft(tx, id);
    if (!draft) throw new AppError("not_found", "This post has no working copy.");
    return draftOf(post, draft);
  },
});

/** Keeps what an editor has in hand beside the post, whose version, words and readers stay as they are. */
export const saveDraft = write({
  name: "drafts.save",
  gate: "posts:write",
  input: saveDraftInput,
  output: draftView,
  async run({ actor, input, tx, emit, checkVersion }) {
    const { id, version: _, draftVersion, ...words } = input;
    const post = await lockEditable(tx, actor, id);
    checkVersion(post.version);
    const before = await findDraft(tx, id);
    const known = before?.draftVersion ?? 0;
    if (draftVersion !== undefined && draftVersion !== known) {
      const message = "Other words have been kept since, from another window perhaps.";
      throw new AppError("conflict", message, { version: post.version });
    }
    const { cover } = words;
    if (cover && cover !== post.coverId && cover !== before?.cover) {
      await mustBeLent(tx, cover, [post.authorId, actor.id]);
    }
    const savedAt = new Date().toISOString();
    const draft = { version: post.version, draftVersion: known + 1, savedAt, ...words };
    const { savedAt: earlier } = before ?? draft;
    if (before && isDeepStrictEqual(before, { ...draft, draftVersion: known, savedAt: earlier })) {
      return draftOf(post, before);
    }
    await keepDraft(tx, id, draft);
    emit({ type: "post.draftSaved", draftOf: factsOf(post) });
    return draftOf(post, draft);
  },
});

/** Discarding what is not there changes nothing and succeeds. */
export const discardDraft = write({
  name: "drafts.discard",
  gate: "posts:write",
  input: draftRef,
  output: nothing,
  async run({ actor, input: { id }, tx, emit }) {
    const post = await lockEditable(tx, actor, id);
    if (!(await findDraft(tx, id))) return null;
    await keepDraft(tx, id, null);
    emit({ type: "post.draftDiscarded", draftOf: factsOf(post) });
    return null;
  },
});

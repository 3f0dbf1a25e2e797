import { read, write } from "#domain/operation";
import { lockEditable, mustBeEditable, viewOf } from "#domain/posts/queries";
import { postView } from "#domain/posts/schema";
import { factsOf, render, savePost } from "#domain/posts/storage";
import { currentNumber, findRevision, listRevisionsOf } from "#domain/revisions/queries";
import {
  diffRevisionInput,
  listRevisionsInput,
  restoreRevisionInput,
  revisionDiff,
  revisionList,
  revisionRef,
  revisionView,
} from "#domain/revisions/schema";
import { db } from "#lib/db";
import { diffText } from "#lib/diff";

// The gate is the permission to write: what a post once said is for those who may change it.

export const listRevisions = read({
  name: "revisions.list",
  gate: "posts:write",
  input: listRevisionsInput,
  output: revisionList,
  async run({ actor, input, tx }) {
    await mustBeEditable(tx, actor, input.id);
    return listRevisionsOf(tx, input);
  },
});

export const getRevision = read({
  name: "revisions.get",
  gate: "posts:write",
  input: revisionRef,
  output: revisionView,
  async run({ actor, input: { id, number }, tx }) {
    await mustBeEditable(tx, actor, id);
    const [revision, current] = await Promise.all([
      findRevision(tx, id, number),
      currentNumber(tx, id),
    ]);
    return { ...revision, current: number === current };
  },
});

/** Always from the older to the newer one, whichever of them is asked for; the present unless told. */
export const diffRevision = read({
  name: "revisions.diff",
  gate: "posts:write",
  input: diffRevisionInput,
  output: revisionDiff,
  async run({ actor, input: { id, number, against }, tx }) {
    await mustBeEditable(tx, actor, id);
    const other = against ?? (await currentNumber(tx, id));
    const [older, newer] = await Promise.all([
      findRevision(tx, id, Math.min(number, other)),
      findRevision(tx, id, Math.max(number, other)),
    ]);
    const changed = (before: string, after: string) =>
      before === after ? null : diffText(before, after);
    return {
      postId: id,
      from: older.number,
      to: newer.number,
      title: changed(older.title, newer.title),
      slug: changed(older.slug, newer.slug),
      excerpt: changed(older.excerpt ?? "", newer.excerpt ?? ""),
      body: changed(older.body, newer.body),
    };
  },
});

/** The old words as a new version: nothing is lost, and the address stays where it is. */
export const restoreRevision = write({
  name: "revisions.restore",
  gate: "posts:write",
  input: restoreRevisionInput,
  output: postView,
  async prepare({ actor, input: { id, number } }) {
    await mustBeEditable(db(), actor, id);
    const { title, excerpt, body } = await findRevision(db(), id, number);
    return { words: { title, excerpt, body }, rendered: await render(body) };
  },
  async run({ actor, input: { id }, tx, prepared, emit, checkVersion }) {
    const before = await lockEditable(tx, actor, id);
    checkVersion(before.version);
    const after = await savePost(tx, before, prepared.words, prepared.rendered, actor.id);
    if (after !== before)
      emit({ type: "post.updated", before: factsOf(before), after: factsOf(after) });
    return viewOf(after);
  },
});

import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import { canDelete, canEdit, listedFor, readableBy, trashOf } from "#domain/posts/policy";
import { type Actor, guest, isEditor, type Scope, scopes, tokenPermissions } from "#lib/actor";
import { db } from "#lib/db";
import { person } from "#lib/testing/blog";

// Every kind of actor against every kind of post: what the where-clauses select is compared with
// the rule, written once more in plain words and applied to each row.

interface Row {
  id: string;
  status: string;
  authorId: string;
  bylines: { userId: string }[];
}

const statuses = ["draft", "scheduled", "published", "trashed"] as const;
const texts = { title: "T", body: "B", html: "", text: "", outline: [], autoExcerpt: "" };
const words = { ...texts, wordCount: 1, readingMinutes: 1 };

const actors = new Map<string, Actor>([["a guest", guest]]);
let rows: Row[];

function token(owner: Known, ...held: Scope[]): Actor {
  const { id, handle, role } = owner;
  return { kind: "token", tokenId: "1", id, handle, role, may: tokenPermissions(role, held) };
}

beforeAll(async () => {
  const owners: Known[] = [];
  for (const role of ["reader", "author", "editor", "admin"] as const) {
    for (const name of [role, `second-${role}`]) {
      const owner = await person(role, name);
      owners.push(owner);
      actors.set(name, owner);
      actors.set(`${name}'s token of every scope`, token(owner, ...scopes));
      for (const scope of scopes) actors.set(`${name}'s token for ${scope}`, token(owner, scope));
      actors.set(`${name}'s token of no scope`, token(owner));
    }
  }
  // Also readers': somebody who wrote and was demoted since.
  const idOf = (handle: string) => owners.find((owner) => owner.handle === handle)?.id ?? "";
  const bylines: { postId: string; userId: string; position: number }[] = [];
  const posts = owners.flatMap((owner) =>
    statuses.flatMap((status) =>
      [[], ["second-author"], ["reader", "author"]].map((others) => {
        const id = randomUUID();
        const authors = new Set([owner.id, ...others.map(idOf)]);
        bylines.push(...[...authors].map((userId, position) => ({ postId: id, userId, position })));
        return { ...words, id, slug: id.replace("-", "x"), status, authorId: owner.id };
      }),
    ),
  );
  await db().post.createMany({ data: posts });
  await db().postAuthor.createMany({ data: bylines });
  const select = { id: true, status: true, authorId: true, bylines: { select: { userId: true } } };
  rows = await db().post.findMany({ select });
});

const isAuthor = (id: string, row: Row) => row.bylines.some(({ userId }) => userId === id);

/** A token sees what is not public only where its owner let it read or write posts. */
const seesHidden = (actor: Actor): actor is Known =>
  actor.kind !== "guest" && (actor.may.has("posts:read") || actor.may.has("posts:write"));

function mayRead(actor: Actor, row: Row): boolean {
  if (row.status === "published") return true;
  if (row.status === "trashed" || !seesHidden(actor)) return false;
  return isEditor(actor) || isAuthor(actor.id, row);
}

function mayRestore(actor: Actor, row: Row): boolean {
  if (row.status !== "trashed" || !seesHidden(actor)) return false;
  return isEditor(actor) || row.authorId === actor.id;
}

const idsOf = (list: { id: string }[]) => list.map(({ id }) => id).sort();

test("there is something of everything", () => {
  expect(actors.size).toBe(81);
  expect(rows).toHaveLength(96);
});

test("readableBy selects exactly what an actor may read", async () => {
  for (const [name, actor] of actors) {
    const found = await db().post.findMany({ where: readableBy(actor), select: { id: true } });
    const expected = rows.filter((row) => mayRead(actor, row));
    expect(idsOf(found), name).toEqual(idsOf(expected));
  }
});

test("trashOf selects exactly what an actor may restore", async () => {
  for (const [name, actor] of actors) {
    const found = await db().post.findMany({ where: trashOf(actor), select: { id: true } });
    const expected = rows.filter((row) => mayRestore(actor, row));
    expect(idsOf(found), name).toEqual(idsOf(expected));
  }
});

test("a list of one state shows what of it an actor may read, or restore", async () => {
  for (const [name, actor] of actors) {
    for (const status of statuses) {
      const where = listedFor(actor, status);
      const found = await db().post.findMany({ where, select: { id: true } });
      const of = rows.filter((row) => row.status === status);
      const expected = of.filter((row) => mayRead(actor, row) || mayRestore(actor, row));
      expect(idsOf(found), `${name}: ${status}`).toEqual(idsOf(expected));
    }
  }
});

test("its authors and editors may change a post, its owner and editors delete it", () => {
  for (const [name, actor] of actors) {
    const known = actor.kind === "guest" ? "" : actor.id;
    const owned = rows.filter((row) => isEditor(actor) || row.authorId === known);
    const written = rows.filter((row) => isEditor(actor) || isAuthor(known, row));
    expect(
      rows.filter((row) => canDelete(actor, row)),
      name,
    ).toEqual(owned);
    expect(
      rows.filter((row) => canEdit(actor, row)),
      name,
    ).toEqual(written);
  }
});

test("nobody reads more than an editor, and a token never more than its owner", async () => {
  const readable = async (actor: Actor) =>
    new Set(idsOf(await db().post.findMany({ where: readableBy(actor), select: { id: true } })));
  const editors = await readable(actors.get("editor") ?? guest);
  for (const [name, actor] of actors) {
    expect((await readable(actor)).isSubsetOf(editors), name).toBe(true);
    const owner = name.includes("'s token") ? actors.get(name.split("'s token")[0] ?? "") : actor;
    if (!owner) throw new Error(`Nobody owns ${name}.`);
    expect((await readable(actor)).isSubsetOf(await readable(owner)), name).toBe(true);
  }
});

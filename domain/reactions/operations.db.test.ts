import { beforeEach, describe, expect, test } from "vitest";
import type { Known } from "#domain/operation";
import { deletePost, getPost, listPosts } from "#domain/posts/operations";
import { addReaction, getReactions, removeReaction } from "#domain/reactions/operations";
import type { ReactionKind } from "#domain/reactions/schema";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let author: Known;
let reader: Known;
let id: string;

beforeEach(async () => {
  await truncateAll(db());
  [author, reader] = [await person("author"), await person("reader")];
  ({ id } = await write(author, { status: "published" }));
});

const add = (actor: Known, kind: ReactionKind = "like") => run(addReaction, actor, { id, kind });
const remove = (actor: Known, kind: ReactionKind = "like") =>
  run(removeReaction, actor, { id, kind });
const countsOf = async () => (await run(getPost, guest, { id })).reactionCounts;
const reactions = async () => (await eventTypes()).filter((type) => type === "reaction.changed");

test("a reaction is counted once, however often it is given, and taken back once", async () => {
  await add(reader);
  await add(reader);
  await add(reader, "clap");
  await add(author);
  expect(await countsOf()).toEqual({ like: 2, clap: 1 });
  expect(await reactions()).toHaveLength(3);
  await remove(reader, "clap");
  await remove(reader, "clap");
  await remove(reader, "love");
  expect(await countsOf()).toEqual({ like: 2 });
  expect(await reactions()).toHaveLength(4);
});

test("the post's version stays: nobody's edit is in conflict with a reader's applause", async () => {
  const before = await run(getPost, guest, { id });
  await add(reader);
  const after = await run(getPost, guest, { id });
  expect({ ...after, reactionCounts: {} }).toEqual(before);
});

test("one sees how many there are, and which are one's own", async () => {
  await add(reader);
  await add(reader, "insightful");
  await add(author);
  const counts = { like: 2, insightful: 1 };
  expect(await run(getReactions, reader, { id })).toEqual({ counts, mine: ["insightful", "like"] });
  expect(await run(getReactions, author, { id })).toEqual({ counts, mine: ["like"] });
  expect(await run(getReactions, guest, { id })).toEqual({ counts, mine: [] });
  expect((await run(listPosts, guest, {})).data[0]?.reactionCounts).toEqual(counts);
});

describe("only a published post that one may read takes them", () => {
  test("a draft is there for its author alone, and refuses him too", async () => {
    const draft = await write(author);
    const input = { id: draft.id, kind: "like" as const };
    for (const operation of [addReaction, removeReaction]) {
      expect(await verdict(run(operation, author, input))).toBe("conflict");
      expect(await verdict(run(operation, reader, input))).toBe("not_found");
    }
    expect(await verdict(run(getReactions, reader, { id: draft.id }))).toBe("not_found");
  });

  test("one in the trash is gone", async () => {
    await run(deletePost, author, { id });
    expect(await verdict(add(reader))).toBe("not_found");
    expect(await verdict(run(getReactions, guest, { id }))).toBe("not_found");
  });

  test("and of the kinds there are", async () => {
    const input = { id, kind: "hate" as ReactionKind };
    expect(await verdict(run(addReaction, reader, input))).toBe("invalid");
    expect(await verdict(run(addReaction, guest, { id, kind: "like" }))).toBe("unauthenticated");
  });
});

test("of 200 changes at the same moment none is lost or counted twice", async () => {
  const people = await Promise.all(
    Array.from({ length: 25 }, (_, at) => person("reader", `reader-${at}`)),
  );
  // Who is told that the database is too busy tries again, as any client may.
  const insist = async (change: () => Promise<unknown>) => {
    for (;;) {
      const told = await verdict(change());
      if (told === "ok") return;
      expect(told).toBe("unavailable");
    }
  };
  const kinds: ReactionKind[] = ["like", "love"];
  await Promise.all(
    people.flatMap((each, at) =>
      kinds.flatMap((kind) => {
        // Everybody gives both four times at once; every other one takes his love back in between.
        const given = Array.from({ length: 4 }, () => insist(() => add(each, kind)));
        if (at % 2 === 0 || kind === "like") return given;
        return [...given, insist(() => remove(each, kind))];
      }),
    ),
  );
  await Promise.all(people.flatMap((each, at) => (at % 2 === 0 ? [] : [remove(each, "love")])));
  expect(await countsOf()).toEqual({ like: 25, love: 13 });
  const rows = await db().reaction.groupBy({
    by: ["kind"],
    _count: true,
    orderBy: { kind: "asc" },
  });
  expect(rows.map(({ kind, _count }) => [kind, _count])).toEqual([
    ["like", 25],
    ["love", 13],
  ]);
}, 60_000);

test("what is recorded says how many there are, and nothing of whose", async () => {
  await add(reader);
  const event = await db().event.findFirst({ where: { type: "reaction.changed" } });
  expect(event).toMatchObject({ subjectId: id, visibility: "public" });
  expect(event?.payload).toEqual({ slug: "a-title", kind: "like", counts: { like: 1 } });
});

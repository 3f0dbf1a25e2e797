import { beforeEach, expect, test } from "vitest";
import {
  createLabPost,
  failInLab,
  listLabPosts,
  sweepLab,
  updateLabPost,
} from "#domain/lab/operations";
import { MOST_POSTS } from "#domain/lab/schema";
import { admit, perform } from "#domain/operation";
import { operations } from "#domain/registry";
import { type Actor, guest, system } from "#lib/actor";
import { db } from "#lib/db";
import { truncateAll } from "#lib/testing/database";
import { newVisitorSecret, visitorIdOf } from "#lib/visitor";

beforeEach(() => truncateAll(db()));

const visitor = (): Actor => ({
  kind: "visitor",
  id: visitorIdOf(newVisitorSecret()),
  handle: "visitor",
  role: "reader",
  may: new Set(),
});

const titlesOf = async (actor: Actor) =>
  (await perform(listLabPosts, { actor, input: {} })).value.data.map(({ title }) => title);

const write = async (actor: Actor, title: string) =>
  (await perform(createLabPost, { actor, input: { title } })).value;

test("a visitor sees and changes his own posts, and nobody else's", async () => {
  const [ada, bob] = [visitor(), visitor()];
  const { id } = await write(ada, "Ada's");
  await write(bob, "Bob's");
  expect(await titlesOf(ada)).toEqual(["Ada's"]);
  expect(await titlesOf(bob)).toEqual(["Bob's"]);
  const foreign = perform(updateLabPost, { actor: bob, input: { id, title: "Mine" } });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  const { value } = await perform(updateLabPost, { actor: ada, input: { id, title: "New" } });
  expect(value).toMatchObject({ title: "New", version: 2 });
});

test("a throw-away blog stays small: with one post too many the oldest goes", async () => {
  const actor = visitor();
  for (let number = 1; number <= MOST_POSTS + 2; number++) await write(actor, `${number}`);
  const titles = await titlesOf(actor);
  expect(titles).toHaveLength(MOST_POSTS);
  expect(titles[0]).toBe(`${MOST_POSTS + 2}`);
  expect(titles.at(-1)).toBe("3");
});

test("what is a day old is swept, with its events; what is younger stays", async () => {
  const actor = visitor();
  const old = await write(actor, "Old");
  await write(actor, "Young");
  await db().labPost.update({
    where: { id: old.id },
    data: { createdAt: new Date(Date.now() - 25 * 60 * 60 * 1000) },
  });
  expect((await perform(sweepLab, { actor: system, input: {} })).value.id).toBe(old.id);
  expect((await perform(sweepLab, { actor: system, input: {} })).value.id).toBeNull();
  expect(await titlesOf(actor)).toEqual(["Young"]);
  const events = await db().event.findMany({ where: { subjectType: "lab" } });
  expect(events.map(({ payload }) => payload)).toEqual([{ title: "Young", version: 1 }]);
});

test("what the lab purges is no tag of the blog", async () => {
  const { happenings } = await perform(createLabPost, { actor: visitor(), input: { title: "A" } });
  expect(happenings.flatMap(({ tags }) => tags)).toEqual([
    expect.stringMatching(/^lab:[0-9a-f]{2}$/),
  ]);
});

test("a visitor passes the lab's gates and the public ones alone; nobody else passes the lab's", () => {
  const actor = visitor();
  for (const { name, gate } of operations) {
    const own = name.startsWith("lab.") && gate !== "system";
    expect(gate === "visitor", name).toBe(own);
    if (own) {
      expect(() => admit(actor, gate)).not.toThrow();
      for (const other of [guest, system]) expect(() => admit(other, gate), name).toThrow();
    } else if (gate !== "public") expect(() => admit(actor, gate), name).toThrow();
  }
});

test("failing writes nothing", async () => {
  const actor = visitor();
  for (const how of ["unauthenticated", "thrown"]) {
    await expect(perform(failInLab, { actor, input: { how } })).rejects.toThrow();
  }
  expect(await db().labPost.count()).toBe(0);
  expect(await db().event.count()).toBe(0);
});

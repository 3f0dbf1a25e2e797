import { beforeEach, expect, test } from "vitest";
import { bulkPosts } from "#domain/bulk/operations";
import { type Known, perform } from "#domain/operation";
import { getPost } from "#domain/posts/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let bob: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  bob = await person("author", "bob");
});

const missing = "00000000-0000-7000-8000-000000000099";
const bulk = (actor: Known, input: object) => perform(bulkPosts, { actor, input });

test("each post is published as it would be alone, and the events are the same", async () => {
  const [one, two] = [await write(ada, { title: "One" }), await write(ada, { title: "Two" })];
  const { value, mixed, happenings } = await bulk(ada, {
    ids: [one.id, two.id, one.id],
    action: "publish",
  });
  expect(mixed).toBe(false);
  expect(value).toMatchObject({
    action: "publish",
    done: 2,
    failed: 0,
    results: [
      { id: one.id, status: 200, post: { title: "One", status: "published", version: 2 } },
      { id: two.id, status: 200, post: { title: "Two", status: "published" } },
    ],
  });
  expect(value.results[0]?.post).not.toHaveProperty("body");
  expect(happenings.map(({ type }) => type)).toEqual(["post.published", "post.published"]);
  expect((await eventTypes()).slice(2)).toEqual(["post.published", "post.published"]);
  expect(happenings[0]?.tags).toContain(`post:${one.id}`);
  expect(await verdict(run(getPost, guest, { id: two.id }))).toBe("ok");
});

test("what fails is told in its place, and stops nothing", async () => {
  const mine = await write(ada);
  const public_ = await write(bob, { status: "published" });
  const hidden = await write(bob);
  const ids = [public_.id, hidden.id, missing, mine.id];
  const { value, mixed } = await bulk(ada, { ids, action: "trash" });
  expect(mixed).toBe(true);
  expect(value).toMatchObject({ done: 1, failed: 3 });
  expect(value.results.map(({ status }) => status)).toEqual([403, 404, 404, 204]);
  expect(value.results[0]?.problem).toMatchObject({ code: "forbidden", status: 403 });
  // What one may not read answers as what is not there.
  expect(value.results[1]?.problem).toEqual(value.results[2]?.problem);
  expect(value.results[3]).toEqual({ id: mine.id, status: 204 });
  expect(await db().post.count({ where: { status: "trashed" } })).toBe(1);
});

test.each([
  ["unpublish", "draft"],
  ["trash", "trashed"],
  ["delete", undefined],
] as const)("%s does what it says", async (action, status) => {
  const { id } = await write(ada, { status: "published" });
  expect((await bulk(ada, { ids: [id], action })).value.done).toBe(1);
  expect((await db().post.findUnique({ where: { id } }))?.status).toBe(status);
});

test("restore brings back what was, and publish at a later time schedules", async () => {
  const { id } = await write(ada);
  await bulk(ada, { ids: [id], action: "trash" });
  await bulk(ada, { ids: [id], action: "restore" });
  const at = new Date(Date.now() + 60_000).toISOString();
  const { value } = await bulk(ada, { ids: [id], action: "publish", at });
  expect(value.results[0]?.post).toMatchObject({ status: "scheduled", scheduledFor: at });
  const past = await bulk(ada, { ids: [id], action: "publish", at: "2020-01-01T00:00:00Z" });
  expect(past.value.results[0]?.problem).toMatchObject({
    code: "invalid",
    errors: [{ pointer: "/at", code: "past" }],
  });
  const wrong = run(bulkPosts, ada, { ids: [id], action: "trash", at });
  expect(await wrongField(wrong)).toBe("/at not_publish");
});

test.each([
  ["none", []],
  ["more than a hundred", Array.from({ length: 101 }, () => missing)],
  ["what is no id", ["x"]],
])("refuses %s", async (_, ids) => {
  expect(await verdict(bulk(ada, { ids, action: "trash" }))).toBe("invalid");
});

test("has no version to compare", async () => {
  const call = { actor: ada, input: { ids: [missing], action: "trash" }, expectedVersions: [1] };
  expect(await verdict(perform(bulkPosts, call))).toBe("bad_request");
});

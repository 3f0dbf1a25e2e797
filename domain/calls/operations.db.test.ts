import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";
import { listCalls } from "#domain/calls/operations";
import { storeCalls } from "#domain/calls/queries";
import type { Known } from "#domain/operation";
import { createToken } from "#domain/tokens/operations";
import { guest } from "#lib/actor";
import { type LoggedCall, logCall, takeCalls } from "#lib/call-log";
import { db } from "#lib/db";
import { person, run, verdict } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let reader: Known;

beforeEach(async () => {
  await truncateAll(db());
  takeCalls();
  reader = await person("reader");
});

let count = 0;
const called = (actor: { id: string }, more: Partial<LoggedCall> = {}) =>
  logCall({
    id: uuidv7(),
    userId: actor.id,
    tokenId: null,
    method: "GET",
    path: `/api/me/${++count}`,
    status: 200,
    milliseconds: 3,
    requestId: "request",
    at: new Date(),
    ...more,
  });

const paths = async (actor: Known) =>
  (await run(listCalls, actor, { limit: 100 })).data.map(({ path }) => path);

test("one sees one's own calls, the latest first, with the token's name", async () => {
  const token = await run(createToken, reader, { name: "A program", scopes: ["posts:read"] });
  const other = await person("author");
  called(reader, { path: "/api/me" });
  called(reader, { path: "/api/posts", method: "POST", status: 403, tokenId: token.id });
  called(other);
  await storeCalls();
  const { data } = await run(listCalls, reader, {});
  expect(data).toMatchObject([
    {
      method: "POST",
      path: "/api/posts",
      status: 403,
      milliseconds: 3,
      requestId: "request",
      token: { id: token.id, name: "A program" },
    },
    { path: "/api/me", token: null },
  ]);
  expect(await verdict(run(listCalls, guest, {}))).toBe("unauthenticated");
});

test("a hundred of each person are kept, whoever else calls", async () => {
  const other = await person("author");
  called(other, { path: "/api/only" });
  for (let batch = 0; batch < 4; batch++) {
    for (let at = 1; at <= 40; at++) called(reader, { path: `/api/${batch * 40 + at}` });
    await storeCalls();
  }
  const kept = await paths(reader);
  expect(kept).toEqual(Array.from({ length: 100 }, (_, at) => `/api/${160 - at}`));
  expect(await db().apiCall.count({ where: { userId: reader.id } })).toBe(100);
  expect(await paths(other)).toEqual(["/api/only"]);
});

test("the calls of somebody who is gone, or of a token, hold up nobody's", async () => {
  called({ id: uuidv7() });
  called(reader, { path: "/api/mine", tokenId: uuidv7() });
  await storeCalls();
  expect(await paths(reader)).toEqual(["/api/mine"]);
});

test("what cannot be stored is stored the next time, once", async () => {
  called(reader, { path: "/api/first" });
  const spy = vi.spyOn(db(), "$executeRaw").mockRejectedValueOnce(new Error("away"));
  await expect(storeCalls()).rejects.toThrow("away");
  spy.mockRestore();
  called(reader, { path: "/api/second" });
  await storeCalls();
  await storeCalls();
  expect(await paths(reader)).toEqual(["/api/second", "/api/first"]);
});

test("two instances at once keep a hundred together", async () => {
  for (let at = 0; at < 100; at++) called(reader);
  const one = storeCalls();
  for (let at = 0; at < 100; at++) called(reader);
  await Promise.all([one, storeCalls()]);
  called(reader, { path: "/api/last" });
  await storeCalls();
  const kept = await paths(reader);
  expect(kept).toHaveLength(100);
  expect(kept[0]).toBe("/api/last");
});

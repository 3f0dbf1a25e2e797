import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Known } from "#domain/operation";
import { perform } from "#domain/operation";
import { createPost, publishPost, updatePost } from "#domain/posts/operations";
import { db } from "#lib/db";
import { listenToOutbox, type OutboxListener } from "#lib/outbox-listener";
import { person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let listener: OutboxListener | undefined;
let heard: string[][];
let errors: Error[];

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  heard = [];
  errors = [];
});

afterEach(async () => {
  await listener?.stop();
  listener = undefined;
});

async function listen(): Promise<void> {
  listener = listenToOutbox(
    process.env.DATABASE_URL ?? "",
    (tags) => heard.push(tags),
    (error) => errors.push(error),
  );
  await vi.waitFor(async () => expect(await listeners()).toHaveLength(1), { timeout: 10_000 });
}

/** The connections of this database that wait for news. */
const listeners = () => db().$queryRaw<{ pid: number }[]>`
  select pid from pg_stat_activity
  where datname = current_database() and query = 'listen duet' and state = 'idle'`;

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

/** Until everything that was said before has been heard. */
async function quiet(): Promise<void> {
  await db().$executeRaw`select pg_notify('duet', '["the end"]')`;
  await eventually(() => expect(heard.flat()).toContain("the end"));
  heard = heard.filter((tags) => tags[0] !== "the end");
}

describe("hears", () => {
  test("the tags of every change that was committed, once", async () => {
    const { id } = await write(ada, { title: "One", tags: ["News"] });
    await listen();
    const { happenings } = await perform(publishPost, { actor: ada, input: { id } });
    await quiet();
    expect(heard).toEqual([happenings.flatMap(({ tags }) => tags)]);
    expect(heard[0]).toEqual(expect.arrayContaining(["posts", `post:${id}`, "tag:news"]));
    await run(updatePost, ada, { id, title: "Two" });
    await quiet();
    expect(heard).toHaveLength(2);
  });

  test("nothing of a change that was refused, and of what nobody can see only that it was", async () => {
    const { id } = await write(ada, { status: "published" });
    await listen();
    await write(ada, { title: "A draft", tags: ["News"] });
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(await verdict(run(updatePost, ada, { id, publishedAt: soon }))).toBe("invalid");
    expect(await verdict(run(updatePost, ada, { id, title: "Stale", version: 9 }))).toBe(
      "conflict",
    );
    const failing = { title: "No", body: "x", status: "published", publishedAt: soon } as const;
    expect(await verdict(run(createPost, ada, failing))).toBe("invalid");
    await quiet();
    expect(heard).toEqual([["unpublished"]]);
  });

  test("nothing of a transaction that was rolled back", async () => {
    await listen();
    const rolledBack = db().$transaction(async (tx) => {
      await tx.$executeRaw`select pg_notify('duet', '["posts"]')`;
      throw new Error("Never mind.");
    });
    await expect(rolledBack).rejects.toThrow("Never mind.");
    await quiet();
    expect(heard).toEqual([]);
  });

  test("that everything may have changed, where there are too many tags to name", async () => {
    const { id } = await write(ada, { status: "published" });
    for (let round = 0; round < 90; round++) {
      // Old addresses are named too.
      const slug = `${"long-".repeat(18)}${round}`;
      await db().formerSlug.create({ data: { slug, postId: id } });
    }
    await listen();
    await run(updatePost, ada, { id, title: "Another" });
    await quiet();
    expect(heard).toEqual([["*"]]);
  });
});

test.each(["", "posts", "{", "{}", "null", "[1]", '"posts"'])(
  "what cannot be read (%j) is told, and means that everything may have changed",
  async (payload) => {
    await listen();
    await db().$executeRaw`select pg_notify('duet', ${payload})`;
    await write(ada, { title: "Heard after it", status: "published" });
    await quiet();
    expect(heard[0]).toEqual(["*"]);
    expect(heard[1]).toContain("post:slug:heard-after-it");
    expect(errors).toHaveLength(1);
  },
);

describe("a connection that is lost", () => {
  test("is made anew; what was said meanwhile is not known, so everything may have changed", async () => {
    await listen();
    const [before] = await listeners();
    await db().$queryRaw`select pg_terminate_backend(${before?.pid}::int)`;
    await eventually(() => expect(errors).not.toHaveLength(0));
    await write(ada, { status: "published" }); // nobody hears it
    await eventually(() => expect(heard).toEqual([["*"]]));
    const [after] = await listeners();
    expect(after?.pid).not.toBe(before?.pid);
    await write(ada, { title: "Heard again", status: "published" });
    await quiet();
    expect(heard).toHaveLength(2);
    expect(heard[1]).toContain("post:slug:heard-again");
    expect(await listeners()).toHaveLength(1);
  });

  test("is not made anew once it was stopped, whenever that was", async () => {
    const url = process.env.DATABASE_URL ?? "";
    const early = listenToOutbox(
      url,
      (tags) => heard.push(tags),
      () => undefined,
    );
    await early.stop(); // before it is there
    await listen();
    await listener?.stop();
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(0));
    expect(errors).toEqual([]);
    await listen();
    const [connection] = await listeners();
    await db().$queryRaw`select pg_terminate_backend(${connection?.pid}::int)`;
    await eventually(() => expect(errors).not.toHaveLength(0));
    await listener?.stop(); // while it waits to come back
    await write(ada, { status: "published" });
    await sleep(2_500); // longer than it waits
    expect(await listeners()).toHaveLength(0);
    expect(heard).toEqual([]);
  });
});

test("a database that is not there yet is asked again, and then everything may have changed", async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const name = `${url.pathname.slice(1)}_late`; // of the same run: cleared away with the others
  url.pathname = `/${name}`;
  listener = listenToOutbox(
    url.href,
    (tags) => heard.push(tags),
    (error) => errors.push(error),
  );
  await eventually(() => expect(errors).not.toHaveLength(0));
  await db().$executeRawUnsafe(`create database "${name}"`);
  await eventually(() => expect(heard).toEqual([["*"]]));
  await listener.stop();
  await db().$executeRawUnsafe(`drop database "${name}" with (force)`);
});

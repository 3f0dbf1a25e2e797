import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { bulkPosts } from "#domain/bulk/operations";
import { createComment } from "#domain/comments/operations";
import { sweepKeys } from "#domain/once";
import {
  type Call,
  type Known,
  type Operation,
  perform,
  write as writing,
} from "#domain/operation";
import {
  createPost,
  getPost,
  publishPost,
  restorePost,
  unpublishPost,
  updatePost,
} from "#domain/posts/operations";
import { createToken } from "#domain/tokens/operations";
import { permissionsOf, tokenPermissions } from "#lib/actor";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { eventTypes, person, run, verdict } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

const DAY = 24 * 60 * 60 * 1000;
let author: Known;

beforeEach(async () => {
  await truncateAll(db());
  author = await person("author");
});

const program = (key: string): Call["once"] => ({ key, sentBy: "program" });
const form = (key: string): Call["once"] => ({ key, sentBy: "person" });

function send<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  input: z.input<I>,
  once: Call["once"],
  actor: Known = author,
) {
  return perform(operation, { actor, input, ...(once ? { once } : {}) });
}

const draft = { title: "Once", body: "Words." };

/** What is thrown, as an AppError. */
async function refusal(running: Promise<unknown>): Promise<AppError> {
  const error = await running.then(
    () => null,
    (thrown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error ?? new Error("It was not refused.");
}

async function age(milliseconds: number) {
  const createdAt = new Date(Date.now() - milliseconds);
  await db().idempotencyKey.updateMany({ data: { createdAt } });
}

describe("a program's key", () => {
  test("repeats the first value, and nothing happens again", async () => {
    const first = await send(createPost, draft, program("k"));
    const again = await send(createPost, { body: "Words.", title: "Once" }, program("k"));
    expect(first.replayed).toBe(false);
    expect(again).toEqual({ value: first.value, replayed: true, happenings: [] });
    expect(await db().post.count()).toBe(1);
    expect(await eventTypes()).toEqual(["post.created"]);
  });

  test("with other content is refused, and changes nothing", async () => {
    await send(createPost, draft, program("k"));
    const running = send(createPost, { ...draft, body: "Other words." }, program("k"));
    expect(await verdict(running)).toBe("idempotency_mismatch");
    expect(await db().post.count()).toBe(1);
  });

  test("counts for one operation, and for one address of it", async () => {
    const { value: one } = await send(createPost, draft, program("k"));
    const two = await run(createPost, author, draft);
    expect((await send(publishPost, { id: one.id }, program("k"))).value.status).toBe("published");
    const other = send(publishPost, { id: two.id }, program("k"));
    expect(await verdict(other)).toBe("idempotency_mismatch");
    // Its answer is the first one, even if the post has moved on since.
    await run(unpublishPost, author, { id: one.id });
    const again = await send(publishPost, { id: one.id }, program("k"));
    expect([again.value.status, again.replayed]).toEqual(["published", true]);
  });

  test("is nobody else's: not another person's, not another token's", async () => {
    const token = (): Known => ({
      ...author,
      kind: "token",
      tokenId: randomUUID(),
      may: tokenPermissions("author", ["posts:write"]),
    });
    const actors = [author, await person("author", "other"), token(), token()];
    const ids = new Set<string>();
    for (const actor of actors) {
      const { value, replayed } = await send(createPost, draft, program("k"), actor);
      expect(replayed).toBe(false);
      ids.add(value.id);
    }
    expect(ids.size).toBe(actors.length);
  });

  test("does not open the gate again to who has lost the permission", async () => {
    await send(createPost, draft, program("k"));
    const demoted: Known = { ...author, role: "reader", may: permissionsOf("reader") };
    expect(await verdict(send(createPost, draft, program("k"), demoted))).toBe("forbidden");
  });

  test("repeats what the operation refused, whole, and leaves nothing else behind", async () => {
    await run(createPost, author, { ...draft, slug: "taken" });
    const wanted = { ...draft, slug: "taken", tags: ["Brand new"] };
    const first = await refusal(send(createPost, wanted, program("k")));
    await db().post.deleteMany();
    const again = await refusal(send(createPost, wanted, program("k")));
    expect(again.details).toEqual({ ...first.details, cause: undefined, replayed: true });
    expect([again.code, again.message]).toEqual([first.code, first.message]);
    expect(await db().post.count()).toBe(0);
    expect(await db().tag.count()).toBe(0);
    expect((await send(createPost, wanted, program("k2"))).replayed).toBe(false);
  });

  test("is free again after a refusal that came before the operation, or was about a version", async () => {
    expect(await verdict(send(createPost, { title: "", body: "" }, program("k")))).toBe("invalid");
    const { value } = await send(createPost, draft, program("k"));
    const stale = { actor: author, input: { id: value.id }, once: program("p") };
    const refused = perform(publishPost, { ...stale, expectedVersions: [7] });
    expect(await verdict(refused)).toBe("precondition_failed");
    const passed = await perform(publishPost, { ...stale, expectedVersions: [1] });
    expect(passed.replayed).toBe(false);
  });

  test("is free again when we failed, and when a day has passed", async () => {
    const broken = writing({
      name: "test.broken",
      gate: "posts:write",
      input: z.strictObject({}),
      output: z.null(),
      run: async ({ tx }) => {
        await tx.tag.create({ data: { slug: "half", name: "Half" }, select: { id: true } });
        throw new Error("Broken.");
      },
    });
    await expect(send(broken, {}, program("k"))).rejects.toThrow("Broken.");
    await expect(send(broken, {}, program("k"))).rejects.toThrow("Broken.");
    expect(await db().tag.count()).toBe(0);
    expect(await db().idempotencyKey.count()).toBe(0);

    await send(createPost, draft, program("k"));
    await age(DAY - 60_000);
    expect((await send(createPost, draft, program("k"))).replayed).toBe(true);
    await age(DAY + 1_000);
    expect((await send(createPost, draft, program("k"))).replayed).toBe(false);
    expect((await send(createPost, draft, program("k"))).replayed).toBe(true);
    expect(await db().post.count()).toBe(2);
  });

  test("sent many times at once does one thing; the others get its answer, or are told to wait", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        send(createPost, draft, program("k")).then(
          ({ value, replayed }) => ({ id: value.id, replayed }),
          (error: AppError) => ({ code: error.code, retryAfter: error.details.retryAfter }),
        ),
      ),
    );
    expect(await db().post.count()).toBe(1);
    const made = answers.filter((each) => "id" in each);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const each of answers) {
      if (!("id" in each)) expect(each).toEqual({ code: "in_flight", retryAfter: 1 });
    }
  });

  test("a second call during the first is told that it still runs", async () => {
    let entered = () => {};
    let leave = () => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const released = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const slow = writing({
      name: "test.slow",
      gate: "posts:write",
      input: z.strictObject({}),
      output: z.null(),
      run: async () => {
        entered();
        await released;
        return null;
      },
    });
    const first = send(slow, {}, program("k"));
    await inside;
    expect(await verdict(send(slow, {}, program("k")))).toBe("in_flight");
    expect(await db().idempotencyKey.count()).toBe(0);
    leave();
    expect((await first).replayed).toBe(false);
    expect((await send(slow, {}, program("k"))).replayed).toBe(true);
  });
});

describe("what is kept", () => {
  test("shows no secret, and gives it again to who made it", async () => {
    const input = { name: "A program", scopes: ["comments:write" as const] };
    const first = await send(createToken, input, program("k"));
    const again = await send(createToken, input, program("k"));
    expect(again.value).toEqual(first.value);
    expect(await db().token.count()).toBe(1);
    const [row] = await db().$queryRaw<{ text: string }[]>`
      select concat(to_jsonb(k)::text, encode(outcome, 'escape')) as text from idempotency_keys k`;
    expect(row?.text).not.toContain(first.value.token);
    expect(row?.text).not.toContain(first.value.token.split("_")[2]);
    expect(row?.text).not.toContain("A program");
  });

  test("opens at its own place only", async () => {
    await send(createPost, draft, program("mine"));
    await send(createPost, draft, program("other"));
    await db().$executeRaw`update idempotency_keys set outcome =
      (select outcome from idempotency_keys where key = 'other') where key = 'mine'`;
    expect(await verdict(send(createPost, draft, program("mine")))).toBe("conflict");
    expect(await db().post.count()).toBe(2);
  });

  test("goes when its day is over", async () => {
    for (let number = 0; number < 25; number++) {
      await send(publishPost, { id: randomUUID() }, program(`k${number}`)).catch(() => null);
    }
    expect(await db().idempotencyKey.count()).toBe(25);
    await age(DAY + 1_000);
    await send(createPost, draft, program("new"));
    expect(await sweepKeys()).toBe(25);
    const keys = await db().idempotencyKey.findMany({ select: { key: true } });
    expect(keys).toEqual([{ key: "new" }]);
    expect(await sweepKeys()).toBe(0);
  });

  test("is what came first, when another call ends between our look and our turn", async () => {
    let meanwhile = async () => {};
    const slow = writing({
      name: "test.overtaken",
      gate: "posts:write",
      input: z.strictObject({}),
      output: z.object({ id: z.string() }),
      prepare: () => meanwhile(),
      run: async ({ tx }) => {
        const id = randomUUID();
        await tx.tag.create({ data: { slug: id, name: id }, select: { id: true } });
        return { id };
      },
    });
    let first: unknown;
    // After the look for an earlier call, and before the transaction.
    meanwhile = async () => {
      meanwhile = async () => {};
      first = (await send(slow, {}, program("k"))).value;
    };
    const second = await send(slow, {}, program("k"));
    expect(second).toEqual({ value: first, replayed: true, happenings: [] });
    expect(await db().tag.count()).toBe(1);
  });
});

describe("a form's nonce", () => {
  test("sent twice, also at once, makes one thing and answers twice", async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(createPost, draft, form("nonce-1"))),
    );
    expect(new Set(answers.map(({ value }) => value.id)).size).toBe(1);
    expect(await db().post.count()).toBe(1);
  });

  test("with other words is another form; with another nonce as well", async () => {
    const first = await send(createPost, draft, form("nonce-1"));
    const other = await send(createPost, { ...draft, title: "Twice" }, form("nonce-1"));
    const next = await send(createPost, draft, form("nonce-2"));
    const ids = [first, other, next].map(({ value }) => value.id);
    expect(new Set(ids).size).toBe(3);
  });

  test("of what was refused can be sent again", async () => {
    const first = await run(createPost, author, { ...draft, slug: "taken" });
    const wanted = { ...draft, slug: "taken" };
    expect(await verdict(send(createPost, wanted, form("nonce-1")))).toBe("conflict");
    await db().post.delete({ where: { id: first.id } });
    expect((await send(createPost, wanted, form("nonce-1"))).replayed).toBe(false);
  });

  test("lives as long as it says", async () => {
    const { id } = await run(createPost, author, { ...draft, status: "published" });
    const words = { id, body: "Well said." };
    const once = { key: "", sentBy: "person", lifetime: 600_000 } as const;
    const first = await send(createComment, words, once);
    expect((await send(createComment, words, once)).value.id).toBe(first.value.id);
    await age(601_000);
    expect((await send(createComment, words, once)).value.id).not.toBe(first.value.id);
  });
});

describe("a batch's key", () => {
  const trash = (...ids: string[]) => ({ ids, action: "trash" as const });

  test("repeats what came of each, and refuses another list", async () => {
    const { id } = await run(createPost, author, draft);
    const missing = randomUUID();
    const first = await send(bulkPosts, trash(id, missing), program("k"));
    expect([first.mixed, first.replayed]).toEqual([true, false]);
    await run(restorePost, author, { id });
    const again = await send(bulkPosts, trash(id, missing), program("k"));
    const { value, mixed } = first;
    expect(again).toEqual({ value, mixed, happenings: [], replayed: true });
    expect((await run(getPost, author, { id })).status).toBe("draft");
    expect(await verdict(send(bulkPosts, trash(id), program("k")))).toBe("idempotency_mismatch");
  });

  test("that ended half-way does the rest, and nothing twice", async () => {
    const [one, two] = await Promise.all([1, 2].map(() => run(createPost, author, draft)));
    const input = trash(one?.id ?? "", two?.id ?? "");
    await send(bulkPosts, input, program("k"));
    // As if killed after the first: neither the second nor the whole is there.
    await run(restorePost, author, { id: two?.id ?? "" });
    await db().idempotencyKey.deleteMany({ where: { NOT: { key: { endsWith: ` ${one?.id}` } } } });
    const before = await db().event.count();
    const again = await send(bulkPosts, input, program("k"));
    expect([again.mixed, again.replayed]).toEqual([false, false]);
    expect(await db().event.count()).toBe(before + 1);
    expect(await db().post.count({ where: { status: "trashed" } })).toBe(2);
  });
});

test("two files are two requests, one file sent twice is one", async () => {
  const kept = writing({
    name: "test.file",
    gate: "posts:write",
    input: z.strictObject({ file: z.file() }),
    output: z.object({ id: z.string() }),
    run: async () => ({ id: randomUUID() }),
  });
  const file = (bytes: string) => ({ file: new File([bytes], "a.png") });
  const first = await send(kept, file("one"), program("k"));
  expect((await send(kept, file("one"), program("k"))).value).toEqual(first.value);
  expect(await verdict(send(kept, file("two"), program("k")))).toBe("idempotency_mismatch");
});

test("without a key every call is another one", async () => {
  await send(createPost, draft, undefined);
  await send(createPost, draft, undefined);
  expect(await db().post.count()).toBe(2);
  expect(await db().idempotencyKey.count()).toBe(0);
});

test("a write that no POST makes is as it was: its versions still count", async () => {
  const { id } = await run(createPost, author, draft);
  const stale = perform(updatePost, { actor: author, input: { id }, expectedVersions: [3] });
  expect(await verdict(stale)).toBe("precondition_failed");
});

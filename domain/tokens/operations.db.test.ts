import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Known } from "#domain/operation";
import {
  createToken,
  getToken,
  listTokens,
  revokeToken,
  rotateToken,
  updateToken,
} from "#domain/tokens/operations";
import { findTokenActor, formatToken, hashOf } from "#domain/tokens/queries";
import { endSessions } from "#domain/users/operations";
import { type Role, roles, type Scope, scopes, tokenPermissions } from "#lib/actor";
import { allAfterwards } from "#lib/afterwards";
import { db } from "#lib/db";
import { knownTokens } from "#lib/known-tokens";
import { eventTypes, person, run, verdict, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

const DAY = 24 * 60 * 60 * 1000;

let admin: Known;

beforeEach(async () => {
  await truncateAll(db());
  admin = await person("admin");
});

const issue = (actor = admin, held: Scope[] = ["posts:read", "posts:write"], days?: number) =>
  run(createToken, actor, { name: "A program", scopes: held, ...(days ? { days } : {}) });

/** Changes a row past the operations: what the server hears from the database is said by hand here. */
async function change(id: string, data: { expiresAt?: Date; lastUsedAt?: Date }) {
  await db().token.update({ where: { id }, data });
  knownTokens.forget([`token:${id}`]);
}

async function changeOwner(data: { role?: Role; disabledAt?: Date | null }) {
  await db().user.update({ where: { id: admin.id }, data });
  knownTokens.forget([`user:${admin.id}`]);
}

describe("the text of a token", () => {
  test("tells a mistyped one from a wrong one without asking the database", async () => {
    const { token } = await issue();
    expect(token).toMatch(/^duet_[0-9a-f]{32}_[0-9a-f]{64}_[0-9a-f]{8}$/);
    expect(await findTokenActor(token)).not.toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(..."0f_d"), async (at, char) => {
        if (token[at] === char) return;
        expect(await findTokenActor(token.slice(0, at) + char + token.slice(at + 1))).toBeNull();
      }),
    );
  });

  test("comes back as the one it was made of", async () => {
    const secret = randomBytes(32).toString("hex");
    const id = randomUUID();
    await db().token.create({
      data: {
        id,
        userId: admin.id,
        name: "x",
        secretHash: hashOf(secret),
        scopes: [],
        expiresAt: new Date(Date.now() + DAY),
      },
    });
    const actor = await findTokenActor(formatToken(id, secret));
    expect(actor).toMatchObject({ kind: "token", tokenId: id, id: admin.id });
  });

  test.each(["", "duet_", "duet___", "Bearer x", "\0", "🙂", "duet_x_y_z", "a".repeat(100_000)])(
    "is no other: %#",
    async (text) => {
      expect(await findTokenActor(text)).toBeNull();
    },
  );

  test("of another case, or with something around it, is another one", async () => {
    const { token } = await issue();
    for (const other of [token.toUpperCase(), ` ${token}`, `${token}\n`, `${token}0`]) {
      expect(await findTokenActor(other)).toBeNull();
    }
  });
});

describe("a token stands for nobody", () => {
  test("with another secret", async () => {
    const { id } = await issue();
    const other = randomBytes(32).toString("hex");
    expect(await findTokenActor(formatToken(id, other))).toBeNull();
    expect(await findTokenActor(formatToken(randomUUID(), other))).toBeNull();
  });

  test("with the hash that is stored of it", async () => {
    const { id } = await issue();
    const { secretHash } = await db().token.findUniqueOrThrow({ where: { id } });
    expect(await findTokenActor(formatToken(id, secretHash))).toBeNull();
  });

  test("from the moment it expires", async () => {
    const { id, token } = await issue();
    await change(id, { expiresAt: new Date(Date.now() + 60_000) });
    expect(await findTokenActor(token)).not.toBeNull();
    await change(id, { expiresAt: new Date(Date.now() - 1) });
    expect(await findTokenActor(token)).toBeNull();
  });

  test("from the moment it is revoked", async () => {
    const { id, token } = await issue();
    await run(revokeToken, admin, { id });
    expect(await findTokenActor(token)).toBeNull();
    expect(await verdict(run(getToken, admin, { id }))).toBe("not_found");
    expect(await verdict(run(revokeToken, admin, { id }))).toBe("not_found");
  });

  test("from the moment its owner is disabled, and somebody again when he is back", async () => {
    const { token } = await issue();
    await changeOwner({ disabledAt: new Date() });
    expect(await findTokenActor(token)).toBeNull();
    await changeOwner({ disabledAt: null });
    expect(await findTokenActor(token)).not.toBeNull();
  });

  test("when its owner is gone", async () => {
    const { token } = await issue();
    await db().user.delete({ where: { id: admin.id } });
    expect(await findTokenActor(token)).toBeNull();
  });
});

test("what a token may shrinks and grows with its owner's role, at once", async () => {
  const { token } = await issue(admin, [...scopes]);
  for (const role of [...roles, ...roles.toReversed()]) {
    await changeOwner({ role });
    const actor = await findTokenActor(token);
    if (actor?.kind !== "token") throw new Error("The token is good.");
    expect(actor.role).toBe(role);
    expect([...actor.may]).toEqual([...tokenPermissions(role, [...scopes])]);
  }
});

describe("making one", () => {
  test("answers with it this once, and keeps a hash alone", async () => {
    const { token, ...shown } = await issue();
    const secret = token.split("_")[2] ?? "";
    expect(secret).toHaveLength(64);
    const tables = await db().$queryRaw<{ text: string }[]>`
      select to_jsonb(t)::text as text from tokens t
      union all select to_jsonb(e)::text from events e`;
    for (const { text } of tables) expect(text).not.toContain(secret);
    const row = await db().token.findUniqueOrThrow({ where: { id: shown.id } });
    expect(row.secretHash).toBe(hashOf(secret));
    expect(await run(getToken, admin, { id: shown.id })).toEqual(shown);
    expect((await run(listTokens, admin, {})).data).toEqual([shown]);
    expect(await eventTypes()).toEqual(["token.created"]);
  });

  test("two are never alike", async () => {
    const [one, two] = [await issue(), await issue()];
    expect(one.token.split("_")[2]).not.toBe(two.token.split("_")[2]);
  });

  test.each([
    [undefined, 90],
    [1, 1],
    [365, 365],
  ])("for %s days it lasts %s", async (days, expected) => {
    const { expiresAt } = await issue(admin, ["posts:read"], days);
    const left = (Date.parse(expiresAt) - Date.now()) / DAY;
    expect(Math.round(left * 1000) / 1000).toBe(expected);
  });

  test.each([0, 366, 1.5, -1])("for %s days is refused", async (days) => {
    const input = { name: "x", scopes: ["posts:read" as const], days };
    expect(await verdict(run(createToken, admin, input))).toBe("invalid");
  });

  test("for scopes beyond the role is refused, and for none or unknown ones", async () => {
    const reader = await person("reader");
    expect(await wrongField(issue(reader, ["posts:write"]))).toBe("/scopes beyond_role");
    expect(await verdict(issue(reader, ["comments:write"]))).toBe("ok");
    expect(await verdict(issue(admin, []))).toBe("invalid");
    expect(await verdict(issue(admin, ["tokens:manage" as Scope]))).toBe("invalid");
    expect((await issue(admin, ["posts:read", "posts:read"])).scopes).toEqual(["posts:read"]);
  });

  test("a token makes no token, and shows none", async () => {
    const { id, token } = await issue(admin, [...scopes]);
    const actor = await findTokenActor(token);
    if (actor?.kind !== "token") throw new Error("The token is good.");
    expect(await verdict(issue(actor))).toBe("forbidden");
    expect(await verdict(run(listTokens, actor, {}))).toBe("forbidden");
    expect(await verdict(run(getToken, actor, { id }))).toBe("forbidden");
    expect(await verdict(run(revokeToken, actor, { id }))).toBe("forbidden");
    expect(await verdict(run(rotateToken, actor, { id }))).toBe("forbidden");
    expect(await verdict(run(updateToken, actor, { id, name: "Mine" }))).toBe("forbidden");
    expect(await verdict(run(endSessions, actor, {}))).toBe("forbidden");
  });

  test("fifty are the most; dead ones do not count, and haste helps nobody", async () => {
    const expiresAt = new Date(Date.now() + DAY);
    const one = { userId: admin.id, name: "x", secretHash: "x", scopes: [], expiresAt };
    const dead = [
      { ...one, expiresAt: new Date(0) },
      { ...one, revokedAt: new Date() },
    ];
    await db().token.createMany({ data: [...Array(46).fill(one), ...dead] });
    const rivals = await Promise.all(Array.from({ length: 8 }, () => verdict(issue())));
    expect(rivals.sort()).toEqual([...Array(4).fill("conflict"), ...Array(4).fill("ok")]);
    expect(await verdict(issue())).toBe("conflict");
    const [newest] = (await run(listTokens, admin, {})).data;
    await run(revokeToken, admin, { id: newest?.id ?? "" });
    expect(await verdict(issue())).toBe("ok");
    expect(await verdict(issue(await person("reader"), ["posts:read"]))).toBe("ok");
  });
});

describe("rotating one", () => {
  test("gives the same token another secret, and the old one is dead at once", async () => {
    const { token: old, ...before } = await issue();
    expect(await findTokenActor(old)).not.toBeNull();
    const { token, ...after } = await run(rotateToken, admin, { id: before.id });
    expect(await findTokenActor(old)).toBeNull();
    expect(await findTokenActor(token)).toMatchObject({ tokenId: before.id, id: admin.id });
    expect(after).toEqual(before);
    expect(await eventTypes()).toEqual(["token.created", "token.rotated"]);
  });

  test("keeps the time of its end, or sets it anew", async () => {
    const { id, expiresAt } = await issue(admin, ["posts:read"], 7);
    expect((await run(rotateToken, admin, { id })).expiresAt).toBe(expiresAt);
    const renewed = await run(rotateToken, admin, { id, days: 30 });
    expect(Math.round((Date.parse(renewed.expiresAt) - Date.now()) / DAY)).toBe(30);
    expect(await verdict(run(rotateToken, admin, { id, days: 366 }))).toBe("invalid");
  });

  test("brings no dead one back", async () => {
    const { id } = await issue();
    await change(id, { expiresAt: new Date(Date.now() - 1) });
    expect(await verdict(run(rotateToken, admin, { id, days: 30 }))).toBe("conflict");
    await run(revokeToken, admin, { id });
    expect(await verdict(run(rotateToken, admin, { id }))).toBe("not_found");
  });

  test("twice at the same moment leaves one secret, and a revocation between them none", async () => {
    const { id } = await issue();
    const made = await Promise.all([1, 2, 3].map(() => run(rotateToken, admin, { id })));
    const good = await Promise.all(made.map(({ token }) => findTokenActor(token)));
    expect(good.filter((actor) => actor !== null)).toHaveLength(1);
    const [rotated] = await Promise.all([
      run(rotateToken, admin, { id }).catch(() => null),
      run(revokeToken, admin, { id }),
    ]);
    if (rotated) expect(await findTokenActor(rotated.token)).toBeNull();
    expect((await run(listTokens, admin, {})).data).toEqual([]);
  });
});

test("a token gets another name, and opens what it opened", async () => {
  const { token, ...before } = await issue();
  const after = await run(updateToken, admin, { id: before.id, name: "  The backup " });
  expect(after).toEqual({ ...before, name: "The backup" });
  expect(await findTokenActor(token)).not.toBeNull();
  await run(updateToken, admin, { id: before.id, name: "The backup" });
  expect(await eventTypes()).toEqual(["token.created", "token.updated"]);
  expect(await verdict(run(updateToken, admin, { id: before.id, name: " " }))).toBe("invalid");
});

describe("what is remembered of a token", () => {
  /** Holds the next reading of a token back, after the database has answered it. */
  function holdBack() {
    const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const read = knownTokens.read.bind(knownTokens);
    const spy = vi.spyOn(knownTokens, "read").mockImplementationOnce((key, ask) =>
      read(key, async () => {
        const found = await ask();
        asked.resolve();
        await go.promise;
        return found;
      }),
    );
    onTestFinished(() => spy.mockRestore());
    return { asked: asked.promise, go: go.resolve };
  }

  test("spares the database the next question", async () => {
    const { token } = await issue();
    await findTokenActor(token);
    const spy = vi.spyOn(knownTokens, "read");
    onTestFinished(() => spy.mockRestore());
    expect(await findTokenActor(token)).not.toBeNull();
    expect(spy).not.toHaveBeenCalled();
  });

  test("is not what was read before a revocation and came after it", async () => {
    const { id, token } = await issue();
    const { asked, go } = holdBack();
    const early = findTokenActor(token);
    await asked;
    await run(revokeToken, admin, { id });
    go();
    // It was good when it was asked for; whoever comes after the revocation is refused.
    expect(await early).not.toBeNull();
    expect(await findTokenActor(token)).toBeNull();
  });

  test("is not the old secret, read before a rotation and come after it", async () => {
    const { id, token } = await issue();
    const { asked, go } = holdBack();
    const early = findTokenActor(token);
    await asked;
    const rotated = await run(rotateToken, admin, { id });
    go();
    await early;
    expect(await findTokenActor(token)).toBeNull();
    expect(await findTokenActor(rotated.token)).not.toBeNull();
  });

  test("lets a new secret in even when another instance made it a moment ago", async () => {
    const { id, token } = await issue();
    await findTokenActor(token);
    const secret = randomBytes(32).toString("hex");
    await db().token.update({ where: { id }, data: { secretHash: hashOf(secret) } });
    expect(await findTokenActor(formatToken(id, secret))).not.toBeNull();
  });

  test("is told of by the database itself, whoever changes the row", async () => {
    const { id } = await issue();
    const client = new pg.Client(process.env.DATABASE_URL);
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("listen duet");
    const heard: string[] = [];
    client.on("notification", ({ payload }) => heard.push(...JSON.parse(payload ?? "[]")));
    await db()
      .$executeRaw`update tokens set name = 'x', last_used_at = now() where id = ${id}::uuid`;
    await db().$executeRaw`update users set name = 'x' where id = ${admin.id}::uuid`;
    await db().$executeRaw`update tokens set scopes = '{}' where id = ${id}::uuid`;
    await db().$executeRaw`update tokens set revoked_at = now() where id = ${id}::uuid`;
    await db().$executeRaw`update users set role = 'reader' where id = ${admin.id}::uuid`;
    await db().$executeRaw`update users set disabled_at = now() where id = ${admin.id}::uuid`;
    await db().$executeRaw`delete from users where id = ${admin.id}::uuid`;
    const [token, user] = [`token:${id}`, `user:${admin.id}`];
    // The token goes with its owner, in one commit: PostgreSQL promises no order between the two.
    const expected = [token, token, user, user, ...[token, user].sort()];
    await expect.poll(() => [...heard.slice(0, 4), ...heard.slice(4).sort()]).toEqual(expected);
  });
});

test("nobody sees or ends another's tokens", async () => {
  const { id } = await issue();
  const other = await person("admin", "second-admin");
  expect(await verdict(run(getToken, other, { id }))).toBe("not_found");
  expect(await verdict(run(revokeToken, other, { id }))).toBe("not_found");
  expect((await run(listTokens, other, {})).data).toEqual([]);
  expect(await verdict(run(getToken, admin, { id }))).toBe("ok");
});

test("the newest come first, page by page", async () => {
  const ids: string[] = [];
  for (let at = 0; at < 5; at++) ids.unshift((await issue()).id);
  const first = await run(listTokens, admin, { limit: 2 });
  const second = await run(listTokens, admin, { limit: 2, cursor: first.page.next ?? "" });
  const third = await run(listTokens, admin, { limit: 2, cursor: second.page.next ?? "" });
  const shown = [first, second, third].flatMap(({ data }) => data.map(({ id }) => id));
  expect(shown).toEqual(ids);
  expect(third.page.next).toBeNull();
});

describe("the time of its last use", () => {
  const lastUse = async (id: string) => {
    await allAfterwards();
    return (await db().token.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  };

  test("is noted at the first use, and not again within a minute", async () => {
    const { id, token } = await issue();
    expect(await lastUse(id)).toBeNull();
    await findTokenActor(token);
    const first = await lastUse(id);
    expect(Date.now() - (first?.getTime() ?? 0)).toBeLessThan(20_000);
    await findTokenActor(token);
    expect(await lastUse(id)).toEqual(first);
  });

  test("moves after a minute", async () => {
    const { id, token } = await issue();
    const recent = new Date(Date.now() - 40_000);
    await change(id, { lastUsedAt: recent });
    await findTokenActor(token);
    expect(await lastUse(id)).toEqual(recent);
    const past = new Date(Date.now() - 61_000);
    await change(id, { lastUsedAt: past });
    await findTokenActor(token);
    expect(await lastUse(id)).not.toEqual(past);
  });

  test("is not moved by who guesses at the secret, nor by a dead token", async () => {
    const { id, token } = await issue();
    await findTokenActor(formatToken(id, "0".repeat(64)));
    await run(revokeToken, admin, { id });
    await findTokenActor(token);
    expect(await lastUse(id)).toBeNull();
  });

  test("costs no write as long as it is fresh", async () => {
    const { id, token } = await issue();
    await findTokenActor(token);
    await allAfterwards();
    const rowVersion = () => db().$queryRaw`select xmin::text from tokens where id = ${id}::uuid`;
    const before = await rowVersion();
    await Promise.all(Array.from({ length: 10 }, () => findTokenActor(token)));
    await allAfterwards();
    expect(await rowVersion()).toEqual(before);
  });
});

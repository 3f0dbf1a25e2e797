import type { AdapterUser } from "next-auth/adapters";
import { beforeEach, describe, expect, test } from "vitest";
import { accountColumns, createFirstOrNextUser, freeHandle } from "#domain/users/storage";
import { db } from "#lib/db";
import { person } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

const signUp = (name: string | null, more: Partial<AdapterUser> = {}) =>
  createFirstOrNextUser({ id: "", email: "", emailVerified: null, name, ...more });

const people = () => db().user.findMany({ orderBy: { id: "asc" } });

beforeEach(() => truncateAll(db()));

describe("signing in for the first time", () => {
  test("the first person becomes the admin, everybody after that a reader", async () => {
    await signUp("Ada");
    await signUp("Bob");
    await signUp("Eve");
    const told = (await people()).map(({ handle, role }) => [handle, role]);
    expect(told).toEqual([
      ["ada", "admin"],
      ["bob", "reader"],
      ["eve", "reader"],
    ]);
  });

  test("of twenty who come at once exactly one is the admin, and each has his own handle", async () => {
    await Promise.all(Array.from({ length: 20 }, () => signUp("Sam")));
    const rows = await people();
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ role }) => role === "admin")).toHaveLength(1);
    expect(rows.filter(({ role }) => role === "reader")).toHaveLength(19);
    expect(new Set(rows.map(({ handle }) => handle)).size).toBe(20);
  });

  test("people whom an import brought along do not keep the admin's place", async () => {
    await person("author", "imported");
    await signUp("Ada");
    await signUp("Bob");
    const told = (await people()).map(({ role }) => role);
    expect(told).toEqual(["author", "admin", "reader"]);
  });

  test("a disabled admin is still one: nobody inherits his place by signing in", async () => {
    await signUp("Ada");
    await db().user.updateMany({ data: { disabledAt: new Date() } });
    await signUp("Eve");
    expect((await people()).map(({ role }) => role)).toEqual(["admin", "reader"]);
  });

  test("keeps what the provider said, and answers as Auth.js expects it", async () => {
    const verified = new Date("2026-01-01T00:00:00Z");
    const said = {
      email: "ada@example.org",
      emailVerified: verified,
      image: "https://e.org/a.png",
    };
    const user = await signUp("  Ada Lovelace ", said);
    expect(user).toMatchObject({ ...said, name: "Ada Lovelace", handle: "ada-lovelace" });
    expect(user.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("two people without an e-mail address do not stand in each other's way", async () => {
    await signUp("Ada");
    expect(await signUp("Bob")).toMatchObject({ email: "", handle: "bob" });
    expect((await people()).map(({ email }) => email)).toEqual([null, null]);
  });

  test.each([
    [null, "Somebody", "somebody"],
    ["   ", "Somebody", "somebody"],
    ["Ünï Çødé", "Ünï Çødé", "uni-code"],
    ["管理员", "管理员", /^[a-z0-9-]+$/],
    ["Admin", "Admin", "admin-2"],
    ["me", "me", "me-2"],
    ["x".repeat(500), "x".repeat(100), "x".repeat(40)],
  ])("%j becomes %s", async (given, name, handle) => {
    const user = await signUp(given);
    expect(user).toMatchObject({ name, handle: expect.stringMatching(handle) });
  });
});

describe("handles", () => {
  test("of one name are numbered, and always addresses", async () => {
    for (let at = 0; at < 4; at++) await signUp("Ada");
    const handles = (await people()).map(({ handle }) => handle);
    expect(handles).toEqual(["ada", "ada-2", "ada-3", "ada-4"]);
  });

  test("cut at forty letters do not end with a hyphen", async () => {
    const handle = await freeHandle(db(), `${"a".repeat(39)} and more`);
    expect(handle).toBe("a".repeat(39));
  });
});

test("nothing of a provider's account is kept but who it is", () => {
  const account = {
    provider: "github",
    providerAccountId: "42",
    type: "oauth" as const,
    userId: "1",
    access_token: "secret",
    refresh_token: "secret",
    id_token: "secret",
    scope: "repo",
  };
  expect(accountColumns(account)).toEqual({
    provider: "github",
    providerAccountId: "42",
    type: "oauth",
    userId: "1",
  });
});

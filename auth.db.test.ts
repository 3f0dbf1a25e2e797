import type { NextAuthConfig } from "next-auth";
import type { Adapter, AdapterAccount } from "next-auth/adapters";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "#lib/db";
import { person } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

// Auth.js is replaced by what keeps the settings it is given: what is tried here is our adapter and
// our callbacks, on the real database. doors/parity.test.ts and the journeys run Auth.js itself.
const given = vi.hoisted(() => ({ settings: () => ({}) as unknown }));
vi.mock("next-auth", () => ({
  default: (settings: () => unknown) => {
    given.settings = settings;
    return { handlers: {}, auth: () => null, signIn: () => null, signOut: () => null };
  },
}));

await import("#auth");
const settings = given.settings() as NextAuthConfig;
const adapter = settings.adapter as Required<Adapter>;

const cookie = "the-value-of-a-session-cookie";
const later = new Date(Date.now() + 60 * 60 * 1000);

async function signIn(handle = "ada") {
  const { id } = await person("author", handle);
  await adapter.createSession({ sessionToken: cookie, userId: id, expires: later });
  return id;
}

beforeEach(() => truncateAll(db()));

describe("a session", () => {
  test("is found by its cookie, with whom it is of", async () => {
    const id = await signIn();
    const found = await adapter.getSessionAndUser(cookie);
    expect(found).toMatchObject({
      session: { sessionToken: cookie, userId: id, expires: later },
      user: { id, handle: "ada", role: "author" },
    });
    expect(await adapter.getSessionAndUser("another-cookie")).toBeNull();
  });

  test("answers with the cookie's value, and keeps a hash alone", async () => {
    const { id } = await person("author", "ada");
    const session = { sessionToken: cookie, userId: id, expires: later };
    expect(await adapter.createSession(session)).toEqual(session);
    const rows = await db().$queryRaw<{ text: string }[]>`
      select to_jsonb(s)::text as text from sessions s`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain(cookie);
    const [stored] = await db().session.findMany();
    expect(stored?.sessionToken).toMatch(/^[0-9a-f]{64}$/);
    // What a stolen backup holds opens nothing.
    expect(await adapter.getSessionAndUser(stored?.sessionToken ?? "")).toBeNull();
  });

  test("of somebody who is disabled is none, from that moment", async () => {
    const id = await signIn();
    await db().user.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await adapter.getSessionAndUser(cookie)).toBeNull();
  });

  test("shows the role that he has now", async () => {
    const id = await signIn();
    await db().user.update({ where: { id }, data: { role: "reader" } });
    expect(await adapter.getSessionAndUser(cookie)).toMatchObject({ user: { role: "reader" } });
  });

  test("is prolonged and ended by its cookie, and no other is", async () => {
    await signIn();
    const other = await person("author", "bob");
    const theirs = "another-cookie";
    await adapter.createSession({ sessionToken: theirs, userId: other.id, expires: later });
    const prolonged = new Date(later.getTime() + 60_000);
    await adapter.updateSession({ sessionToken: cookie, expires: prolonged });
    expect(await adapter.getSessionAndUser(cookie)).toMatchObject({
      session: { expires: prolonged },
    });
    await adapter.deleteSession(cookie);
    await adapter.deleteSession(cookie); // once more is no error
    expect(await adapter.getSessionAndUser(cookie)).toBeNull();
    expect(await adapter.getSessionAndUser(theirs)).toMatchObject({ session: { expires: later } });
  });

  test("goes with its user", async () => {
    const id = await signIn();
    await db().user.delete({ where: { id } });
    expect(await adapter.getSessionAndUser(cookie)).toBeNull();
    expect(await db().session.count()).toBe(0);
  });
});

describe("an account", () => {
  const account: AdapterAccount = {
    provider: "github",
    providerAccountId: "42",
    type: "oauth",
    userId: "",
    access_token: "a-secret",
    refresh_token: "a-secret",
    id_token: "a-secret",
  };

  test("is found by its provider and its number there, and keeps no token", async () => {
    const { id } = await person("reader", "ada");
    await adapter.linkAccount({ ...account, userId: id });
    const at = { provider: "github", providerAccountId: "42" };
    expect(await adapter.getUserByAccount(at)).toMatchObject({ id });
    expect(await adapter.getUserByAccount({ ...at, provider: "google" })).toBeNull();
    const rows = await db().$queryRaw<{ text: string }[]>`
      select to_jsonb(a)::text as text from accounts a`;
    expect(rows[0]?.text).not.toContain("secret");
  });

  test("belongs to one person", async () => {
    const one = await person("reader", "ada");
    const two = await person("reader", "bob");
    await adapter.linkAccount({ ...account, userId: one.id });
    await expect(adapter.linkAccount({ ...account, userId: two.id })).rejects.toThrow();
  });
});

describe("signing in", () => {
  const allowed = (user: object) => settings.callbacks?.signIn?.({ user } as never);

  test("is refused to who is disabled", () => {
    expect(allowed({ id: "1", disabledAt: new Date() })).toBe(false);
    expect(allowed({ id: "1", disabledAt: null })).toBe(true);
    expect(allowed({ id: "1" })).toBe(true); // for the first time
  });

  test("for the first time makes the admin, or a reader", async () => {
    const user = { id: "", email: "a@example.org", emailVerified: null, name: "Ada" };
    expect(await adapter.createUser(user)).toMatchObject({ handle: "ada", role: "admin" });
    const second = { ...user, email: "b@example.org" };
    expect(await adapter.createUser(second)).toMatchObject({ handle: "ada-2", role: "reader" });
  });
});

test("a page is told who is there, and neither the address nor the cookie", async () => {
  const id = await signIn();
  await db().user.update({ where: { id }, data: { email: "ada@example.org" } });
  const found = await adapter.getSessionAndUser(cookie);
  const told = await settings.callbacks?.session?.({ ...found, ...found?.session } as never);
  expect(told).toEqual({ expires: later, user: { id, handle: "ada", role: "author" } });
  expect(settings.session).toMatchObject({ strategy: "database" });
});

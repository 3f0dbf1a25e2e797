import { perform } from "#domain/operation";
import { createToken, revokeToken } from "#domain/tokens/operations";
import { listOwnTokens } from "#domain/tokens/queries";
import { type Actor, isScope, permissionsOf, type Role, roles, type Scope } from "#lib/actor";
import { closeDatabase, db } from "#lib/db";

/** How many demo tokens of one person stay valid; the oldest beyond them is revoked. */
const kept = 20;

export interface DemoTokens {
  accounts: Record<Role, { name: string; token: string }>;
  readOnlyToken: string;
}

/**
 * A fresh token, valid for a day, for each of the four demo people, with all scopes of their roles;
 * and one of the author's that may only read.
 */
export async function issueDemoTokens(databaseUrl: string): Promise<DemoTokens> {
  process.env.DATABASE_URL = databaseUrl;
  try {
    const accounts = {} as DemoTokens["accounts"];
    for (const role of roles)
      accounts[role] = await issue(role, [...permissionsOf(role)].filter(isScope));
    const readOnly = await issue("author", ["posts:read"]);
    return { accounts, readOnlyToken: readOnly.token };
  } finally {
    await closeDatabase();
  }
}

async function issue(role: Role, wanted: Scope[]): Promise<{ name: string; token: string }> {
  const { user } = await db().account.findUniqueOrThrow({
    where: { provider_providerAccountId: { provider: "demo", providerAccountId: `demo|${role}` } },
    select: { user: { select: { id: true, handle: true, name: true, role: true } } },
  });
  // What the person would get in the studio: the same operation, the same limits.
  const actor: Actor = {
    kind: "session",
    id: user.id,
    handle: user.handle,
    role: user.role,
    may: permissionsOf(user.role),
  };
  const { data } = await listOwnTokens(user.id, { limit: 100 });
  for (const { id } of data.filter(({ name }) => name === "npm run demo").slice(kept)) {
    await perform(revokeToken, { actor, input: { id } });
  }
  const input = { name: "npm run demo", scopes: wanted, days: 1 };
  const { value } = await perform(createToken, { actor, input });
  return { name: user.name, token: value.token };
}

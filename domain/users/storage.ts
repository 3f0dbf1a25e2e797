import type { AdapterAccount, AdapterUser } from "next-auth/adapters";
import { type Tx, transaction } from "#lib/db";
import { slugCandidates, slugify } from "#lib/slug";

/** Taken by every sign-up, so that exactly one person finds the blog without an admin. */
const signUpLock = 7_216_001;

/**
 * The row of somebody who signs in for the first time. The first person on a blog that has no
 * admin becomes it, everybody after that a reader.
 */
export async function createFirstOrNextUser(user: AdapterUser): Promise<AdapterUser> {
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${signUpLock}::bigint)`;
    const admin = await tx.user.findFirst({ where: { role: "admin" }, select: { id: true } });
    const name =
      user.name
        ?.replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, 100) || "Somebody";
    const created = await tx.user.create({
      data: {
        handle: await freeHandle(tx, name),
        name,
        email: user.email || null,
        emailVerified: user.emailVerified,
        image: user.image ?? null,
        role: admin ? "reader" : "admin",
      },
    });
    return { ...created, email: created.email ?? "" };
  });
}

/** What is kept of a provider's account: who it is, and none of its tokens. */
export function accountColumns(account: AdapterAccount) {
  const { provider, providerAccountId, type, userId } = account;
  return { provider, providerAccountId, type, userId };
}

const handleCandidates = (name: string) =>
  slugCandidates(slugify(name).slice(0, 40).replace(/-$/, ""));

/** The handle of a name that nobody had before: an import finds the same person again by it. */
export function firstHandle(name: string): string {
  return handleCandidates(name).next().value;
}

/** A handle made from a name that nobody has yet. */
export async function freeHandle(tx: Tx, name: string): Promise<string> {
  for (const handle of handleCandidates(name)) {
    const taken = await tx.user.findUnique({ where: { handle }, select: { id: true } });
    if (!taken) return handle;
  }
  throw new Error("The candidates for a handle never end.");
}

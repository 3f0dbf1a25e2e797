import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env";
import { turns } from "#lib/turns";
import { type Prisma, PrismaClient } from "#prisma/client";

export type Database = PrismaClient;
export type Tx = Prisma.TransactionClient;

// One client a process, also across reloads in development, where modules are evaluated anew.
const holder = globalThis as typeof globalThis & {
  duetDatabase?: PrismaClient;
  duetTurns?: ReturnType<typeof turns>;
};

/** More statements than the blog has; those of lists of many lengths may go on without a name. */
const NAMED = 500;

/**
 * A name for each of the first statements: PostgreSQL then parses it once for a connection, and plans
 * it again only while that pays (https://www.postgresql.org/docs/current/sql-prepare.html).
 */
function statementNames(): (sql: string) => string {
  const known = new Map<string, string>();
  return (sql) => {
    const name = known.get(sql) ?? (known.size < NAMED ? `duet${known.size + 1}` : "");
    if (name) known.set(sql, name);
    return name;
  };
}

/**
 * The database, opened at the first call: the build imports route modules in several workers that
 * must not connect. A pool of 6 connections (each costs PostgreSQL memory, and two cores need no
 * more); a transaction waits 10 s for one and runs 15 s at most.
 */
export function db(): Database {
  const names = statementNames();
  holder.duetDatabase ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: env().DATABASE_URL,
        max: 6,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 60_000,
      },
      { statementNameGenerator: ({ sql }) => names(sql) },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return holder.duetDatabase;
}

/**
 * Runs a change when it is its turn: four at a time, so that those who wait for each other's locks
 * leave readers a part of the pool, and 200 at once are only a queue.
 */
export function inTurn<T>(change: () => Promise<T>): Promise<T> {
  holder.duetTurns ??= turns({ places: 4, most: 1_000, patience: 20_000 });
  return holder.duetTurns(change);
}

/** Closes the pool, so that a script can end. */
export async function closeDatabase(): Promise<void> {
  await holder.duetDatabase?.$disconnect();
  holder.duetDatabase = undefined;
}

/** A collision of two names costs a wait, nothing else. */
const lockKey = (name: string) => createHash("sha256").update(name).digest().readBigInt64BE();

/** Waits until no other transaction holds this name, and holds it until this one ends. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockKey(name)}::bigint)`;
}

/** The same without waiting: whether the name was free. */
export async function tryLockName(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(${lockKey(name)}::bigint) as free`;
  return row?.free ?? false;
}

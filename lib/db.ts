import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { env } from "#lib/env";
import { isWatched, noteStatement } from "#lib/lab/wires";
import { turns } from "#lib/turns";
import { type Prisma, PrismaClient } from "#prisma/client";

export type Database = PrismaClient;
export type Tx = Prisma.TransactionClient;

// One client a process: also across reloads in development, where modules are evaluated anew, and
// for the server and Next's bundles, each of which has a copy of this module.
const holder = globalThis as typeof globalThis & {
  duetDatabase?: Opened;
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

/** A database that is open. */
export interface Opened {
  client: PrismaClient;
  pool: Pool;
  nameOf: (sql: string) => string;
  /** Statements of `sql()`, put together once; by the texts between their values. */
  statements: WeakMap<TemplateStringsArray, { text: string; name: string }>;
  /** The connection that a transaction runs on. */
  connections: WeakMap<Tx, pg.PoolClient>;
}

type Connected = Parameters<pg.Pool["connect"]>[0];

/** A pool that tells who opens a transaction, in his async context, which connection he was given. */
class Pool extends pg.Pool {
  readonly opening = new AsyncLocalStorage<{ connection?: pg.PoolClient }>();

  override connect(): Promise<pg.PoolClient>;
  override connect(done: Connected): undefined;
  override connect(done?: Connected): Promise<pg.PoolClient> | undefined {
    if (done) {
      super.connect(done);
      return undefined;
    }
    const place = this.opening.getStore();
    return super.connect().then((connection) => {
      if (place) place.connection ??= connection;
      return connection;
    });
  }
}

/** Tells the lab which statements its requests send, and how long they take; of others nothing is noted. */
class SeenPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    watch(adapter);
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      if (!isWatched()) return begin(isolation);
      const transaction = await noteStatement("BEGIN", () => begin(isolation));
      watch(transaction);
      const commit = transaction.commit.bind(transaction);
      transaction.commit = () => noteStatement("COMMIT", commit);
      return transaction;
    };
    return adapter;
  }
}

function watch(queryable: SqlQueryable): void {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (asked) =>
    isWatched() ? noteStatement(asked.sql, () => query(asked)) : query(asked);
  queryable.executeRaw = (asked) =>
    isWatched() ? noteStatement(asked.sql, () => execute(asked)) : execute(asked);
}

/**
 * The database, opened at the first call: the build imports route modules in several workers that
 * must not connect. A pool of 6 connections (each costs PostgreSQL memory, and two cores need no
 * more); a transaction waits 10 s for one and runs 15 s at most.
 */
export function db(): Database {
  return opened().client;
}

function opened(): Opened {
  holder.duetDatabase ??= open(env().DATABASE_URL);
  return holder.duetDatabase;
}

/** Opens a database; for who measures several. */
export function open(connectionString: string | undefined): Opened {
  const pool = new Pool({
    connectionString,
    max: 6,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
  });
  const nameOf = statementNames();
  const adapter = new SeenPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => nameOf(sql),
  });
  const transactionOptions = { maxWait: 10_000, timeout: 15_000 };
  const client = new PrismaClient({ adapter, transactionOptions });
  return { client, pool, nameOf, statements: new WeakMap(), connections: new WeakMap() };
}

/** Runs work in one transaction: all of it happens, or, when it throws, nothing. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const place: { connection?: pg.PoolClient } = {};
  const { client, pool, connections } = opened();
  return pool.opening.run(place, () =>
    client.$transaction((tx) => {
      if (place.connection) connections.set(tx, place.connection);
      return work(tx);
    }),
  );
}

/**
 * A statement by the driver itself, in a transaction of `transaction()` or outside any: the rows, with
 * the names the statement gives them. For what every write does: on the way through Prisma a statement
 * costs this process three times as much (docs/decisions/0022). Types are not checked here; a test
 * of each statement is.
 */
export function sql<R extends object>(tx: Tx | Database) {
  return async (strings: TemplateStringsArray, ...values: unknown[]): Promise<R[]> => {
    const { client, pool, connections } = opened();
    const by = tx === client ? pool : connections.get(tx);
    if (!by) throw new Error("This transaction was not opened by transaction().");
    const statement = statementOf(strings);
    const query = () => by.query<R>({ ...statement, values: values.map(asSql) });
    const { rows } = await (isWatched() ? noteStatement(statement.text, query) : query());
    return rows;
  };
}

function statementOf(strings: TemplateStringsArray) {
  const { statements, nameOf } = opened();
  const known = statements.get(strings);
  if (known) return known;
  const text = strings.reduce((before, part, at) => `${before}$${at}${part}`);
  const statement = { text, name: nameOf(text) };
  statements.set(strings, statement);
  return statement;
}

/** The driver would write a date in this process's zone. */
const asSql = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

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
  await holder.duetDatabase?.client.$disconnect();
  holder.duetDatabase = undefined;
}

/** A name as the key of an advisory lock. A collision of two names costs a wait, nothing else. */
export const lockKey = (name: string) =>
  createHash("sha256").update(name).digest().readBigInt64BE();

/** Waits until no other transaction holds this name, and holds it until this one ends. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await sql(tx)`select pg_advisory_xact_lock(${lockKey(name)}::bigint)`;
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { cliMessage, prismaCli } from "#lib/prisma-cli";

/** Where the migrations lie, one folder each, in the order of their names. */
export const migrationsFolder = join(dirname(import.meta.dirname), "prisma", "migrations");

/** One key for all Duets on a server's database: whoever holds this advisory lock migrates. */
const LOCK = 4_738_201;

interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

/** Creates a database on the server of `adminUrl` unless it is there; returns whether it did. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<boolean> {
  const client = await connect(adminUrl);
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    // Another start was quicker: 42P04 duplicate_database, or 23505 from the very same moment.
    if (["42P04", "23505"].includes((error as { code?: string }).code ?? "")) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Brings a database to the schema of this checkout (creating it when its server has none of the name)
 * and returns how many migrations that took. One query when there is nothing to do; several instances
 * may call it at once. Throws for a database that is newer than this checkout or half migrated.
 */
export async function migrate(
  databaseUrl: string,
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<number> {
  const client = await connectOrCreate(databaseUrl);
  try {
    if (pending(await applied(client), log).length === 0) return 0;
    // Held until the connection ends. A migration that another instance is at shows as unfinished.
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const done = await applied(client);
    refuseFailed(done);
    const names = pending(done, () => {});
    if (names.length === 0) return 0;
    log(`Migrating the database: ${names.join(", ")}.`);
    await ensureExtensions(client);
    const result = await prismaCli(["migrate", "deploy"], { databaseUrl });
    if (result.code === 0) return names.length;
    throw new Error(`The database could not be migrated.\n${cliMessage(result)}`);
  } finally {
    await client.end();
  }
}

/** What search needs of PostgreSQL's own extensions (docs/decisions/0017). */
const EXTENSIONS = ["pg_trgm", "unaccent"];

/**
 * Creates the extensions that the migrations use. They do it themselves too; but a migration that
 * fails must be repaired by hand, and this one can be tried again once somebody has helped.
 */
async function ensureExtensions(client: pg.Client): Promise<void> {
  for (const name of EXTENSIONS) {
    try {
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
    } catch (cause) {
      const { message } = cause as Error;
      throw new Error(
        `Duet needs PostgreSQL's extensions ${EXTENSIONS.join(" and ")} and could not create ${name}: ${message}. Have somebody who may do it run “CREATE EXTENSION IF NOT EXISTS ${name};” in this database, and start again.`,
        { cause },
      );
    }
  }
}

/** The names of the migrations in this checkout, oldest first. */
export function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(sqlFile(entry.name)))
    .map((entry) => entry.name)
    .sort();
}

function sqlFile(name: string): string {
  return join(migrationsFolder, name, "migration.sql");
}

/** What Prisma's own table says of this database; a migration that was rolled back counts as never applied. */
async function applied(client: pg.Client): Promise<Applied[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!table.rows[0].name) return [];
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function pending(done: Applied[], log: (line: string) => void): string[] {
  const names = migrationNames();
  const unknown = done.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new Error(
      `The database was made by a newer or another Duet: this one does not know its ${unknown.length === 1 ? "migration" : "migrations"} ${unknown.join(", ")}. Update Duet, or use another database.`,
    );
  }
  for (const { name, checksum, finished } of done) {
    const hash = createHash("sha256")
      .update(readFileSync(sqlFile(name)))
      .digest("hex");
    if (finished && hash !== checksum) {
      log(`The migration ${name} was changed after this database applied it.`);
    }
  }
  const finished = new Set(done.filter((row) => row.finished).map(({ name }) => name));
  return names.filter((name) => !finished.has(name));
}

function refuseFailed(done: Applied[]): void {
  const failed = done.filter(({ finished }) => !finished).map(({ name }) => name);
  if (failed.length === 0) return;
  throw new Error(
    `The migration ${failed.join(", ")} failed on this database earlier and must be repaired by hand: see https://pris.ly/d/migrate-resolve.`,
  );
}

/** Connects, and creates the database first when its server says there is none (3D000 invalid_catalog_name). */
async function connectOrCreate(databaseUrl: string): Promise<pg.Client> {
  try {
    return await connect(databaseUrl);
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code !== "3D000") throw error;
  }
  const admin = new URL(databaseUrl);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = "/postgres";
  await ensureDatabase(admin.href, name);
  return connect(databaseUrl);
}

/** A connection, or an error that names the server and not the password. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const { host, pathname } = new URL(url);
    const { message, code } = cause as { message?: string; code?: string };
    throw new Error(`The database ${host}${pathname} does not answer: ${message || code}.`, {
      cause,
    });
  }
}

import pg from "pg";
import { inject } from "vitest";
import { notePurge } from "#lib/purges";

/**
 * The URL of this worker's own database: a clone of the migrated template, made at the first call of the
 * worker (about 50 ms) and shared by the test files that run in it, one after the other.
 */
export async function testDatabase(): Promise<string> {
  const { url, template, prefix } = inject("testServer");
  const name = `${prefix}${process.env.VITEST_POOL_ID}`;
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) {
      const [clone, from] = [pg.escapeIdentifier(name), pg.escapeIdentifier(template)];
      await client.query(`CREATE DATABASE ${clone} TEMPLATE ${from}`);
    }
  } finally {
    await client.end();
  }
  const database = new URL(url);
  database.pathname = `/${name}`;
  return database.href;
}

// Deleting a test's handful of rows takes a tenth of the time that TRUNCATE needs for its new files. With
// the foreign keys (and all triggers) asleep the order does not matter; a superuser may put them to sleep.
const EMPTY_ALL = `DO $$
DECLARE
  name text;
BEGIN
  IF NOT starts_with(current_database(), 'duet_test_') THEN
    RAISE EXCEPTION 'This is no test database: %', current_database();
  END IF;
  PERFORM set_config('session_replication_role', 'replica', true);
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  LOOP
    EXECUTE 'DELETE FROM ' || name;
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$`;

/** What can run a statement: a Prisma client, for instance. */
interface Executor {
  $executeRawUnsafe(sql: string): PromiseLike<unknown>;
}

/** Empties every table of a test database (and refuses any other): of the URL, or of the client given. */
export async function truncateAll(
  database: string | Executor = process.env.DATABASE_URL ?? "",
): Promise<void> {
  // Nothing says that it happened: what the doors keep of it goes here.
  notePurge(["duet"]);
  if (typeof database !== "string") {
    await database.$executeRawUnsafe(EMPTY_ALL);
    return;
  }
  const client = new pg.Client(database);
  await client.connect();
  try {
    await client.query(EMPTY_ALL);
  } finally {
    await client.end();
  }
}

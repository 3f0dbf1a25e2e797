import pg from "pg";
import { beforeEach, expect, inject, test } from "vitest";
import { ensureDatabase, migrate, migrationNames } from "#lib/migrate";
import { prismaCli } from "#lib/prisma-cli";

const { url: serverUrl, prefix, template } = inject("testServer");
let databases = 0;
let url: string;

function urlOf(name: string): string {
  const database = new URL(serverUrl);
  database.pathname = `/${name}`;
  return database.href;
}

async function query(sql: string): Promise<unknown[][]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  const name = `${prefix}migrate_${process.env.VITEST_POOL_ID}_${databases++}`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  await client.end();
  url = urlOf(name);
});

test("the migrations say exactly what prisma/schema.prisma says", async () => {
  const drift = await prismaCli(
    [
      ...["migrate", "diff", "--exit-code"],
      ...["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma"],
    ],
    { databaseUrl: serverUrl },
  );
  expect(drift.stdout.trim()).toBe("No difference detected.");
  expect(drift.code).toBe(0);
});

test("a database that is not there is made and migrated; the second time there is nothing to do", async () => {
  const missing = urlOf(`${prefix}migrate_new_${process.env.VITEST_POOL_ID}`);
  expect(await migrate(missing)).toBe(migrationNames().length);
  expect(await migrate(missing)).toBe(0);
});

test("several that start at once migrate it once", async () => {
  const name = `${prefix}migrate_race_${process.env.VITEST_POOL_ID}`;
  await ensureDatabase(serverUrl, name);
  const counts = await Promise.all([1, 2, 3].map(() => migrate(urlOf(name))));
  expect(counts.sort()).toEqual([0, 0, migrationNames().length]);
});

test("a database of a newer Duet is refused and named", async () => {
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('x', 'x', '29990101000000_future', now(), 1)`,
  );
  await expect(migrate(url)).rejects.toThrow(
    "this one does not know its migration 29990101000000_future",
  );
});

test("a half migrated database is refused and named", async () => {
  await query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(url)).rejects.toThrow(
    new RegExp(`The migration ${migrationNames()[0]}.* failed on this database earlier`),
  );
});

test("a migration that was changed after it was applied is mentioned", async () => {
  await query("UPDATE _prisma_migrations SET checksum = 'another'");
  const lines: string[] = [];
  expect(await migrate(url, { log: (line) => lines.push(line) })).toBe(0);
  expect(lines[0]).toBe(
    `The migration ${migrationNames()[0]} was changed after this database applied it.`,
  );
});

test("a server that does not answer is named, its password is not", async () => {
  const nowhere = "postgresql://duet:secret@127.0.0.1:1/duet";
  const failure = await migrate(nowhere).catch((error: Error) => error.message);
  expect(failure).toContain("127.0.0.1:1/duet does not answer");
  expect(failure).not.toContain("secret");
});

test("somebody who may not create extensions is told what is missing, and can go on once it is there", async () => {
  const role = `${prefix}limited_${process.env.VITEST_POOL_ID}`;
  const name = `${prefix}migrate_limited_${process.env.VITEST_POOL_ID}`;
  await ensureDatabase(serverUrl, name);
  url = urlOf(name);
  await query(`CREATE ROLE ${role} LOGIN PASSWORD 'limited'`);
  try {
    await query(`GRANT ALL ON SCHEMA public TO ${role}`);
    const limited = new URL(url);
    [limited.username, limited.password] = [role, "limited"];
    await expect(migrate(limited.href)).rejects.toThrow(
      /needs PostgreSQL's extensions pg_trgm and unaccent and could not create pg_trgm: permission denied.*run “CREATE EXTENSION/,
    );
    await query("CREATE EXTENSION pg_trgm");
    await query("CREATE EXTENSION unaccent");
    expect(await migrate(limited.href)).toBe(migrationNames().length);
  } finally {
    await query(`DROP OWNED BY ${role}`);
    await query(`DROP ROLE ${role}`);
  }
});

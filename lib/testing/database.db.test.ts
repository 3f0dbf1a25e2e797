import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { closeDatabase, db } from "#lib/db";
import { truncateAll } from "#lib/testing/database";

beforeEach(async () => {
  await db().$executeRaw`CREATE TABLE scratch (id bigserial PRIMARY KEY)`;
  await db().$executeRaw`INSERT INTO scratch SELECT FROM generate_series(1, 3)`;
});

afterEach(async () => {
  await db().$executeRaw`DROP TABLE scratch`;
  await closeDatabase();
});

const count = async () =>
  (await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM scratch`)[0]?.n;

test("each worker queries a test database of its own", async () => {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  expect(row?.name).toBe(`${inject("testServer").prefix}${process.env.VITEST_POOL_ID}`);
});

test("truncating empties the tables and starts their counters anew", async () => {
  await truncateAll(db());
  expect(await count()).toBe(0);
  const [row] = await db().$queryRaw<
    { id: bigint }[]
  >`INSERT INTO scratch DEFAULT VALUES RETURNING id`;
  expect(row?.id).toBe(1n);
  await truncateAll();
  expect(await count()).toBe(0);
});

test("truncating keeps the record of the migrations", async () => {
  await truncateAll();
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  const { rowCount } = await client.query("SELECT FROM _prisma_migrations");
  await client.end();
  expect(rowCount).toBeGreaterThan(0);
});

test("a database that is not a test's is not emptied", async () => {
  await expect(truncateAll(inject("testServer").url)).rejects.toThrow("This is no test database");
});

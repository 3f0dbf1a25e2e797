import { expect, test } from "vitest";
import { db } from "#lib/db";
import { truncateAll } from "#lib/testing/database";
import { fillFixture } from "#lib/testing/fixture";

/** Every row of every table, but for when a token was used last. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    rows[name] = await db().$queryRawUnsafe(
      `SELECT to_jsonb(t) - 'last_used_at' AS row FROM ${name} t ORDER BY 1`,
    );
  }
  return rows;
}

test("filled again the database is what it was when it was filled first", async () => {
  await fillFixture();
  const first = await everything();
  expect(first.posts).toHaveLength(3);
  await truncateAll(db());
  expect((await everything()).posts).toEqual([]);
  await fillFixture();
  expect(await everything()).toEqual(first);
});

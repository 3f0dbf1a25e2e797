import { expect, test } from "vitest";
import { db, sql, transaction } from "#lib/db";

test("a statement runs in its transaction, and is gone with it", async () => {
  const table = () =>
    sql<{ found: string | null }>(db())`select to_regclass('seen')::text as found`;
  const running = transaction(async (tx) => {
    await sql(tx)`create table seen (at timestamptz)`;
    await tx.$executeRaw`insert into seen values (now())`;
    expect(await sql(tx)`select at from seen`).toHaveLength(1);
    expect(await table()).toEqual([{ found: null }]);
    throw new Error("back");
  });
  await expect(running).rejects.toThrow("back");
  expect(await table()).toEqual([{ found: null }]);
});

test("each of several at once has the connection of its own transaction", async () => {
  const ids = Array.from({ length: 20 }, (_, at) =>
    transaction(async (tx) => {
      await tx.$executeRaw`select set_config('duet.at', ${String(at)}, true)`;
      return sql<{ at: string }>(tx)`select current_setting('duet.at') as at`;
    }),
  );
  const seen = (await Promise.all(ids)).map(([row]) => row?.at);
  expect(seen).toEqual(ids.map((_, at) => String(at)));
});

test("a date is the same moment, whatever the zone here; a list and a text arrive as they are", async () => {
  const at = new Date("2026-07-08T09:10:11.123Z");
  const words = ['a "quoted", {one}', "\\", ""];
  const [row] = await sql<{ at: Date; words: string[] }>(db())`
    select ${at}::timestamptz as at, ${words}::text[] as words`;
  expect(row).toEqual({ at, words });
});

test("a transaction that Prisma opened by itself is refused: its connection is not known", async () => {
  const running = db().$transaction(async (tx) => sql(tx)`select 1`);
  await expect(running).rejects.toThrow("not opened by transaction()");
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/db";
import { postgresCount } from "#lib/rate-limit-store";
import { RateLimiter } from "#lib/rate-limiter";
import { truncateAll } from "#lib/testing/database";

let stores: ReturnType<typeof postgresCount>[];
let errors: unknown[];

beforeEach(async () => {
  await truncateAll(db());
  stores = [];
  errors = [];
});

afterEach(async () => {
  for (const store of stores) await store.close();
});

function open(url = process.env.DATABASE_URL ?? "") {
  const store = postgresCount(url, (error) => errors.push(error));
  stores.push(store);
  return store;
}

const instance = (quota: number) =>
  new RateLimiter(
    { policy: "writes", quota, exact: true },
    { shared: open(), onError: (error) => errors.push(error) },
  );

describe("the shared count", () => {
  test("is everybody's, and ends a minute after it began", async () => {
    const [one, two] = [open(), open()];
    expect(await one.add("ada", 1)).toMatchObject({ count: 1 });
    expect(await two.add("ada", 30)).toMatchObject({ count: 31 });
    const { count, endsIn } = await one.add("ada", 1);
    expect(count).toBe(32);
    expect(endsIn).toBeGreaterThan(50_000);
    expect(endsIn).toBeLessThanOrEqual(60_000);
    expect(await one.add("bob", 1)).toMatchObject({ count: 1 });
  });

  test("begins anew when the minute is over", async () => {
    const store = open();
    await store.add("ada", 40);
    await db().rateLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
    expect(await store.add("ada", 2)).toMatchObject({ count: 2 });
  });

  test("is taken back with fewer than nothing", async () => {
    const store = open();
    await store.add("ada", 5);
    expect(await store.add("ada", -2)).toMatchObject({ count: 3 });
  });
});

test("two instances on one database let the quota through together, in haste too", async () => {
  const instances = [instance(20), instance(20)];
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) => instances[at % 2]?.take("ada")),
  );
  expect(answers.filter((answer) => answer?.allowed)).toHaveLength(20);
  expect(errors).toEqual([]);
});

test("a database that does not answer refuses nobody", async () => {
  const subject = new RateLimiter(
    { policy: "writes", quota: 3, exact: true },
    {
      shared: open("postgresql://nobody@127.0.0.1:1/none"),
      onError: (error) => errors.push(error),
    },
  );
  const allowed = [];
  for (let at = 0; at < 5; at++) allowed.push((await subject.take("ada")).allowed);
  expect(allowed).toEqual([true, true, true, false, false]);
  expect(errors).toHaveLength(1);
});

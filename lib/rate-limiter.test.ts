import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { RateLimiter, type SharedCount } from "#lib/rate-limiter";

const MINUTE = 60_000;

let clock: number;
let asked: [key: string, points: number][];
let errors: unknown[];

beforeEach(() => {
  clock = 0;
  asked = [];
  errors = [];
});

/** A shared count in a Map, by the same clock. */
function counts(): SharedCount {
  const rows = new Map<string, { count: number; endsAt: number }>();
  return {
    async add(key, points) {
      asked.push([key, points]);
      const known = rows.get(key);
      const row = known && known.endsAt > clock ? known : { count: 0, endsAt: clock + MINUTE };
      row.count += points;
      rows.set(key, row);
      return { count: row.count, endsIn: row.endsAt - clock };
    },
  };
}

const limiter = (quota: number, shared = counts(), more: { exact?: boolean; most?: number } = {}) =>
  new RateLimiter(
    { policy: "reads", quota, exact: more.exact ?? false },
    {
      shared,
      onError: (error) => errors.push(error),
      now: () => clock,
      ...(more.most ? { most: more.most } : {}),
    },
  );

/** How many of so many requests pass. */
async function pass(subject: RateLimiter, requests: number, key = "ada"): Promise<number> {
  let passed = 0;
  for (let at = 0; at < requests; at++) passed += (await subject.take(key)).allowed ? 1 : 0;
  return passed;
}

describe("one instance", () => {
  test("lets the quota through, and again when the minute is over", async () => {
    const subject = limiter(10);
    expect(await pass(subject, 15)).toBe(10);
    clock = MINUTE - 1;
    expect(await pass(subject, 1)).toBe(0);
    clock = MINUTE;
    expect(await pass(subject, 15)).toBe(10);
  });

  test("counts what is as much as several, whole or not at all", async () => {
    const subject = limiter(10);
    expect(await subject.take("ada", 4)).toMatchObject({
      allowed: true,
      standing: { remaining: 6 },
    });
    expect(await subject.take("ada", 7)).toMatchObject({
      allowed: false,
      standing: { remaining: 6 },
    });
    expect(await subject.take("ada", 6)).toMatchObject({
      allowed: true,
      standing: { remaining: 0 },
    });
    expect(await pass(subject, 1)).toBe(0);
  });

  test("takes all there is for what is more than the quota", async () => {
    const subject = limiter(10);
    expect(await subject.take("ada", 11)).toMatchObject({
      allowed: true,
      standing: { remaining: 0 },
    });
    expect(await subject.take("bob")).toMatchObject({ allowed: true });
    expect((await subject.take("bob", 11)).allowed).toBe(false);
    clock = MINUTE;
    expect((await subject.take("bob", 11)).allowed).toBe(true);
  });

  test("says what is left, and for how long", async () => {
    const subject = limiter(3);
    expect((await subject.take("ada")).standing).toEqual({
      policy: "reads",
      quota: 3,
      window: 60,
      remaining: 2,
      resets: 60,
    });
    clock = 12_500;
    expect((await subject.take("ada")).standing).toMatchObject({ remaining: 1, resets: 48 });
    await subject.take("ada");
    expect(await subject.take("ada")).toMatchObject({ allowed: false, standing: { remaining: 0 } });
    clock = MINUTE - 1;
    expect((await subject.take("ada")).standing.resets).toBe(1);
  });

  test("counts everybody alone", async () => {
    const subject = limiter(2);
    expect(await pass(subject, 5, "ada")).toBe(2);
    expect(await pass(subject, 5, "bob")).toBe(2);
  });

  test("what is taken back was never counted", async () => {
    const subject = limiter(5);
    for (let at = 0; at < 50; at++) {
      expect((await subject.take("ada")).allowed).toBe(true);
      expect(subject.refund("ada").remaining).toBe(5);
    }
    expect(await pass(subject, 9)).toBe(5);
  });

  test("remembers so many clients and no more; the one who came first is forgotten", async () => {
    const subject = limiter(100, counts(), { most: 3 });
    for (const key of ["a", "b", "c", "d"]) await subject.take(key);
    expect((await subject.take("d")).standing.remaining).toBe(98);
    expect((await subject.take("a")).standing.remaining).toBe(99);
  });
});

describe("what it costs the database", () => {
  test("nothing for who stays below a twentieth, and one statement for each twentieth", async () => {
    const subject = limiter(600);
    await pass(subject, 29);
    expect(asked).toEqual([]);
    await pass(subject, 571);
    expect(asked).toEqual(Array.from({ length: 20 }, () => ["ada", 30]));
  });

  test("nothing for who is refused", async () => {
    const subject = limiter(5, counts(), { exact: true });
    await pass(subject, 5);
    const before = asked.length;
    expect(await pass(subject, 1_000)).toBe(0);
    expect(asked).toHaveLength(before);
  });
});

describe("several instances", () => {
  test("share an exact count, however the requests are spread", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 30, maxLength: 60 }), async (order) => {
        const shared = counts();
        const instances = [1, 2, 3].map(() => limiter(20, shared, { exact: true }));
        const answers = await Promise.all(order.map((at) => instances[at]?.take("ada")));
        expect(answers.filter((answer) => answer?.allowed)).toHaveLength(20);
      }),
    );
  });

  test("let at most one lot each through beyond a large quota, and never less than the quota", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { minLength: 900, maxLength: 900 }), async (order) => {
        const shared = counts();
        const instances = [limiter(600, shared), limiter(600, shared)];
        let passed = 0;
        for (const at of order) passed += (await instances[at]?.take("ada"))?.allowed ? 1 : 0;
        expect(passed).toBeGreaterThanOrEqual(600);
        expect(passed).toBeLessThanOrEqual(600 + 2 * 30);
      }),
      { numRuns: 20 },
    );
  });

  test("end the minute together", async () => {
    const shared = counts();
    const [one, two] = [limiter(4, shared), limiter(4, shared)];
    await pass(one, 4);
    clock = 40_000;
    expect(await two.take("ada")).toMatchObject({ allowed: false, standing: { resets: 20 } });
    clock = MINUTE;
    expect(await pass(two, 9)).toBe(4);
  });
});

test("while the shared count is away each counts for itself, and asks again after five seconds", async () => {
  const shared = counts();
  let away = true;
  const subject = limiter(10, {
    add: (key, points) => (away ? Promise.reject(new Error("away")) : shared.add(key, points)),
  });
  expect(await pass(subject, 4)).toBe(4);
  expect(errors).toHaveLength(1);
  away = false;
  clock = 5_000;
  expect(await pass(subject, 20)).toBe(6);
  expect(asked[0]).toEqual(["ada", 5]); // what was counted meanwhile as well
});

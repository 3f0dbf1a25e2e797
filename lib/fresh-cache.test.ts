import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FreshCache } from "#lib/fresh-cache";

let clock = 0;
const cache = (most = 10, lifetime = 100) =>
  new FreshCache<string>({ most, lifetime, now: () => clock });

/** A reading that ends when it is told to. */
function slow(value: string, madeOf: string[]) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const read = async () => {
    await promise;
    return { value, madeOf };
  };
  return { read, end: resolve };
}

const at =
  (value: string, madeOf: string[] = []) =>
  async () => ({ value, madeOf });

describe("what was read", () => {
  test("is known until its time is over, counted from the beginning of the reading", async () => {
    const known = cache();
    const reading = slow("a", []);
    const answer = known.read("key", reading.read);
    clock += 60;
    reading.end();
    expect(await answer).toBe("a");
    clock += 39;
    expect(known.get("key")).toBe("a");
    clock += 1;
    expect(known.get("key")).toBeUndefined();
  });

  test("is not known when there was nothing, or the reading failed", async () => {
    const known = cache();
    expect(await known.read("key", async () => null)).toBeNull();
    await expect(known.read("key", () => Promise.reject(new Error("away")))).rejects.toThrow();
    expect(known.get("key")).toBeUndefined();
    expect(known.size).toBe(0);
  });

  test("makes room when there is too much of it, the longest unused first", async () => {
    const known = cache(2);
    await known.read("a", at("A"));
    await known.read("b", at("B"));
    known.get("a");
    await known.read("c", at("C"));
    expect([known.get("a"), known.get("b"), known.get("c")]).toEqual(["A", undefined, "C"]);
    expect(known.size).toBe(2);
  });
});

describe("a change", () => {
  test("forgets all that was made of it, and nothing else", async () => {
    const known = cache();
    await known.read("a", at("A", ["user:1", "token:a"]));
    await known.read("b", at("B", ["user:1", "token:b"]));
    await known.read("c", at("C", ["user:2", "token:c"]));
    known.forget(["token:c", "token:nobody"]);
    expect([known.get("a"), known.get("b"), known.get("c")]).toEqual(["A", "B", undefined]);
    known.forget(["user:1"]);
    expect(known.size).toBe(0);
  });

  test("during a reading: its answer is given, and not kept", async () => {
    for (const change of ["user:1", "*"]) {
      const known = cache();
      const reading = slow("old", ["user:1"]);
      const answer = known.read("key", reading.read);
      known.forget([change]);
      reading.end();
      expect(await answer).toBe("old");
      expect(known.get("key")).toBeUndefined();
    }
  });

  test("of something else during a reading does no harm", async () => {
    const known = cache();
    const reading = slow("kept", ["user:1"]);
    const answer = known.read("key", reading.read);
    known.forget(["user:2"]);
    reading.end();
    await answer;
    expect(known.get("key")).toBe("kept");
  });

  test("of two readings, the one that began after it is kept", async () => {
    const known = cache();
    const [before, after] = [slow("old", ["user:1"]), slow("new", ["user:1"])];
    const first = known.read("key", before.read);
    known.forget(["user:1"]);
    const second = known.read("key", after.read);
    after.end();
    await second;
    before.end();
    await first;
    expect(known.get("key")).toBe("new");
  });
});

test("whatever is read, forgotten and outdated: what is known is what is true", async () => {
  const key = fc.constantFrom("a", "b", "c");
  const step = fc.oneof(
    fc.record({ does: fc.constant("begin" as const), key }),
    fc.record({ does: fc.constant("end" as const), key }),
    fc.record({ does: fc.constant("change" as const), key }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const known = cache(2, 1_000_000);
      const truth = new Map<string, number>();
      const readings: { key: string; end(): void; answer: Promise<unknown> }[] = [];
      for (const { does, key: name } of steps) {
        if (does === "begin") {
          const { read, end } = slow(String(truth.get(name) ?? 0), [name]);
          readings.push({ key: name, end, answer: known.read(name, read) });
        } else if (does === "end") {
          const found = readings.findIndex((each) => each.key === name);
          const [reading] = found < 0 ? [] : readings.splice(found, 1);
          reading?.end();
          await reading?.answer;
        } else {
          truth.set(name, (truth.get(name) ?? 0) + 1);
          known.forget([name]);
        }
        for (const each of ["a", "b", "c"]) {
          const value = known.get(each);
          if (value !== undefined) expect(value).toBe(String(truth.get(each) ?? 0));
        }
        expect(known.size).toBeLessThanOrEqual(2);
      }
      for (const { end } of readings) end();
    }),
  );
});

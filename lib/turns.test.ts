import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { turns } from "#lib/turns";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when it is told to. */
function work() {
  const started: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const run = (number: number) => () => {
    started.push(number);
    return new Promise<number>((resolve, reject) => {
      ends[number] = (error) => (error ? reject(error) : resolve(number));
    });
  };
  return { started, run, end: (number: number, error?: Error) => ends[number]?.(error) };
}

test("a few work at a time, the others in the order they came, whether the work succeeds or not", async () => {
  const inTurn = turns({ places: 2, most: 10, patience: 1_000 });
  const { started, run, end } = work();
  const all = [0, 1, 2, 3].map((number) => inTurn(run(number)).catch(String));
  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual([0, 1]);
  end(1, new Error("broken"));
  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual([0, 1, 2]);
  end(0);
  end(2);
  await vi.advanceTimersByTimeAsync(0);
  end(3);
  expect(await Promise.all(all)).toEqual([0, "Error: broken", 2, 3]);
  const last = inTurn(run(4));
  await vi.advanceTimersByTimeAsync(0);
  end(4);
  expect(await last).toBe(4);
});

test("who waits too long or finds too many is told so, and takes nobody's place", async () => {
  const inTurn = turns({ places: 1, most: 2, patience: 1_000 });
  const { started, run, end } = work();
  const refusals: string[] = [];
  const note = (name: string) => (error: { code: string }) =>
    refusals.push(`${name} ${error.code}`);
  const first = inTurn(run(0));
  const impatient = inTurn(run(1)).catch(note("impatient"));
  await vi.advanceTimersByTimeAsync(500);
  const patient = inTurn(run(2));
  await inTurn(run(3)).catch(note("third"));
  expect(refusals).toEqual(["third unavailable"]);
  await vi.advanceTimersByTimeAsync(500);
  await impatient;
  expect(refusals).toEqual(["third unavailable", "impatient unavailable"]);
  end(0);
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual([0, 2]);
  end(2);
  await patient;
});

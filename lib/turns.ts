import { AppError } from "#lib/errors";

export interface TurnsOptions {
  /** How many work at a time. */
  places: number;
  /** How many may wait. */
  most: number;
  /** How long anybody waits, in milliseconds. */
  patience: number;
}

/**
 * Lets a few work at a time, and the others wait in the order they came: outside the pool, where
 * they would hold the connections that readers need, and give up sooner. Who finds too many before
 * him, or waits too long, gets `unavailable`.
 */
export function turns({ places, most, patience }: TurnsOptions) {
  const waiting = new Set<() => void>();
  let free = places;

  function take(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    if (waiting.size >= most) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(begin);
        reject(tooMany());
      }, patience);
      function begin() {
        clearTimeout(timer);
        resolve();
      }
      waiting.add(begin);
    });
  }

  function leave(): void {
    const [next] = waiting;
    if (!next) {
      free += 1;
      return;
    }
    // The place goes from hand to hand: nobody who comes just now takes it.
    waiting.delete(next);
    next();
  }

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    await take();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

function tooMany(): AppError {
  return new AppError("unavailable", "Too many changes at once; try again in a moment.");
}

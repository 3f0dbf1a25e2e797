import { log } from "#lib/log";

export interface Repeating {
  /** Begins no further run, and waits for the one under way. */
  stop(): Promise<void>;
}

/**
 * Runs something again and again, the first time at once, `every` milliseconds after the end of the
 * run before. A run that fails is logged, once in a row, and the next one tries again.
 */
export function repeat(name: string, every: number, run: () => Promise<unknown>): Repeating {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;

  async function once() {
    try {
      await run();
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error, job: name }, "a job failed; it is tried again");
      failing = true;
    }
    if (!stopped) timer = setTimeout(next, every);
  }
  const next = () => {
    running = once();
  };
  let running = once();

  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

import { log } from "#lib/log";

// Shared by what Next bundles and by the process around it, which waits for it when it stops.
const holder = globalThis as typeof globalThis & { duetAfterwards?: Set<Promise<void>> };
holder.duetAfterwards ??= new Set();
const underWay = holder.duetAfterwards;

/** Lets a small write go on while the answer leaves; a failure is logged, and `failed` is told. */
export function afterwards(what: string, work: Promise<unknown>, failed?: () => void): void {
  const running = work.then(
    () => undefined,
    (error) => {
      failed?.();
      log.warn({ err: error }, `${what} failed`);
    },
  );
  underWay.add(running);
  void running.then(() => underWay.delete(running));
}

/** Resolves when everything that was left for afterwards is done: a process waits for it to end. */
export async function allAfterwards(): Promise<void> {
  await Promise.all(underWay);
}

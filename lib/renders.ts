// Shared by the server in front and by what Next bundles: two copies of this module, one process.
const holder = globalThis as typeof globalThis & { duetRenders?: Set<Promise<void>> };
holder.duetRenders ??= new Set();
const underWay = holder.duetRenders;

/** A render that hangs holds no writer up longer than this (milliseconds). */
const PATIENCE = 2_000;

/** Notes that a public page is being answered, until `done` is called. */
export function beginRender(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  underWay.add(promise);
  return () => {
    underWay.delete(promise);
    resolve();
  };
}

/** Resolves when every page that is being answered now has been; new ones do not count. */
export async function rendersUnderWay(): Promise<void> {
  if (underWay.size === 0) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE);
  await Promise.race([Promise.allSettled([...underWay]), promise]);
  clearTimeout(timer);
}

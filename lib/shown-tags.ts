import { AsyncLocalStorage } from "node:async_hooks";
import { moment } from "#lib/purges";

/** What is known of the answer that a request is being given. */
export interface Showing {
  /** The moment it was begun (`moment()`). */
  since: number;
  /** The cache tags of what it shows; null while nobody has said any. */
  tags: Set<string> | null;
}

// Shared by the server in front and by what Next bundles: two copies of this module, one process.
const holder = globalThis as typeof globalThis & { duetShowing?: AsyncLocalStorage<Showing> };
holder.duetShowing ??= new AsyncLocalStorage();
const underWay = holder.duetShowing;

/** Makes an answer, and notes on the way which cache tags it shows. */
export function whileShowing<T>(make: (showing: Showing) => T): T {
  const showing: Showing = { since: moment(), tags: null };
  return underWay.run(showing, () => make(showing));
}

/** Says that the answer to this request shows what carries these tags; nothing outside of a request. */
export function noteShown(tags: readonly string[]): void {
  const showing = underWay.getStore();
  if (!showing) return;
  showing.tags ??= new Set();
  for (const tag of tags) showing.tags.add(tag);
}

/** The moment at which the answer to this request was begun; null outside of one. */
export function begunAt(): number | null {
  return underWay.getStore()?.since ?? null;
}

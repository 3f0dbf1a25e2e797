/**
 * When each cache tag was last purged, as a count of purges: what a process keeps of its own answers
 * is good as long as none of its tags was purged after the answer was begun. Noting the purge rather
 * than deleting what it touches needs no index of tags, and an answer that was begun before a purge
 * and is ready only after it is stale from the first, as it must be.
 */
interface Purges {
  count: number;
  last: Map<string, number>;
  /** Tags that were forgotten were purged no later than this. */
  floor: number;
}

// Shared by the server in front and by what Next bundles: two copies of this module, one process.
const holder = globalThis as typeof globalThis & { duetPurges?: Purges };
holder.duetPurges ??= { count: 0, last: new Map(), floor: 0 };
const purges = holder.duetPurges;

/** More tags than this are forgotten all at once, and every answer with them. */
const MOST = 50_000;

/** The moment an answer is begun, to be kept beside it. */
export function moment(): number {
  return purges.count;
}

/** Notes that what carries these tags is stale from now on. */
export function notePurge(tags: readonly string[]): void {
  purges.count++;
  if (purges.last.size + tags.length > MOST) {
    purges.last.clear();
    purges.floor = purges.count;
  }
  for (const tag of tags) purges.last.set(tag, purges.count);
}

/** Whether an answer that was begun at `since` and carries these tags still says what is. */
export function isFresh(tags: readonly string[], since: number): boolean {
  if (since < purges.floor) return false;
  return tags.every((tag) => (purges.last.get(tag) ?? 0) <= since);
}

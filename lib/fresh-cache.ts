interface Found<V> {
  value: V;
  /** The names of what it was made of: a change of any of them forgets it. */
  madeOf: readonly string[];
}

interface Entry<V> extends Found<V> {
  until: number;
}

export interface FreshCacheOptions {
  /** The most entries; the longest unused makes room. */
  most: number;
  /** Milliseconds after which an entry is asked for anew, whatever was heard of it. */
  lifetime: number;
  now?: () => number;
}

/**
 * A bounded memory of answers that must not outlive a change of what they were made of. An answer
 * whose reading began before a change and ended after it is given to who asked, and not kept.
 */
export class FreshCache<V> {
  readonly #options: Required<FreshCacheOptions>;
  readonly #entries = new Map<string, Entry<V>>();
  /** The keys that were made of a name. */
  readonly #keys = new Map<string, Set<string>>();
  /** What has changed since, for each reading that is under way. */
  readonly #underWay = new Set<Set<string>>();

  constructor(options: FreshCacheOptions) {
    this.#options = { now: Date.now, ...options };
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is known under the key; undefined when nothing is, or not recently enough. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#drop(key);
    if (entry.until <= this.#options.now()) return undefined;
    this.#keep(key, entry); // as the one used last
    return entry.value;
  }

  /** Reads it, and keeps it unless it is null or something it was made of changed meanwhile. */
  async read(key: string, read: () => Promise<Found<V> | null>): Promise<V | null> {
    const changed = new Set<string>();
    this.#underWay.add(changed);
    try {
      // From the beginning of the reading, since what it saw is as old as that.
      const until = this.#options.now() + this.#options.lifetime;
      const found = await read();
      if (!found) return null;
      const fresh = !changed.has("*") && !found.madeOf.some((name) => changed.has(name));
      if (fresh) this.#keep(key, { ...found, until });
      return found.value;
    } finally {
      this.#underWay.delete(changed);
    }
  }

  /** Forgets what was made of any of these; `*` is everything. */
  forget(names: readonly string[]): void {
    for (const changed of this.#underWay) for (const name of names) changed.add(name);
    if (names.includes("*")) {
      this.#entries.clear();
      this.#keys.clear();
      return;
    }
    for (const name of names) for (const key of this.#keys.get(name) ?? []) this.#drop(key);
  }

  #keep(key: string, entry: Entry<V>): void {
    this.#drop(key);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.#options.most) this.#drop(oldest);
    this.#entries.set(key, entry);
    for (const name of entry.madeOf) {
      const keys = this.#keys.get(name) ?? new Set();
      this.#keys.set(name, keys.add(key));
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    for (const name of entry.madeOf) {
      const keys = this.#keys.get(name);
      keys?.delete(key);
      if (keys?.size === 0) this.#keys.delete(name);
    }
  }
}

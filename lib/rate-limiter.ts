import type { Standing } from "#lib/errors";

/** Where all instances count together. */
export interface SharedCount {
  /** Adds to a key's count; the count of everybody after it, and the milliseconds until it ends. */
  add(key: string, points: number): Promise<{ count: number; endsIn: number }>;
}

export interface Limit {
  policy: string;
  /** Requests in one window of a minute. */
  quota: number;
  /** Asks the shared count at every request. */
  exact?: boolean;
}

export interface LimiterOptions {
  shared: SharedCount;
  onError(error: unknown): void;
  /** Milliseconds since any fixed time. */
  now?: () => number;
  /** The clients remembered at a time. */
  most?: number;
}

interface Count {
  /** Of all instances, as far as this one knows, with its own. */
  count: number;
  /** Counted here and not yet said to the others; below zero after a refund. */
  unsent: number;
  endsAt: number;
}

const WINDOW = 60_000;

/** For this long (milliseconds) nothing is shared after a failure: nobody waits for a database that is away. */
const PAUSE = 5_000;

/**
 * Counts requests in fixed windows of a minute, in memory first. What was counted is added to the shared
 * count in lots of a twentieth of the quota (of 600 reads: each 30th), and the request that completes a
 * lot waits for the answer; a client who stays below never costs a database write, a refused one neither.
 * So every instance may let through one lot more than the quota, and a quota below 40 is exact. While the
 * shared count cannot be reached, each instance counts for itself.
 */
export class RateLimiter {
  readonly limit: Limit;
  readonly #options: Required<LimiterOptions>;
  readonly #lot: number;
  readonly #counts = new Map<string, Count>();
  #pausedUntil = 0;

  constructor(limit: Limit, options: LimiterOptions) {
    this.limit = limit;
    this.#lot = limit.exact ? 1 : Math.max(1, Math.floor(limit.quota / 20));
    this.#options = { now: () => performance.now(), most: 20_000, ...options };
  }

  /**
   * Counts one request, or what is as much as several: all of it or nothing, and never more than the
   * quota, which a whole window would not be enough for. Not allowed: it was not counted here.
   */
  async take(key: string, times = 1): Promise<{ allowed: boolean; standing: Standing }> {
    const mine = this.#current(key);
    const points = Math.min(times, this.limit.quota);
    if (mine.count + points > this.limit.quota) {
      return { allowed: false, standing: this.#standing(mine) };
    }
    mine.count += points;
    mine.unsent += points;
    let place = mine.count;
    if (mine.unsent >= this.#lot) place = (await this.#share(key, mine)) ?? place;
    return { allowed: place <= this.limit.quota, standing: this.#standing(mine) };
  }

  /** Takes one request back. The others hear of it with the next lot. */
  refund(key: string): Standing {
    const mine = this.#current(key);
    if (mine.count > 0) {
      mine.count -= 1;
      mine.unsent -= 1;
    }
    return this.#standing(mine);
  }

  /** The count of everybody, right after ours was added; undefined when nobody could be asked. */
  async #share(key: string, mine: Count): Promise<number | undefined> {
    const { shared, now, onError } = this.#options;
    if (now() < this.#pausedUntil) return undefined;
    const sent = mine.unsent;
    mine.unsent = 0;
    try {
      const { count, endsIn } = await shared.add(key, sent);
      mine.count = count + mine.unsent;
      mine.endsAt = now() + endsIn;
      return count;
    } catch (error) {
      mine.unsent += sent;
      this.#pausedUntil = now() + PAUSE;
      onError(error);
      return undefined;
    }
  }

  #current(key: string): Count {
    const now = this.#options.now();
    const known = this.#counts.get(key);
    if (known && known.endsAt > now) return known;
    const fresh = { count: 0, unsent: 0, endsAt: now + WINDOW };
    this.#counts.delete(key);
    this.#makeRoom();
    this.#counts.set(key, fresh);
    return fresh;
  }

  /** Whoever came first is forgotten: a stranger may come from any number of addresses. */
  #makeRoom(): void {
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined && this.#counts.size >= this.#options.most) {
      this.#counts.delete(oldest);
    }
  }

  #standing({ count, endsAt }: Count): Standing {
    const { policy, quota } = this.limit;
    const remaining = Math.max(0, quota - count);
    const resets = Math.max(1, Math.ceil((endsAt - this.#options.now()) / 1000));
    return { policy, quota, window: WINDOW / 1000, remaining, resets };
  }
}

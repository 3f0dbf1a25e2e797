import type { Actor } from "#lib/actor";
import { FreshCache } from "#lib/fresh-cache";

/** A good token, and whom it stands for. */
export interface KnownToken {
  secretHash: string;
  /** Milliseconds of the epoch. */
  expiresAt: number;
  lastUsedAt: number | null;
  actor: Extract<Actor, { kind: "token" }>;
}

// Shared by what Next bundles and by the server in front, which hears of other instances' changes.
const holder = globalThis as typeof globalThis & { duetTokens?: FreshCache<KnownToken> };

/**
 * The tokens that were used lately, by id; made of `token:<id>` and `user:<id>`. The pipeline
 * forgets what its events are about, and the database tells of every other change (LISTEN/NOTIFY);
 * 5 s is how long a change goes unnoticed when that connection is down. docs/decisions/0021
 */
holder.duetTokens ??= new FreshCache<KnownToken>({ most: 1_000, lifetime: 5_000 });
export const knownTokens: FreshCache<KnownToken> = holder.duetTokens;

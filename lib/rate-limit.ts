import type { Actor } from "#lib/actor";
import { env } from "#lib/env";
import { AppError, type Standing } from "#lib/errors";
import { limitHeaders } from "#lib/http";
import { log } from "#lib/log";
import { postgresCount } from "#lib/rate-limit-store";
import { type LimiterOptions, RateLimiter } from "#lib/rate-limiter";

type Policy = "reads" | "writes" | "sign-in";

interface Limits {
  of: Record<Policy, RateLimiter>;
  close(): Promise<void>;
}

// One set of counts a process: Next bundles this module for pages and for routes, each for itself.
const holder = globalThis as typeof globalThis & { duetRateLimits?: Limits };

/** Null with RATE_LIMIT=off. */
function limits(): Limits["of"] | null {
  const settings = env();
  if (settings.RATE_LIMIT === "off") return null;
  if (!holder.duetRateLimits) {
    const onError = (error: unknown) =>
      log.warn(
        { err: error },
        "the shared rate limits are out of reach: this instance counts alone",
      );
    const { close, ...shared } = postgresCount(settings.DATABASE_URL ?? "", onError);
    holder.duetRateLimits = { of: rateLimits(settings, { shared, onError }), close };
  }
  return holder.duetRateLimits.of;
}

/** Closes the connections that counts were shared over. */
export async function closeRateLimits(): Promise<void> {
  await holder.duetRateLimits?.close();
  holder.duetRateLimits = undefined;
}

interface Quotas {
  RATE_LIMIT_READS: number;
  RATE_LIMIT_WRITES: number;
  RATE_LIMIT_SIGN_IN: number;
}

/** The three limits. Reads are counted in lots; a write costs a transaction anyway, and an attempt to sign in must be exact. */
function rateLimits(quotas: Quotas, options: LimiterOptions): Record<Policy, RateLimiter> {
  const { RATE_LIMIT_READS, RATE_LIMIT_WRITES, RATE_LIMIT_SIGN_IN } = quotas;
  return {
    reads: new RateLimiter({ policy: "reads", quota: RATE_LIMIT_READS }, options),
    writes: new RateLimiter({ policy: "writes", quota: RATE_LIMIT_WRITES, exact: true }, options),
    "sign-in": new RateLimiter(
      { policy: "sign-in", quota: RATE_LIMIT_SIGN_IN, exact: true },
      options,
    ),
  };
}

/** A request that was counted. */
export interface Turn {
  standing: Standing;
  /** Takes one request back: it cost nothing. */
  refund(): Standing;
}

interface Asked {
  name: string;
  kind: "read" | "write" | "batch";
}

/**
 * Counts a request for an operation: a person's or a token's by its owner, a guest's by the address that the
 * server in front wrote into `X-Forwarded-For`. Making a token, or another secret for one, counts as signing in, by address. Null when
 * nothing is counted: limits are off, or somebody asks for the server's health. What acts on many things
 * counts as many times. Throws `rate_limited`.
 */
export async function takeTurn(
  operation: Asked,
  actor: Actor,
  headers: Headers,
  times = 1,
): Promise<Turn | null> {
  if (operation.name.startsWith("health.")) return null;
  if (/^tokens\.(create|rotate)$/.test(operation.name)) return takeSignIn(headers);
  const key = actor.kind === "guest" ? addressOf(headers) : actor.id;
  return take(operation.kind === "read" ? "reads" : "writes", key, times);
}

/** The answer to a request that was counted, with the headers that say so; a 304 costs nothing. */
export function counted(response: Response, turn: Turn | null): Response {
  if (!turn) return response;
  const standing = response.status === 304 ? turn.refund() : turn.standing;
  for (const [name, value] of limitHeaders(standing)) response.headers.set(name, value);
  return response;
}

/** Counts an attempt to sign in, or a token that opens nothing, by address. Throws `rate_limited`. */
export function takeSignIn(headers: Headers): Promise<Turn | null> {
  return take("sign-in", addressOf(headers));
}

function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for") ?? "unknown";
}

async function take(policy: Policy, who: string, times = 1): Promise<Turn | null> {
  const limiter = limits()?.[policy];
  if (!limiter) return null;
  const key = `${policy}:${who}`;
  const { allowed, standing } = await limiter.take(key, times);
  if (allowed) return { standing, refund: () => limiter.refund(key) };
  const when = standing.resets === 1 ? "a second" : `${standing.resets} seconds`;
  throw new AppError("rate_limited", `That was a lot at once. Please try again in ${when}.`, {
    limit: standing,
    retryAfter: standing.resets,
  });
}

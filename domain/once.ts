import { createHash } from "node:crypto";
import type { Actor } from "#lib/actor";
import { type Database, db, lockName, type Tx, tryLockName } from "#lib/db";
import { AppError, type ErrorCode, type ErrorDetails } from "#lib/errors";
import { seal, unseal } from "#lib/seal";

/** How long what a keyed write led to is told again: 24 hours, in milliseconds. */
export const ONCE_LIFETIME = 24 * 60 * 60 * 1000;

/** Under which key a call happens once. */
export interface Once {
  /** For one actor and one operation. */
  key: string;
  /**
   * `program`: the same key with another input is refused, a refusal is told again as well, and while
   * the first call runs the second is told so. `person`: a form was sent twice; another input is
   * another form, what was refused may be tried again, and the second waits for the first.
   */
  sentBy: "program" | "person";
  /** In milliseconds; 24 hours unless it says less. */
  lifetime?: number;
}

/** A call's place among the keys. */
export interface Claim extends Required<Once> {
  actorId: string;
  route: string;
  requestHash: string;
}

/** What a call led to: a value, or a refusal that would be the same again. */
type Kept<V> =
  | { value: V }
  | { refused: { code: ErrorCode; message: string; details: Pick<ErrorDetails, Telling> } };

/** What a client is told of a refusal. */
type Telling = "fields" | "version" | "missing";

/**
 * Refusals that the operation itself decided on. Not a stale If-Match, which is retried with a fresh
 * one; and nothing that came before the operation (sign-in, the input's form, limits) gets here.
 */
const decided = new Set<ErrorCode>(["forbidden", "not_found", "conflict", "gone", "invalid"]);

/**
 * The claim of a call. The input is hashed with its keys in order, and a file by its bytes: the same
 * content is the same request.
 */
export async function claimOf(
  route: string,
  actor: Exclude<Actor, { kind: "guest" }>,
  once: Once,
  input: unknown,
): Promise<Claim> {
  const content = JSON.stringify([route, ordered(await withBytes(input))]);
  const requestHash = createHash("sha256").update(content).digest("hex");
  // A token's answers are its own: another token of the same person may hold other scopes.
  const actorId = actor.kind === "token" ? `token:${actor.tokenId}` : `person:${actor.id}`;
  const key = once.sentBy === "person" ? `form:${once.key}:${requestHash}` : once.key;
  return { lifetime: ONCE_LIFETIME, ...once, key, actorId, route, requestHash };
}

/** An input with the bytes of the files that are its fields, which a file itself gives only in time. */
async function withBytes(input: unknown): Promise<unknown> {
  if (typeof input !== "object" || input === null) return input;
  const fields = Object.entries(input).map(async ([key, value]) => [
    key,
    value instanceof Blob ? await value.bytes() : value,
  ]);
  return Object.fromEntries(await Promise.all(fields));
}

function ordered(value: unknown): unknown {
  if (value instanceof Uint8Array) return createHash("sha256").update(value).digest("hex");
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // As pairs: in an object a key named __proto__ would be lost.
  return { object: entries.map(([key, each]) => [key, ordered(each)]) };
}

/** What an earlier call under this claim led to, if any did within its lifetime. */
export async function findKept<V>(tx: Tx | Database, claim: Claim): Promise<Kept<V> | null> {
  const { actorId, route, key, requestHash, lifetime } = claim;
  const row = await tx.idempotencyKey.findUnique({
    where: { actorId_route_key: { actorId, route, key } },
    select: { requestHash: true, outcome: true, createdAt: true },
  });
  if (!row || row.createdAt.getTime() < Date.now() - lifetime) return null;
  if (row.requestHash !== requestHash) {
    throw new AppError(
      "idempotency_mismatch",
      "This Idempotency-Key was sent with another request before; a new request needs a new key.",
    );
  }
  const outcome = unseal(row.outcome, PURPOSE, placeOf(claim));
  if (outcome !== null) return JSON.parse(outcome) as Kept<V>;
  throw new AppError(
    "conflict",
    "This was done before, but its answer can no longer be read: the site's secret has changed.",
  );
}

/** The value of an earlier call, or its refusal again. */
export function replay<V>(kept: Kept<V>): { value: V } {
  if ("value" in kept) return kept;
  const { code, message, details } = kept.refused;
  throw new AppError(code, message, { ...details, replayed: true });
}

/**
 * Runs a write and keeps what it leads to, in one transaction: killed at any moment, either both
 * are there or neither. A lock of the transaction holds a second call with the same claim off, in
 * this process or another, and is gone when the process is.
 */
export async function happenOnce<V, O extends { value: V; replayed: boolean; happenings: unknown }>(
  claim: Claim,
  happen: (tx: Tx) => Promise<O>,
): Promise<O | { value: V; replayed: true; happenings: [] }> {
  const outcome = await db().$transaction(async (tx): Promise<Settled<V, O>> => {
    await hold(tx, claim);
    const kept = await findKept<V>(tx, claim);
    if (kept) return { kept };
    await tx.$executeRaw`savepoint before_it_happens`;
    try {
      const done = await happen(tx);
      await keep(tx, claim, { value: done.value });
      return { done };
    } catch (error) {
      if (claim.sentBy === "person" || !isDecided(error)) throw error;
      await tx.$executeRaw`rollback to savepoint before_it_happens`;
      const { fields, version, missing } = error.details;
      const details = JSON.parse(JSON.stringify({ fields, version, missing }));
      await keep(tx, claim, { refused: { code: error.code, message: error.message, details } });
      // Thrown after the commit: what is thrown in here is rolled back, and the refusal with it.
      return { error };
    }
  });
  if ("error" in outcome) throw outcome.error;
  if ("done" in outcome) return outcome.done;
  return { ...replay<V>(outcome.kept), happenings: [], replayed: true };
}

/** How a keyed transaction ended: it had happened before, it happened, or it was refused. */
type Settled<V, O> = { kept: Kept<V> } | { done: O } | { error: AppError };

/** Whether an operation itself refused, so that it would again. */
export function isDecided(error: unknown): error is AppError {
  return error instanceof AppError && decided.has(error.code);
}

async function hold(tx: Tx, claim: Claim): Promise<void> {
  const name = `once:${placeOf(claim)}`;
  if (claim.sentBy === "person") return lockName(tx, name);
  if (await tryLockName(tx, name)) return;
  throw new AppError("in_flight", "A request with this Idempotency-Key is still running.", {
    retryAfter: 1,
  });
}

/** How many expired rows a write takes along: more than it makes, so that none stay. */
const SWEPT = 20;

/** Keeps what a call led to; in the transaction of its changes, where it has one. */
export async function keep(tx: Tx, claim: Claim, kept: Kept<unknown>): Promise<void> {
  const { actorId, route, key, requestHash } = claim;
  const outcome = seal(JSON.stringify(kept), PURPOSE, placeOf(claim));
  const row = { requestHash, outcome, createdAt: new Date() };
  await tx.idempotencyKey.upsert({
    where: { actorId_route_key: { actorId, route, key } },
    create: { actorId, route, key, ...row },
    update: row,
    select: { key: true },
  });
  const expired = new Date(Date.now() - ONCE_LIFETIME);
  // What another write sweeps at this moment is left to it.
  await tx.$executeRaw`
    delete from idempotency_keys where (actor_id, route, key) in (
      select actor_id, route, key from idempotency_keys where created_at < ${expired}
      order by created_at limit ${SWEPT} for update skip locked)`;
}

const PURPOSE = "once";

function placeOf({ actorId, route, key }: Claim): string {
  return JSON.stringify([actorId, route, key]);
}

import { createHash } from "node:crypto";
import type { Actor } from "#lib/actor";
import { type Database, db, lockKey, sql, type Tx, transaction } from "#lib/db";
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
  /** A long text or a file: to prepare it once more costs more than to look first whether it was done. */
  large: boolean;
}

/** What one call may send before it is large, in characters. */
const LARGE = 16_384;

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
  const large = content.length > LARGE || hasFile(input);
  return { lifetime: ONCE_LIFETIME, ...once, key, actorId, route, requestHash, large };
}

function hasFile(input: unknown): boolean {
  return typeof input === "object" && Object.values(input ?? {}).some((it) => it instanceof Blob);
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

/** What is kept under a claim. */
interface KeptRow {
  hash: string;
  outcome: Uint8Array;
  since: Date;
}

/** What an earlier call under this claim led to, if any did within its lifetime. */
export async function findKept<V>(tx: Tx | Database, claim: Claim): Promise<Kept<V> | null> {
  const { actorId, route, key } = claim;
  const [row] = await sql<KeptRow>(tx)`
    select request_hash as hash, outcome, created_at as since from idempotency_keys
    where actor_id = ${actorId} and route = ${route} and key = ${key}`;
  return row ? open<V>(row, claim) : null;
}

/** What a row says, within its lifetime; throws when it is of another request. */
function open<V>(row: KeptRow, claim: Claim): Kept<V> | null {
  if (row.since.getTime() < Date.now() - claim.lifetime) return null;
  if (row.hash !== claim.requestHash) {
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
 * are there or neither; `happen` ends with `settle`. A lock of the transaction holds a second call with the same claim off, in
 * this process or another, and is gone when the process is. A program's refusal is kept as well,
 * when all that led to it is rolled back.
 */
export async function happenOnce<V, O extends { value: V; replayed: boolean; happenings: unknown }>(
  claim: Claim,
  happen: (tx: Tx) => Promise<O>,
): Promise<O | { value: V; replayed: true; happenings: [] }> {
  const outcome = await transaction(async (tx): Promise<{ kept: Kept<V> } | { done: O }> => {
    const kept = await hold<V>(tx, claim);
    return kept ? { kept } : { done: await happen(tx) };
  }).catch(async (error): Promise<{ overtaken: true }> => {
    if (error instanceof Overtaken) return { overtaken: true };
    if (claim.sentBy === "person" || !isDecided(error)) throw error;
    const { fields, version, missing } = error.details;
    const details = JSON.parse(JSON.stringify({ fields, version, missing }));
    const refused = { code: error.code, message: error.message, details };
    if (await keep(claim, { refused })) throw error;
    return { overtaken: true };
  });
  if ("done" in outcome) return outcome.done;
  const kept = "kept" in outcome ? outcome.kept : await findKept<V>(db(), claim);
  if (!kept) throw new Error(`What ${claim.route} led to was kept, and is gone.`);
  return { ...replay(kept), happenings: [], replayed: true };
}

/** Another call with the same claim ended between our look for one and our lock. */
class Overtaken extends Error {}

/** Whether an operation itself refused, so that it would again. */
export function isDecided(error: unknown): error is AppError {
  return error instanceof AppError && decided.has(error.code);
}

/** Holds a claim for this transaction; what an earlier call led to, a form having waited for it. */
async function hold<V>(tx: Tx, claim: Claim): Promise<Kept<V> | null> {
  const { actorId, route, key, sentBy } = claim;
  const name = lockKey(`once:${placeOf(claim)}`);
  if (sentBy === "person") {
    await sql(tx)`select pg_advisory_xact_lock(${name}::bigint)`;
    return findKept<V>(tx, claim);
  }
  // In one statement, which may not see who ended while the lock was taken: he is met by `settle`.
  const [row] = await sql<{ free: boolean } & (KeptRow | Record<keyof KeptRow, null>)>(tx)`
    select held.free, k.request_hash as hash, k.outcome, k.created_at as since
    from (select pg_try_advisory_xact_lock(${name}::bigint) as free) held
    left join idempotency_keys k
      on k.actor_id = ${actorId} and k.route = ${route} and k.key = ${key}`;
  const kept = row?.hash ? open<V>(row, claim) : null;
  if (kept || row?.free) return kept;
  throw new AppError("in_flight", "A request with this Idempotency-Key is still running.", {
    retryAfter: 1,
  });
}

/** What a write leaves beside its changes. */
export interface Traces {
  /** Rows of the table of events. */
  events: object[];
  /** The cache tags they touch. */
  tags: string[];
  /** What it led to, to be kept under its claim. */
  keeping?: { claim: Claim; kept: Kept<unknown> } | undefined;
}

/**
 * Ends a write, in the transaction of its changes: records its events, tells other processes at the
 * commit (LISTEN/NOTIFY) and keeps what it led to. All in one statement, for every write of the blog
 * ends with it. Throws when what another call with the same claim led to is kept already: that counts.
 */
export async function settle(tx: Tx | Database, { events, tags, keeping }: Traces): Promise<void> {
  if (events.length === 0 && !keeping) return;
  // A notification carries 8000 bytes at most; a change that touches more says “everything”.
  const names = JSON.stringify(tags);
  const payload = Buffer.byteLength(names) < 7_900 ? names : '["*"]';
  const { claim, kept } = keeping ?? {};
  const now = new Date();
  const [ended] = await sql<{ kept: number }>(tx)`
    with stored as (
      insert into events (type, actor_kind, actor_id, token_id, subject_type, subject_id,
        visibility, payload, tags, request_id)
      select type, actor_kind, actor_id, token_id, subject_type, subject_id, visibility,
        payload, tags, request_id
      from jsonb_populate_recordset(null::events, ${JSON.stringify(events)}::jsonb)),
    kept as (
      insert into idempotency_keys as k (actor_id, route, key, request_hash, outcome, created_at)
      select ${claim?.actorId}::text, ${claim?.route}::text, ${claim?.key}::text,
        ${claim?.requestHash}::text,
        ${claim ? seal(JSON.stringify(kept), PURPOSE, placeOf(claim)) : null}::bytea,
        ${now}::timestamptz
      where ${claim !== undefined}::boolean
      on conflict (actor_id, route, key) do update
        set request_hash = excluded.request_hash, outcome = excluded.outcome,
          created_at = excluded.created_at
        where k.created_at < ${new Date(now.getTime() - (claim?.lifetime ?? 0))}::timestamptz
      returning 1)
    select (select count(*) from kept)::int as kept,
      case when ${tags.length > 0}::boolean then pg_notify('duet', ${payload})::text end as told`;
  if (claim && ended?.kept !== 1) throw new Overtaken();
}

/** Keeps what a call led to that has no transaction; false when another call's outcome is kept and counts. */
export async function keep(claim: Claim, kept: Kept<unknown>): Promise<boolean> {
  try {
    await settle(db(), { events: [], tags: [], keeping: { claim, kept } });
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

/** How many rows go with one statement: few enough to hold nobody up. */
const SWEPT = 1_000;

/** Forgets the keys whose day is over; answers with their number. */
export async function sweepKeys(now = Date.now()): Promise<number> {
  const expired = new Date(now - ONCE_LIFETIME);
  for (let total = 0; ; ) {
    // What another instance sweeps at this moment is left to it.
    const swept = await db().$executeRaw`
      delete from idempotency_keys where (actor_id, route, key) in (
        select actor_id, route, key from idempotency_keys where created_at < ${expired}
        order by created_at limit ${SWEPT} for update skip locked)`;
    total += swept;
    if (swept < SWEPT) return total;
  }
}

const PURPOSE = "once";

function placeOf({ actorId, route, key }: Claim): string {
  return JSON.stringify([actorId, route, key]);
}

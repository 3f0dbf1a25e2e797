import { z } from "zod";
import { type DomainEvent, type Happening, happened } from "#domain/events";
import {
  claimOf,
  findKept,
  happenOnce,
  isDecided,
  keep,
  type Once,
  replay,
  settle,
} from "#domain/once";
import { type Actor, isScope, may, type Permission } from "#lib/actor";
import { type Database, db, inTurn, type Tx, transaction } from "#lib/db";
import { explainDatabaseError, isRace } from "#lib/db-errors";
import { AppError, type FieldError } from "#lib/errors";
import { knownTokens } from "#lib/known-tokens";
import { log } from "#lib/log";

/**
 * `public` admits everybody, `session` whoever signed in himself, `visitor` whoever is in the lab,
 * `system` the clock alone (doors/clock.ts); a permission admits who holds it.
 */
export type Gate = "public" | "session" | "visitor" | "system" | Permission;

interface Shared<I extends z.ZodType, O extends z.ZodType> {
  /** The noun and the verb: `posts.update`. */
  name: string;
  /** Required: an operation without a gate does not compile. */
  gate: Gate;
  /** Strict: unknown keys are refused. */
  input: I;
  /** The allow-list of what leaves. */
  output: O;
}

interface ReadContext<I extends z.ZodType> {
  actor: Actor;
  input: z.output<I>;
  tx: Database;
}

interface WriteContext<I extends z.ZodType, P> {
  actor: Known;
  input: z.output<I>;
  tx: Tx;
  prepared: P;
  /** Says what happened. Purges, webhooks, the stream and the audit log follow from it. */
  emit(event: DomainEvent): void;
  /** Fails when the thing has moved on since the caller read it (If-Match, or `version` in the input). */
  checkVersion(current: number): void;
}

/** Whoever is not a guest. */
export type Known = Exclude<Actor, { kind: "guest" }>;

/** Reads: no transaction, no events. `audience` says whether guests may share one stored answer. */
export interface Read<I extends z.ZodType, O extends z.ZodType> extends Shared<I, O> {
  kind: "read";
  audience: "shared" | "private";
  representations?: Representations<z.output<O>>;
  /**
   * The cache tags (domain/events.ts) of all that the value shows. With them a door may keep the answer
   * until one is purged; without, every call asks the database.
   */
  cacheTags?(value: z.output<O>, input: z.output<I>): string[];
  run(context: ReadContext<I>): Promise<z.input<O>>;
}

/** What a value can be read as besides JSON: texts of these media types, the preferred first. */
export interface Representations<V> {
  media: readonly string[];
  text(value: V, media: string): string;
}

/** Writes: one transaction with the events in it. `prepare` does slow work before it begins. */
export interface Write<I extends z.ZodType, O extends z.ZodType, P = unknown> extends Shared<I, O> {
  kind: "write";
  gate: Exclude<Gate, "public">;
  prepare?(context: { actor: Known; input: z.output<I> }): Promise<P>;
  run(context: WriteContext<I, P>): Promise<z.input<O>>;
}

/** What became of one of many things. */
export type Each<O extends z.ZodType> =
  | { ok: true; value: z.output<O> }
  | { ok: false; error: AppError };

interface BatchContext<I extends z.ZodType> {
  actor: Known;
  input: z.output<I>;
  /** Performs a write on one of the things: admitted, stored and recorded as if it had come alone. */
  each<J extends z.ZodType, P extends z.ZodType>(
    operation: Write<J, P>,
    input: z.input<J> & { id: string },
  ): Promise<Each<P>>;
}

/** Many writes behind one call, each in a transaction of its own: one that fails stops no other. */
export interface Batch<I extends z.ZodType, O extends z.ZodType> extends Shared<I, O> {
  kind: "batch";
  gate: Exclude<Gate, "public">;
  /** On how many things an input acts: it counts as so many writes. */
  items(input: z.output<I>): number;
  run(context: BatchContext<I>): Promise<z.input<O>>;
}

export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> =
  | Read<I, O>
  | Write<I, O>
  | Batch<I, O>;

/** Declares a read; `audience` defaults to shared for a public gate and private for any other. */
export function read<I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<Read<I, O>, "kind" | "audience"> & Partial<Pick<Read<I, O>, "audience">>,
): Read<I, O> {
  const audience = definition.gate === "public" ? "shared" : "private";
  return { kind: "read", audience, ...definition };
}

/** Declares a write. */
export function write<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  definition: Omit<Write<I, O, P>, "kind">,
): Write<I, O> {
  // P is known to the definition alone: what its `prepare` returns goes to its own `run`.
  return { kind: "write", ...definition } as Write<I, O>;
}

/** Declares a batch. */
export function batch<I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<Batch<I, O>, "kind">,
): Batch<I, O> {
  return { kind: "batch", ...definition };
}

export interface Call {
  actor: Actor;
  input: unknown;
  /** From If-Match: the versions of which one must be current. */
  expectedVersions?: readonly number[];
  requestId?: string;
  /** Repeated with the same key, a write happens once and leads to the same again. */
  once?: Once;
  /** Counts the call as the writes that a batch turns out to be, where they are limited. */
  countAs?(writes: number): Promise<void>;
}

/** What a call leads to: the projected value, and the events it recorded. */
export interface Outcome<O extends z.ZodType> {
  value: z.output<O>;
  happenings: Happening[];
  /** The cache tags of what a read shows; undefined when its answer is not to be kept. */
  cacheTags?: string[];
  /** Whether an earlier call did it, and this one only tells what came of it. */
  replayed: boolean;
  /** Of a batch: some of it failed. */
  mixed?: boolean;
}

/**
 * The one way to run an operation, whatever the door: admit, parse, run, record, project.
 * Throws AppError for everything a caller may cause; anything else is ours.
 */
export async function perform<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  call: Call,
): Promise<Outcome<O>> {
  admit(call.actor, operation.gate);
  const input = parse(operation.input, call.input);
  try {
    if (operation.kind === "read") {
      const found = await operation.run({ actor: call.actor, input, tx: db() });
      const value = project(operation, found);
      const cacheTags = operation.cacheTags?.(value, input);
      return { value, happenings: [], replayed: false, cacheTags };
    }
    if (operation.kind === "batch") return await performBatch(operation, call, input);
    return await performWrite(operation, call, input);
  } catch (error) {
    throw explainDatabaseError(error);
  }
}

async function performWrite<I extends z.ZodType, O extends z.ZodType>(
  operation: Write<I, O>,
  call: Call,
  input: z.output<I>,
): Promise<Outcome<O>> {
  const actor = known(call.actor);
  const claim = call.once && (await claimOf(operation.name, actor, call.once, call.input));
  const earlier = claim?.large && (await findKept<z.output<O>>(db(), claim));
  if (earlier) return { ...replay(earlier), happenings: [], replayed: true };
  const prepared = await operation.prepare?.({ actor, input });

  async function happen(tx: Tx) {
    const events: DomainEvent[] = [];
    const found = await operation.run({
      actor,
      input,
      tx,
      prepared,
      emit: (event) => events.push(event),
      checkVersion: (current) => checkVersion(current, call, input),
    });
    const value = project(operation, found);
    const happenings = events.map(happened);
    await settle(tx, {
      events: eventRows(happenings, actor, call.requestId),
      tags: [...new Set(happenings.flatMap(({ tags }) => tags))],
      keeping: claim && { claim, kept: { value } },
    });
    return { value, happenings, replayed: false };
  }

  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await inTurn(() =>
        claim ? happenOnce<z.output<O>, Outcome<O>>(claim, happen) : transaction(happen),
      );
      // Who somebody is, and what his token may, is remembered: from the answer on it is asked anew.
      knownTokens.forget(
        outcome.happenings.map(({ subjectType, subjectId }) => `${subjectType}:${subjectId}`),
      );
      return outcome;
    } catch (error) {
      // A deadlock, two writers who chose one slug, an answer to what was deleted in the same moment:
      // nothing was stored, and a second try sees what the other one did.
      if (attempt < 4 && isRace(error)) continue;
      throw error;
    }
  }
}

async function performBatch<I extends z.ZodType, O extends z.ZodType>(
  operation: Batch<I, O>,
  call: Call,
  input: z.output<I>,
): Promise<Outcome<O>> {
  if (call.expectedVersions) {
    throw new AppError("bad_request", "If-Match is about one thing; this is about many.");
  }
  const actor = known(call.actor);
  const claim = call.once && (await claimOf(operation.name, actor, call.once, call.input));
  const earlier = claim && (await findKept<Pick<Outcome<O>, "value" | "mixed">>(db(), claim));
  if (earlier) return { ...replay(earlier).value, happenings: [], replayed: true };
  await call.countAs?.(operation.items(input));
  const happenings: Happening[] = [];
  let mixed = false;
  let replayed = true;
  let settled = true;
  const found = await operation.run({
    actor,
    input,
    async each(single, given) {
      // Ended half-way and repeated with the same key, what was done for one thing is not done again.
      const once = call.once && { ...call.once, key: `${call.once.key} ${given.id}` };
      try {
        const outcome = await perform(single, { ...call, input: given, ...(once && { once }) });
        happenings.push(...outcome.happenings);
        replayed &&= outcome.replayed;
        return { ok: true, value: outcome.value };
      } catch (error) {
        mixed = true;
        settled &&= isDecided(error);
        return { ok: false, error: expected(error, single.name, call) };
      }
    },
  });
  const value = project(operation, found);
  if (claim && settled) await keep(claim, { value: { value, mixed } });
  return { value, happenings, replayed: replayed && !mixed, mixed };
}

/** What the others of a batch go on after: a fault of ours is logged, and told without its words. */
function expected(error: unknown, operation: string, { requestId }: Call): AppError {
  if (error instanceof AppError) return error;
  log.error({ err: error, operation, requestId }, "one of a batch failed");
  return new AppError("internal", "Something went wrong on our side.");
}

/** Lets an actor pass a gate, or throws AppError: unauthenticated, forbidden. */
export function admit(actor: Actor, gate: Gate): void {
  if (gate === "public") return;
  if (actor.kind === "guest") throw new AppError("unauthenticated", "Sign in to do this.");
  if (gate === "session") {
    if (actor.kind === "session") return;
    throw personOnly();
  }
  if (gate === "visitor") {
    if (actor.kind === "visitor") return;
    throw new AppError("forbidden", "This is for visitors of the lab.");
  }
  if (gate === "system") {
    if (actor.kind === "system") return;
    throw new AppError("forbidden", "The blog does this by itself.");
  }
  if (may(actor, gate)) return;
  if (actor.kind === "token" && !isScope(gate)) throw personOnly();
  const who = actor.kind === "token" ? "This token" : `The role “${actor.role}”`;
  throw new AppError("forbidden", `${who} lacks the permission ${gate}.`, { missing: gate });
}

/** No scope would help. */
function personOnly(): AppError {
  return new AppError("forbidden", "Only a person who is signed in may do this, not a token.");
}

function known(actor: Actor): Known {
  if (actor.kind === "guest") throw new AppError("unauthenticated", "Sign in to do this.");
  return actor;
}

/** The only place where a Zod failure becomes a client's error. */
function parse<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap(fieldErrors);
  const detail = fields.map((field) => `${field.pointer}: ${field.detail}`).join(" ");
  throw new AppError("invalid", detail, { fields });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = pointerTo(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerTo([key])}`,
      code: "unknown_key",
      detail: "This field is not known here.",
    }));
  }
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return [
    {
      pointer,
      code: missing ? "required" : issue.code,
      detail: missing ? "This field is required." : issue.message,
    },
  ];
}

/** A JSON pointer (RFC 6901) to a path. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function checkVersion(current: number, call: Call, input: unknown): void {
  const moved = { version: current };
  if (call.expectedVersions && !call.expectedVersions.includes(current)) {
    throw new AppError("precondition_failed", "It has changed since you read it.", moved);
  }
  const claimed = (input as { version?: number }).version;
  if (claimed !== undefined && claimed !== current) {
    throw new AppError(
      "conflict",
      `It has changed since you opened it: you have version ${claimed}, now it is version ${current}.`,
      moved,
    );
  }
}

/** What happened, as rows of the table of events. */
function eventRows(happenings: Happening[], actor: Known, requestId: string | undefined): object[] {
  return happenings.map(({ subjectType, subjectId, ...happening }) => ({
    ...happening,
    subject_type: subjectType,
    subject_id: subjectId,
    actor_kind: actor.kind,
    actor_id: actor.kind === "system" ? null : actor.id,
    token_id: actor.kind === "token" ? actor.tokenId : null,
    request_id: requestId ?? null,
  }));
}

/** A projection that fails is our fault (500), never the caller's. */
function project<O extends z.ZodType>(operation: Operation<z.ZodType, O>, value: unknown) {
  const result = operation.output.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${operation.name} does not fit its output: ${z.prettifyError(result.error)}`);
}

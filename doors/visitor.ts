import { cookies } from "next/headers.js";
import type { z } from "zod";
import { tag } from "#domain/events";
import { createLabPost, listLabPosts } from "#domain/lab/operations";
import { labPanel } from "#domain/lab/queries";
import { type LabPanel, type LabPostView, labPanels } from "#domain/lab/schema";
import { type Call, type Operation, type Outcome, perform } from "#domain/operation";
import type { Actor } from "#lib/actor";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { tenths } from "#lib/lab/times";
import { keepWire, watchStatements } from "#lib/lab/wires";
import { takeTurn } from "#lib/rate-limit";
import {
  newVisitorSecret,
  VISITOR_AGE,
  VISITOR_COOKIE,
  visitorIdOf,
  visitorSecret,
} from "#lib/visitor";

/** Whoever is in the lab, and the cookie to know him by again when he has none yet. */
interface Visit {
  actor: Actor;
  cookie: { name: string; value: string; options: CookieOptions } | null;
}

interface CookieOptions {
  httpOnly: true;
  sameSite: "lax";
  secure: boolean;
  path: "/";
  maxAge: number;
}

/**
 * The visitor of the lab behind a request, made up at the first call. An operation of the lab is given
 * this actor and no other, and no other operation is: whoever is signed in acts in the lab as a
 * visitor, and a visitor nowhere else. Counted by address as well, for a cookie is easily thrown away.
 */
export async function visit(operation: Operation, headers: Headers): Promise<Visit> {
  const origin = headers.get("origin");
  // A program without an Origin may come: there is nothing here that another site could want.
  if (origin !== null && origin !== new URL(env().AUTH_URL).origin) {
    throw new AppError("cross_origin", "This request comes from another site's page.");
  }
  await takeTurn(operation, { kind: "guest" }, headers);
  const known = visitorSecret(headers.get("cookie"));
  const secret = known ?? newVisitorSecret();
  return { actor: visitorActor(secret), cookie: known === null ? cookieOf(secret) : null };
}

function visitorActor(secret: string): Exclude<Actor, { kind: "guest" }> {
  const may = new Set<never>();
  return { kind: "visitor", id: visitorIdOf(secret), handle: "visitor", role: "reader", may };
}

function cookieOf(value: string): NonNullable<Visit["cookie"]> {
  const secure = env().AUTH_URL.startsWith("https:");
  const options = {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    maxAge: VISITOR_AGE,
  } as const;
  return { name: VISITOR_COOKIE, value, options };
}

/** A visitor's cookie as a Set-Cookie header (RFC 6265). */
export function setCookieOf({ name, value, options }: NonNullable<Visit["cookie"]>): string {
  const secure = options.secure ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${options.maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

interface Seen {
  door: "action" | "route";
  headers: Headers;
  /** The tags that the caller will purge, where they are not those of the events. */
  purges?: string[];
}

/** Performs an operation; of one of the lab's it is remembered what was done, for its visitor to see. */
export async function performSeen<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  call: Call & { requestId: string },
  seen: Seen,
): Promise<Outcome<O>> {
  const { actor } = call;
  if (actor.kind !== "visitor") return perform(operation, call);
  return watchStatements(async ({ started, statements }) => {
    const wire = {
      door: seen.door,
      operation: operation.name,
      origin: seen.headers.get("origin"),
      actor: `a visitor of the lab, ${actor.id.slice(0, 8)}…`,
      verdict: "ok",
      statements,
      events: [] as string[],
      tags: seen.purges ?? ([] as string[]),
      took: 0,
    };
    try {
      const outcome = await perform(operation, call);
      wire.events = outcome.happenings.map(({ type }) => type);
      wire.tags = seen.purges ?? [...new Set(outcome.happenings.flatMap(({ tags }) => tags))];
      if (outcome.replayed) wire.verdict = "ok, told again";
      return outcome;
    } catch (error) {
      wire.verdict = error instanceof AppError ? error.code : "internal";
      throw error;
    } finally {
      wire.took = tenths(performance.now() - started);
      keepWire(call.requestId, actor.id, wire);
    }
  });
}

/**
 * Writes a post on the throw-away blog of a known visitor, and purges nothing: an experiment shows
 * what comes of each way to do that. Returns the tag of the cached panels that show the post.
 * Throws AppError for whoever has no such blog yet, or too often.
 */
export async function writeUnpurged(
  door: Seen["door"],
  headers: Headers,
  input: unknown,
  purges: (panels: string) => string[],
): Promise<string> {
  const { actor, cookie } = await visit(createLabPost, headers);
  if (cookie || actor.kind !== "visitor") {
    throw new AppError("not_found", "You have no throw-away blog yet: write a post first.");
  }
  await takeTurn(createLabPost, actor, headers);
  const panels = tag.labPanels(actor.id);
  const requestId = headers.get("x-request-id") ?? crypto.randomUUID();
  const seen = { door, headers, purges: purges(panels) };
  await performSeen(createLabPost, { actor, input, requestId }, seen);
  return panels;
}

/** Whoever looks at a page of the lab; null before his first call. */
async function visitor() {
  // Not the request's header: in the answer to the action that made him a visitor he is one already.
  const cookie = (await cookies()).get(VISITOR_COOKIE);
  const secret = visitorSecret(cookie ? `${VISITOR_COOKIE}=${cookie.value}` : null);
  return secret === null ? null : visitorActor(secret);
}

/** The posts of the throw-away blog of whoever looks at a page of the lab; none before his first. */
export async function visitorPosts(): Promise<LabPostView[]> {
  const actor = await visitor();
  return actor ? (await perform(listLabPosts, { actor, input: {} })).value.data : [];
}

/**
 * What the cached panels say to whoever looks at a page of the lab; null before his first post, for
 * anybody can make up a cookie, and what is cached for it would take the blog's own place.
 */
export async function visitorPanels(): Promise<Record<LabPanel, string> | null> {
  const actor = await visitor();
  if (!actor || (await visitorPosts()).length === 0) return null;
  const names = Object.keys(labPanels) as LabPanel[];
  const said = names.map(async (name) => [name, await labPanel(actor.id, name)] as const);
  return Object.fromEntries(await Promise.all(said)) as Record<LabPanel, string>;
}

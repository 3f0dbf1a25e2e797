import { cookies } from "next/headers.js";
import type { z } from "zod";
import { listLabPosts } from "#domain/lab/operations";
import type { LabPostView } from "#domain/lab/schema";
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

function visitorActor(secret: string): Actor {
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

/** Performs an operation; of one of the lab's it is remembered what was done, for its visitor to see. */
export async function performSeen<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  call: Call & { requestId: string },
  seen: { door: "action" | "route"; headers: Headers },
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
      tags: [] as string[],
      took: 0,
    };
    try {
      const outcome = await perform(operation, call);
      wire.events = outcome.happenings.map(({ type }) => type);
      wire.tags = [...new Set(outcome.happenings.flatMap(({ tags }) => tags))];
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

/** The posts of the throw-away blog of whoever looks at a page of the lab; none before his first. */
export async function visitorPosts(): Promise<LabPostView[]> {
  // Not the request's header: in the answer to the action that made him a visitor he is one already.
  const cookie = (await cookies()).get(VISITOR_COOKIE);
  const secret = visitorSecret(cookie ? `${VISITOR_COOKIE}=${cookie.value}` : null);
  if (secret === null) return [];
  return (await perform(listLabPosts, { actor: visitorActor(secret), input: {} })).value.data;
}

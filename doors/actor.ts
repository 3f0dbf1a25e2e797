import { headers } from "next/headers.js";
import { cache } from "react";
import { auth } from "#auth";
import { findTokenActor } from "#domain/tokens/queries";
import { type Actor, guest, permissionsOf } from "#lib/actor";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { takeSignIn } from "#lib/rate-limit";

/** The person behind the session cookie, or a guest; asked of the database once a request. */
export const sessionActor = cache(async (): Promise<Actor> => {
  // Without a cookie there is nothing to ask Auth.js.
  if (!hasSessionCookie(await headers())) return guest;
  const session = await auth();
  // Never the truthiness of `session`: without a user it is somebody we do not know.
  if (!session?.user?.id) return guest;
  const { id, handle, role } = session.user;
  return { kind: "session", id, handle, role, may: permissionsOf(role) };
});

/**
 * Who sends a request: a bearer token, else the session cookie. A bad token is refused even beside
 * a good cookie; a cookie may change something only from our own pages, and with no body that a form
 * of another site could have sent.
 */
export async function requestActor(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return tokenActor(authorization, request.headers);
  if (!hasSessionCookie(request.headers)) return guest;
  const actor = await sessionActor();
  const safe = request.method === "GET" || request.method === "HEAD";
  if (actor.kind === "session" && !safe) {
    refuseForeignPages(request.headers);
    refuseFormBodies(request.headers);
  }
  return actor;
}

/** What a page can send to another site without asking it first (https://fetch.spec.whatwg.org/#cors-safelisted-request-header), but for multipart, which uploads need. */
function refuseFormBodies(headers: Headers): void {
  const type = headers.get("content-type") ?? "";
  if (!/^\s*(?:text\/plain|application\/x-www-form-urlencoded)\s*(?:;|$)/i.test(type)) return;
  throw new AppError("cross_origin", "With a session, send the body as application/json.");
}

/**
 * Refuses what another site makes a browser send: Next checks nothing for route handlers, and lets
 * a Server Action without an Origin pass. Browsers send Origin with every POST, PUT, PATCH, DELETE.
 */
export function refuseForeignPages(headers: Headers): void {
  const origin = headers.get("origin");
  const own =
    origin === null ? headers.get("sec-fetch-site") === "same-origin" : origin === siteOrigin();
  if (!own) throw new AppError("cross_origin", "This request comes from another site's page.");
}

/** By its name, which has a prefix (`__Secure-`) where the site is https. */
function hasSessionCookie(headers: Headers): boolean {
  return headers.get("cookie")?.includes("authjs.session-token=") ?? false;
}

function siteOrigin(): string {
  return new URL(env().AUTH_URL).origin;
}

/** A token that opens nothing counts as an attempt to sign in: whoever tries many is told to wait. */
async function tokenActor(authorization: string, headers: Headers): Promise<Actor> {
  const [scheme, token, ...rest] = authorization.trim().split(/\s+/);
  const actor =
    scheme?.toLowerCase() === "bearer" && token && rest.length === 0
      ? await findTokenActor(token)
      : null;
  if (actor) return actor;
  const limit = (await takeSignIn(headers))?.standing;
  const message = "This token is not valid: wrong, expired or revoked.";
  throw new AppError("unauthenticated", message, limit && { limit });
}

import type { Representations } from "#domain/operation";
import type { Route } from "#domain/routes";
import { located, type Sources } from "#doors/receive";
import type { Actor } from "#lib/actor";
import { PUBLICLY } from "#lib/cache-life";
import { AppError } from "#lib/errors";
import { onlyFields } from "#lib/fields";
import { etagOf, holds, matchesNone, problemResponse } from "#lib/http";
import { log } from "#lib/log";
import type { Turn } from "#lib/rate-limit";

/** One request on its way through the door for programs. */
export interface Exchange {
  request: Request;
  url: URL;
  id: string;
  /** When it began: milliseconds of performance.now(). */
  started: number;
  /** Who calls; set as soon as it is known. */
  actor?: Actor;
  /** Of a rate limit; set as soon as it is taken. */
  turn?: Turn | null;
  /** A cookie to be set, whatever the answer is. */
  setCookie?: string;
}

export interface Answered {
  address: Route;
  /** Whether a part of what was asked failed. */
  mixed?: boolean | undefined;
  /** The media type that was agreed on. */
  media: string;
  representations: Representations<unknown> | undefined;
  /** Whether guests may share this answer. */
  publicly: boolean;
  /** The fields that the query names; all of them without. What else is agreed on than JSON has none. */
  fields: readonly string[] | undefined;
}

/** An answer as it is sent, to whoever asks the same. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** A value as an answer: status, `ETag`, `Location`, `Link`, and JSON or what else was agreed on. */
export function answerOf(
  url: URL,
  value: unknown,
  { address, mixed, media, representations, publicly, fields }: Answered,
): Answer {
  const headers = new Headers({
    "Cache-Control": publicly ? PUBLICLY : "private, no-store",
    // Named here, so that a 304, which nobody compresses, says the same as the 200.
    Vary: "Authorization, Cookie, Accept-Encoding, Duet-Version",
  });
  if (representations) headers.append("Vary", "Accept");
  if (address.success === 204) return { status: 204, headers: [...headers], body: "" };
  const text = representations?.media.includes(media) ? representations.text(value, media) : null;
  const body = text ?? JSON.stringify(fields ? onlyFields(value, fields) : value);
  const { version, id, page } = value as { version?: number; id?: string; page?: Page };
  headers.set("ETag", etagOf(body, version));
  // JSON is UTF-8 by definition (RFC 8259); text says so.
  headers.set("Content-Type", text !== null ? `${media}; charset=utf-8` : media);
  if (address.success === 201 && id) {
    headers.set("Location", `${url.pathname.replace(/\/$/, "")}/${id}`);
  }
  if (page) setLinks(headers, url, page);
  const status = (mixed && address.mixed) || address.success;
  return { status, headers: [...headers], body };
}

/** Whether a request only reads. */
export function isSafe({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

/** Sends an answer, or 304 to who has it already (RFC 9110 §13.1.2), or 412 to who wants another. */
export function send(request: Request, { status, headers, body }: Answer): Response {
  if (status === 204) return new Response(null, { status, headers });
  if (isSafe(request)) {
    const etag = headers.find(([name]) => name === "etag")?.[1] ?? "";
    if (!holds(request.headers.get("if-match"), etag)) {
      throw new AppError("precondition_failed", "It has changed since you read it.", { etag });
    }
    if (matchesNone(request.headers.get("if-none-match"), etag)) {
      const rest = headers.filter(([name]) => name !== "content-type");
      return new Response(null, { status: 304, headers: rest });
    }
  }
  return new Response(body, { status, headers });
}

interface Page {
  next: string | null;
  prev: string | null;
}

/** `Link` (RFC 8288) to the pages of a list before and after this one. */
function setLinks(headers: Headers, url: URL, page: Page): void {
  const links = (["next", "prev"] as const).flatMap((rel) => {
    const cursor = page[rel];
    if (!cursor) return [];
    const target = new URLSearchParams(url.searchParams);
    target.delete("page");
    target.set("cursor", cursor);
    return [`<${url.pathname}?${target}>; rel="${rel}"`];
  });
  if (links.length > 0) headers.set("Link", links.join(", "));
}

/** What was thrown as a problem (RFC 9457); what nobody expected is logged, and told without its words. */
export function respondFailure(
  error: unknown,
  { url, id }: Pick<Exchange, "url" | "id">,
  sources: Sources,
): Response {
  const about = { path: url.pathname, id };
  if (!(error instanceof AppError)) {
    log.error({ err: error, requestId: id, path: url.pathname }, "request failed");
    const detail = "Something went wrong on our side; the log knows this request by its id.";
    return problemResponse(new AppError("internal", detail), about);
  }
  if (error.details.cause) log.debug({ err: error.details.cause, requestId: id }, error.message);
  const known = error.code === "invalid" ? located(error, sources) : error;
  const response = problemResponse(known, about);
  const { movedTo, version, etag, replayed } = error.details;
  if (movedTo) {
    response.headers.set("Location", url.pathname.replace(/[^/]+$/, movedTo));
    response.headers.set("Cache-Control", "private, no-store");
  }
  if (version !== undefined) response.headers.set("ETag", `"${version}"`);
  if (replayed) response.headers.set("Idempotent-Replayed", "true");
  if (etag !== undefined) response.headers.set("ETag", etag);
  return response;
}

/** Answers outside of the operations' pipeline: what is thrown becomes a problem (RFC 9457), as it does there. */
export async function orProblem(
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const id = request.headers.get("x-request-id") ?? crypto.randomUUID();
    return respondFailure(error, { url: new URL(request.url), id }, new Map());
  }
}

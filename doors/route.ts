import { revalidateTag } from "next/cache.js";
import type { z } from "zod";
import { type Operation, perform } from "#domain/operation";
import { routeOf } from "#domain/registry";
import { requestActor } from "#doors/actor";
import { expireNow } from "#doors/purge";
import { decodeStrings } from "#lib/decode";
import { AppError } from "#lib/errors";
import { etagOf, matchesNone, problemResponse, readJson, versionsOf } from "#lib/http";
import { log } from "#lib/log";

interface Context {
  /** Undefined for a route without parameters. */
  params: Promise<Record<string, string> | undefined>;
}

/** A body may have this many bytes (4 MiB): the longest post fits, in characters of four bytes. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * The door for programs: an operation as a route handler. The input comes from path, query and
 * JSON body; the outcome is a status, `ETag`, `Location`, `Link` and JSON; a failure is
 * `application/problem+json`. What the operation says happened is purged, so that the next reader
 * of any page is fresh.
 */
export function route<I extends z.ZodType, O extends z.ZodType>(operation: Operation<I, O>) {
  const address = routeOf(operation);
  if (!address) throw new Error(`${operation.name} has no entry in domain/routes.ts.`);
  return async (request: Request, { params }: Context): Promise<Response> => {
    const url = new URL(request.url);
    const id = request.headers.get("x-request-id") ?? crypto.randomUUID();
    const sources = new Map<string, "path" | "query">();
    try {
      const actor = await requestActor(request);
      const input = await inputOf(request, url, (await params) ?? {}, operation, sources);
      const { value, happenings } = await perform(operation, {
        actor,
        input,
        expectedVersions: versionsOf(request.headers.get("if-match")),
        requestId: id,
      });
      const tags = [...new Set(happenings.flatMap((happening) => happening.tags))];
      await expireNow(tags);
      // Not "max": that would serve the old page once more.
      for (const tag of tags) revalidateTag(tag, { expire: 0 });
      const shared = operation.kind === "read" && operation.audience === "shared";
      const publicly = shared && actor.kind === "guest" && request.method !== "POST";
      return answer(request, url, address, value, publicly);
    } catch (error) {
      return failure(error, url, id, sources);
    }
  };
}

async function inputOf(
  request: Request,
  url: URL,
  params: Record<string, string>,
  operation: Operation,
  sources: Map<string, "path" | "query">,
): Promise<Record<string, unknown>> {
  const path = Object.entries(params);
  for (const [key] of path) sources.set(key, "path");
  const readsBody = ["POST", "PUT", "PATCH"].includes(request.method);
  for (const key of url.searchParams.keys()) {
    if (readsBody)
      throw new AppError("bad_request", `The query parameter “${key}” is not known here.`);
    if (sources.has(key)) {
      throw new AppError(
        "bad_request",
        `The query parameter “${key}” is given twice, or is part of the path.`,
      );
    }
    sources.set(key, "query");
  }
  const body = readsBody ? await readJson(request, BODY_LIMIT) : {};
  const clash = path.find(([key]) => Object.hasOwn(body, key))?.[0];
  if (clash) {
    // What is wrong is in the body: the path itself is fine.
    sources.delete(clash);
    const detail = "This is part of the address, not of the body.";
    throw new AppError("invalid", detail, {
      fields: [{ pointer: `/${clash}`, code: "unknown_key", detail }],
    });
  }
  const query = decodeStrings(operation.input, url.searchParams, "query");
  return { ...query, ...body, ...Object.fromEntries(path) };
}

function answer(
  request: Request,
  url: URL,
  { path, success }: { path: string; success: number },
  value: unknown,
  publicly: boolean,
): Response {
  const headers = new Headers({
    "Cache-Control": publicly ? "public, max-age=0, s-maxage=1" : "private, no-store",
    // Named here, so that a 304, which nobody compresses, says the same as the 200.
    Vary: "Authorization, Cookie, Accept-Encoding",
  });
  if (success === 204) return new Response(null, { status: 204, headers });
  const body = JSON.stringify(value);
  const { version, id, page } = value as { version?: number; id?: string; page?: Page };
  const etag = etagOf(body, version);
  headers.set("ETag", etag);
  headers.set("Content-Type", "application/json");
  if (success === 201 && id) headers.set("Location", `${url.pathname.replace(/\/$/, "")}/${id}`);
  if (page) setLinks(headers, url, page);
  const safe = request.method === "GET" || request.method === "HEAD";
  if (safe && path !== "" && matchesNone(request.headers.get("if-none-match"), etag)) {
    headers.delete("Content-Type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status: success, headers });
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

function failure(
  error: unknown,
  url: URL,
  id: string,
  sources: Map<string, "path" | "query">,
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
  const { movedTo, version } = error.details;
  if (movedTo) {
    response.headers.set("Location", url.pathname.replace(/[^/]+$/, movedTo));
    response.headers.set("Cache-Control", "private, no-store");
  }
  if (version !== undefined) response.headers.set("ETag", `"${version}"`);
  return response;
}

/** What is wrong with the path names nothing that exists; what is wrong with the query is unreadable. */
function located(error: AppError, sources: Map<string, "path" | "query">): AppError {
  const fields = error.details.fields ?? [];
  const source = fields
    .map((field) => sources.get(field.pointer.split("/")[1] ?? ""))
    .sort()
    .find((each) => each !== undefined);
  if (source === "path") return new AppError("not_found", "There is nothing at this address.");
  if (source === "query") return new AppError("bad_request", error.message, error.details);
  return error;
}

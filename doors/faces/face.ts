import { connection } from "next/server.js";
import { tag } from "#domain/events";
import { PUBLICLY } from "#lib/cache-life";
import { AppError, problems } from "#lib/errors";
import { etagOf, isUnmodified, matchesNone } from "#lib/http";
import { log } from "#lib/log";
import { noteShown } from "#lib/shown-tags";

/** What stands at an address that machines read. */
export interface Face {
  /** The media type, with its charset where it has one. */
  type: string;
  body: string | Buffer;
  /** The cache tags of everything it shows. */
  tags: readonly string[];
  /** Its `Cache-Control`, where an address never gets another body. */
  control?: string;
}

/**
 * The door for machines that read the public site: feeds, maps, Markdown. `make` throws AppError
 * (not_found, moved, gone). An answer says its tags, so that the front keeps it whole until an event
 * purges one of them: it is as fresh as pages are, and costs as little.
 */
export function face<P extends object>(make: (params: P, url: URL) => Promise<Face>) {
  return async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    // Without it the build would make what has no parameters, and ask the database for it.
    await connection();
    const url = new URL(request.url);
    try {
      const { tags, ...made } = await make(await params, url);
      noteShown([...tags, tag.everything]);
      return send(request, made);
    } catch (error) {
      return refuse(error, request, url);
    }
  };
}

/** 200, or 304 to who has it. */
function send(request: Request, { type, body, control = PUBLICLY }: Omit<Face, "tags">): Response {
  const etag = etagOf(body);
  // When it was made, to the second and rounded up: what is made after it has a later date, also in
  // the same second (RFC 9110 §8.8.2.2).
  const modified = new Date(Math.ceil(Date.now() / 1000) * 1000).toUTCString();
  const headers = new Headers({ "Cache-Control": control, ETag: etag, "Last-Modified": modified });
  const none = request.headers.get("if-none-match");
  const since = request.headers.get("if-modified-since");
  if (none === null ? isUnmodified(since, modified) : matchesNone(none, etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", type);
  return new Response(request.method === "HEAD" ? null : bytesOf(body), { headers });
}

/** What is at a post's address moved with the post: the API says only to which slug. */
export async function following<T>(found: Promise<T>, to: (slug: string) => string): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.movedTo) throw error;
    const movedTo = to(error.details.movedTo);
    throw new AppError(error.code, error.message, { ...error.details, movedTo });
  }
}

/** As `Response` takes it: not over shared memory. */
const bytesOf = (body: string | Buffer) => (typeof body === "string" ? body : new Uint8Array(body));

/** Machines of this kind read the status; a person who came by gets a sentence. */
function refuse(error: unknown, request: Request, url: URL): Response {
  const headers = new Headers({
    "Cache-Control": "private, no-store",
    "Content-Type": "text/plain; charset=utf-8",
  });
  if (!(error instanceof AppError)) {
    const requestId = request.headers.get("x-request-id");
    log.error({ err: error, requestId, path: url.pathname }, "request failed");
    return new Response("Something went wrong here.\n", { status: 500, headers });
  }
  const { movedTo } = error.details;
  if (movedTo) headers.set("Location", movedTo);
  // An address that nobody can have is as absent as one that nobody has.
  const code = error.code === "invalid" ? "not_found" : error.code;
  return new Response(`${error.message}\n`, { status: problems[code].status, headers });
}

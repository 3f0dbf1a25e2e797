import { connection } from "next/server.js";
import { tag } from "#domain/events";
import { PUBLICLY } from "#lib/cache-life";
import { AppError, problems } from "#lib/errors";
import { etagOf, matchesNone } from "#lib/http";
import { Kept } from "#lib/kept";
import { log } from "#lib/log";
import { isFresh, moment } from "#lib/purges";

/** What stands at an address that machines read. */
export interface Face {
  /** The media type, with its charset where it has one. */
  type: string;
  body: string;
  /** The cache tags of everything it shows. */
  tags: readonly string[];
}

interface Kind<P> {
  /** Throws AppError: not_found, moved, gone. */
  make: (params: P, url: URL) => Promise<Face>;
}

interface Made extends Face {
  etag: string;
  /** Milliseconds since the epoch. */
  at: number;
  since: number;
}

/** In characters, with room for the largest sitemap. */
const kept = new Kept<Made>({
  most: 32 * 1024 * 1024,
  sizeOf: ({ body }, key) => body.length + key.length + 1_000,
});

/** What is being made: many who ask at once wait for one. */
const underWay = new Map<string, Promise<Made>>();

/**
 * The door for machines that read the public site: feeds, maps, Markdown. Whole answers are kept until
 * an event purges one of their tags, so that they are as fresh as pages, and cost nothing.
 */
export function face<P extends object>({ make }: Kind<P>) {
  return async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    // Without it the build would make what has no parameters, and ask the database for it.
    await connection();
    const url = new URL(request.url);
    try {
      const given = await params;
      const made = await recall(url.pathname, () => make(given, url));
      return send(request, made);
    } catch (error) {
      return refuse(error, request, url);
    }
  };
}

async function recall(key: string, make: () => Promise<Face>): Promise<Made> {
  const found = kept.recall(key) ?? (await underWay.get(key)?.catch(() => null));
  // Who came after a change must not be given what was begun before it.
  if (found && isFresh(found.tags, found.since)) return found;
  const making = finish(key, make);
  underWay.set(key, making);
  try {
    return await making;
  } finally {
    if (underWay.get(key) === making) underWay.delete(key);
  }
}

async function finish(key: string, make: () => Promise<Face>): Promise<Made> {
  const since = moment();
  const { tags, ...rest } = await make();
  const every = [...tags, tag.everything];
  const made = { ...rest, tags: every, etag: etagOf(rest.body), at: Date.now(), since };
  kept.keep(key, made, every, since);
  return made;
}

/** 200, or 304 to who has it (RFC 9110 §13.2.2: If-None-Match decides where it is sent). */
function send(request: Request, { type, body, etag, at }: Made): Response {
  const headers = new Headers({ "Cache-Control": PUBLICLY, ETag: etag });
  // To the second and rounded up, and only once that second has begun: whatever changes after this
  // answer then has a later date (RFC 9110 §8.8.2.2 on two changes within a second).
  const modified = Math.ceil(at / 1000) * 1000;
  const dated = modified <= Date.now();
  if (dated) headers.set("Last-Modified", new Date(modified).toUTCString());
  const none = request.headers.get("if-none-match");
  const has =
    none === null
      ? dated && modified <= Date.parse(request.headers.get("if-modified-since") ?? "")
      : matchesNone(none, etag);
  if (has) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", type);
  return new Response(request.method === "HEAD" ? null : body, { headers });
}

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

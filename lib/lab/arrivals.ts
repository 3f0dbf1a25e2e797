import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { markedIn } from "#lib/lab/stranger";
import { VISITOR_COOKIE, visitorIdOf, visitorSecret } from "#lib/visitor";

/** A request as it reached this server, before anybody judged it. */
export interface Arrival {
  requestId: string;
  method: string;
  path: string;
  origin: string | null;
  /** Sec-Fetch-Site: what the browser says of where it comes from. */
  site: string | null;
  /** The names of the cookies that came; their values open things. */
  cookies: string[];
  /** Null until it is answered, and for good when its sender was gone before. */
  status: number | null;
  /** Content-Length. */
  declared: number | null;
  /** Bytes of the body that had been read from the connection when it was answered, about. */
  received: number;
}

interface Noted {
  /** How often the handler without a check has run. */
  counted: number;
  arrivals: Arrival[];
}

// One memory a process: the server's own modules and Next's bundles each have this one for themselves.
const holder = globalThis as typeof globalThis & { duetArrivals?: LRUCache<string, Noted> };
/** Of so many throw-away blogs, each for so long (milliseconds) after the last request. */
holder.duetArrivals ??= new LRUCache({ max: 500, ttl: 10 * 60 * 1000 });
const noted = holder.duetArrivals;

/** Of one blog so many are remembered. */
const MOST = 30;

const lab = /^\/(?:api\/)?lab\//;

/** The throw-away blog that a request belongs to, by its mark or its cookie; null when there is none. */
export function blogOf(accept: string | null, cookie: string | null): string | null {
  const marked = markedIn(accept ?? "");
  if (marked !== null) return marked;
  const secret = visitorSecret(cookie);
  return secret === null ? null : visitorIdOf(secret);
}

function notedOf(blog: string): Noted {
  const found = noted.get(blog) ?? { counted: 0, arrivals: [] };
  noted.set(blog, found);
  return found;
}

/** Notes what is sent to the lab, and what becomes of it; whoever only reads is not noted. */
export function noteArrival(
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, path }: { requestId: string; path: string },
): void {
  const { method = "", headers, socket } = req;
  if (method !== "POST" || !lab.test(path)) return;
  const blog = blogOf(headers.accept ?? null, headers.cookie ?? null);
  if (blog === null) return;
  const declared = headers["content-length"];
  const arrival: Arrival = {
    requestId,
    method,
    path,
    origin: headers.origin ?? null,
    site: headers["sec-fetch-site"]?.toString() ?? null,
    cookies: cookieNames(headers.cookie),
    status: null,
    declared: declared === undefined ? null : Number(declared),
    received: 0,
  };
  const { arrivals } = notedOf(blog);
  arrivals.push(arrival);
  if (arrivals.length > MOST) arrivals.shift();
  const before = socket.bytesRead;
  const measure = () => {
    const read = socket.bytesRead - before;
    arrival.received = req.complete && arrival.declared !== null ? arrival.declared : read;
  };
  res.once("close", () => {
    measure();
    if (res.writableFinished) arrival.status = res.statusCode;
  });
}

function cookieNames(cookies = ""): string[] {
  const names = cookies.split(/;\s*/).map((each) => each.split("=", 1)[0] ?? "");
  return names.filter((name) => name === VISITOR_COOKIE || /session-token|csrf-token/.test(name));
}

/** What was sent to the lab for this blog within the last minutes, the newest last. */
export function arrivalsAt(blog: string): Readonly<Noted> {
  return noted.get(blog) ?? { counted: 0, arrivals: [] };
}

/** Counts one run of the handler without a check; how many it is now. */
export function countRun(blog: string): number {
  const found = notedOf(blog);
  found.counted += 1;
  return found.counted;
}

import type { IncomingHttpHeaders } from "node:http";
import { isApi } from "#lib/front";
import { isXrayed } from "#lib/front/xray";

/**
 * What a kept answer is, where that matters. Of a `text`, a page that is there to be read, the scripts wait for a reader
 * (lib/front/waking.ts); a `file` of the build shows nothing that a tag could name.
 */
export type Kind = "text" | "file" | undefined;

/** What the front does with a request. */
export type Way =
  /**
   * Answers from what it keeps; else asks Next at `url`, and keeps the answer under `key`. Where nothing
   * is kept it goes the other way.
   */
  | { does: "keep"; key: string; url: string; otherwise: "page" | "pass"; is?: Kind }
  /** Passes it on to Next, and only gives a page its policy; and the X-ray, for whoever has it on. */
  | { does: "page"; xray?: true }
  /** Passes it on to Next, and only gives a page the X-ray: it has no policy of ours. */
  | { does: "xray" }
  | { does: "pass" };

export interface Asked {
  method?: string;
  headers: IncomingHttpHeaders;
}

/** Where no public page is: files, the API, and what depends on who asks. */
const noPage = /^\/(?:_next|api|studio|sign-in|demo|media)(?:\/|$)/;

/** Of these the pages. */
const ownPage = /^\/(?:studio|sign-in)(?:\/|$)/;

/** Under /api, what is never the same for everybody. */
const ownApi = /^\/api\/(?:auth|session|me|health|tokens|uploads|lab)(?:\/|$)/;

/** Pages that read their query, and are made for each request; a test holds it against the pages there are. */
export const readsQuery: readonly string[] = ["/search", "/lab/claims"];

/** Cookies of somebody who is signed in (Auth.js cuts long ones in pieces), or who previews with Next. */
const session =
  /(?:^|;\s*)(?:(?:__Secure-|__Host-)?authjs\.session-token(?:\.\d+)?|__prerender_bypass|__next_preview_data)=/;

/** By which Next chooses between the forms of a page: all are part of the key. */
export const variants = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;

/** By which the API chooses. */
export const forms = ["accept", "duet-version"] as const;

/** Pages that are used rather than read: what one presses first must be there. */
const isTool = /^\/(?:lab|design)(?:\/|$)/;

/** A visitor of the lab, whose throw-away blog its pages show. */
const visitor = /(?:^|;\s*)duet-lab=/;

/** A longer key (characters) would serve nobody but somebody who fills the memory. */
const LONGEST_KEY = 4_000;

/** Files of the build that shrink. Their names change with what is in them. */
const buildFile = /^\/_next\/static\/[\w./~-]+\.(?:css|js)$/;

/** The way of a request whose address is this path and query (without its question mark). */
export function wayOf(asked: Asked, path: string, query: string): Way {
  const reads = asked.method === "GET" || asked.method === "HEAD";
  if (isApi(path)) return reads ? apiWay(asked, path, query) : { does: "pass" };
  if (reads && buildFile.test(path)) {
    return { does: "keep", key: path, url: path, otherwise: "pass", is: "file" };
  }
  const xrayed = isXrayed(asked.headers);
  if (noPage.test(path)) return { does: xrayed && reads && ownPage.test(path) ? "xray" : "pass" };
  if (xrayed) return { does: "page", xray: true };
  if (!reads || readsQuery.includes(path) || !isPlain(asked)) return { does: "page" };
  const { cookie } = asked.headers;
  if (path.startsWith("/lab/") && cookie && visitor.test(cookie)) return { does: "page" };
  if (path.length > LONGEST_KEY) return { does: "page" };
  const otherwise = "page";
  if (asked.headers.rsc === undefined) {
    const way = { does: "keep", key: path, url: path, otherwise } as const;
    return isTool.test(path) ? way : { ...way, is: "text" };
  }
  // Of a page's query only Next's own parameter: it is made of the headers beside it.
  const named = new URLSearchParams(query).get("_rsc");
  const url = named === null ? path : `${path}?_rsc=${encodeURIComponent(named)}`;
  const key = [url, ...variants.map((name) => asked.headers[name] ?? "")].join("\n");
  if (key.length > LONGEST_KEY) return { does: otherwise };
  return { does: "keep", key, url, otherwise };
}

/**
 * The key of the most common requests, if they are kept at all: for looking it up before anything else is
 * looked at. Null where more than the address and a few headers decides.
 */
export function quickKey({ method, headers }: Asked, target: string): string | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (headers.rsc !== undefined || headers["if-match"] !== undefined) return null;
  // Refused when it cannot be read, whoever would answer.
  if (headers["next-router-state-tree"] !== undefined) return null;
  if (!isPlain({ headers })) return null;
  if (/^\/api(?:[/?]|$)/.test(target)) return apiKey(target, headers);
  if (isXrayed(headers)) return null;
  // A page's query has not been looked at when the page was asked for without.
  return target.includes("?") ? null : target;
}

const apiKey = (url: string, headers: IncomingHttpHeaders) =>
  `${url}\n${headers.accept ?? ""}\n${headers["duet-version"] ?? ""}`;

function apiWay(asked: Asked, path: string, query: string): Way {
  const { accept = "", "if-match": condition } = asked.headers;
  // A stream has no end to wait for; If-Match is a question to whoever has the thing itself.
  const special = condition !== undefined || accept.includes("event-stream");
  if (special || ownApi.test(path) || !isPlain(asked)) return { does: "pass" };
  const url = query === "" ? path : `${path}?${query}`;
  const key = apiKey(url, asked.headers);
  if (key.length > LONGEST_KEY) return { does: "pass" };
  return { does: "keep", key, url, otherwise: "pass" };
}

function isPlain({ headers }: Asked): boolean {
  if (headers.authorization !== undefined) return false;
  // A body may turn out to be none while it is read: what is answered before that is answered twice.
  if (headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined) {
    return false;
  }
  return headers.cookie === undefined || !session.test(headers.cookie);
}

/** What of a request reaches Next when the answer is for everybody who asks the same. */
const passed = new Set<string>([
  ...variants,
  ...forms,
  "host",
  "connection",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-for",
  "x-request-id",
]);

/** Takes from a request what is no part of its key, so that it cannot show in an answer to others. */
export function takeOwn(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) if (!passed.has(name)) delete headers[name];
  if (headers.rsc === undefined) for (const name of variants) delete headers[name];
}

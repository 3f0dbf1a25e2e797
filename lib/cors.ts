import type { IncomingHttpHeaders } from "node:http";
import { isApi } from "#lib/front";

/**
 * Which pages of other sites may call the API (the CORS protocol of https://fetch.spec.whatwg.org/):
 * those of the listed origins everything, with a token; anybody else's what a guest may read.
 * Cookies never: no answer has Access-Control-Allow-Credentials, so a browser shows another
 * site's page nothing that it asked for with them.
 */

const REQUEST_HEADERS = [
  "Authorization",
  "Content-Type",
  "Duet-Version",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "Last-Event-ID",
];

/** What makes a request more than a guest's reading. */
const NOT_FOR_EVERYBODY = new Set(["Authorization", "Idempotency-Key"]);

const EXPOSED = [
  "Deprecation",
  "Duet-Version",
  "ETag",
  "Idempotent-Replayed",
  "Link",
  "Location",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "Sunset",
  "X-Request-Id",
].join(", ");

/** For how long a browser may remember a preflight, in seconds; Chromium remembers two hours at most. */
const REMEMBERED = "600";

interface Asked {
  method?: string;
  headers: IncomingHttpHeaders;
}

type Headers = [name: string, value: string][];

const reads = (method: string | undefined) => method === "GET" || method === "HEAD";

/** What every answer under `path` says to pages of other sites, errors and 304 included; nothing outside the API. */
export function corsHeaders(
  { method, headers }: Asked,
  path: string,
  origins: readonly string[],
): Headers {
  // Signing in is for our own pages.
  if (!isApi(path) || path.startsWith("/api/auth/")) return [];
  const always: Headers = [["Vary", "Origin"]];
  const { origin } = headers;
  const allowed =
    origin && origins.includes(origin)
      ? origin
      : reads(method) && headers.authorization === undefined
        ? "*"
        : null;
  if (allowed === null) return always;
  return [
    ...always,
    ["Access-Control-Allow-Origin", allowed],
    ["Access-Control-Expose-Headers", EXPOSED],
  ];
}

/** What a preflight is told on a route with these methods; nothing when it is none, or is refused. */
export function preflightHeaders(
  { headers }: Asked,
  methods: readonly string[],
  origins: readonly string[],
): Headers {
  const { origin } = headers;
  const wanted = headers["access-control-request-method"];
  if (!origin || !wanted) return [];
  const listed = origins.includes(origin);
  if (!listed && !reads(wanted)) return [];
  const own = methods.filter((each) => each !== "OPTIONS");
  const names = REQUEST_HEADERS.filter((name) => listed || !NOT_FOR_EVERYBODY.has(name));
  return [
    ["Access-Control-Allow-Origin", listed ? origin : "*"],
    ["Access-Control-Allow-Methods", (listed ? own : own.filter(reads)).join(", ")],
    ["Access-Control-Allow-Headers", names.join(", ")],
    ["Access-Control-Max-Age", REMEMBERED],
    ["Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"],
  ];
}

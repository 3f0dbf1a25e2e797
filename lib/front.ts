import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "#lib/env";
import { STRANGER } from "#lib/lab/stranger";

/** What a request line must be before anything else looks at it: a path of ours, or the reason why not. */
export type Target = { path: string; url: string } | { problem: string };

/** NUL, raw or percent-encoded: no path, name or search has one, and PostgreSQL stores none. */
const NUL = /%00|\0/;

/**
 * “.” and “..” between slashes of either kind: browsers, curl and fetch resolve them before they ask. What
 * has them still would be one path to us and another one to Next.
 */
const DOTS = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i;

/**
 * Reads a request target (RFC 9112, section 3.2). Its percent-encoding must be UTF-8: in the path always,
 * in the query under /api, where a program made it; people's links carry all sorts of tracking.
 */
export function readTarget(target: string): Target {
  let url = target;
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) return { problem: "The address cannot be read." };
    const parsed = new URL(target);
    url = parsed.pathname + parsed.search;
  }
  if (!url.startsWith("/"))
    return { problem: "The address must be a path that begins with a slash." };
  if (NUL.test(url)) return { problem: "The address contains a NUL character." };
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  if (DOTS.test(path)) return { problem: "The path has “.” or “..” in it: send what it leads to." };
  if (path.includes("\\")) return { problem: "The path contains a backslash." };
  if (!decodes(path)) return { problem: "The path is not percent-encoded UTF-8." };
  if (isApi(path) && mark >= 0 && !decodes(url.slice(mark + 1))) {
    return { problem: "The query is not percent-encoded UTF-8." };
  }
  // Next would lose it on the way to the handler, which refuses parameters it does not know.
  if (isApi(path) && mark >= 0 && new URLSearchParams(url.slice(mark)).has("__proto__")) {
    return { problem: "The query parameter “__proto__” is not known here." };
  }
  // The base keeps "//host" a path.
  if (!URL.canParse(`http://n${url}`)) return { problem: "The address cannot be read." };
  return { path, url };
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a path belongs to the API, where failures are problems (RFC 9457) and not pages. */
export function isApi(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

/** Names by which proxies and Next's own parts talk to each other: from a client they are forgeries. */
const forged =
  /^(x-forwarded-.+|forwarded|x-real-ip|x-original-url|x-rewrite-url|x-middleware-.+|x-nextjs-.+|x-prerender-.+|x-vercel-.+|x-now-.+|x-matched-path|x-invoke-.+|x-invocation-id|x-next-cache-tags|x-next-resume-.+|next-resume|x-request-id)$/;

/** In development the browser's half of Next names its requests; in production nothing does. */
const development = /^x-nextjs-(html-)?request-id$/;

export interface Origin {
  /** AUTH_URL. */
  authUrl: string;
  requestId: string;
  /** The client's, as far as the proxies in front can be believed (lib/client-address.ts). */
  address: string;
  dev: boolean;
}

/**
 * Makes a request's headers say the truth: what a client must not set goes, and whoever asks for the
 * site's address (Next's check of an action's origin, Auth.js, our own links) gets AUTH_URL's; whoever
 * asks for the client's gets the one address that is worked out here.
 * `x-next-revalidated-tags` and `x-action-forwarded` stay: Next sends them to itself, and guards the
 * first with a secret; the second can only spare a hop.
 */
export function cleanHeaders(
  headers: IncomingHttpHeaders,
  { authUrl, requestId, address, dev }: Origin,
): void {
  for (const name of Object.keys(headers)) {
    if (forged.test(name) && !(dev && development.test(name))) delete headers[name];
  }
  const { host, protocol } = new URL(authUrl);
  headers.host = host;
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  headers["x-forwarded-for"] = address;
  headers["x-request-id"] = requestId;
}

/** Why a request's headers cannot be worked with, or null. Next would answer these with a 500. */
export function headerProblem(headers: IncomingHttpHeaders): string | null {
  const { origin } = headers;
  if (origin !== undefined && origin !== "null" && !URL.canParse(origin)) {
    return "The Origin header is not an origin.";
  }
  const tree = headers["next-router-state-tree"];
  if (tree !== undefined && !isRouterState(String(tree))) {
    return "The Next-Router-State-Tree header cannot be read.";
  }
  return null;
}

function isRouterState(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(text)));
  } catch {
    return false;
  }
}

interface Heading {
  method?: string;
  headers: IncomingHttpHeaders;
}

/**
 * Whether another site's page sends this to a page of ours: only Server Actions answer there, and Next
 * would refuse them with a 500. A request without an Origin is no browser's. The API has its own check.
 */
export function isForeignPost(
  { method, headers }: Heading,
  authUrl: string,
  path: string,
): boolean {
  if (isApi(path) || method === "GET" || method === "HEAD" || !headers.origin) return false;
  return headers.origin !== authUrl;
}

/** Whether a browser came by another name of this machine: cookies and sign-in belong to AUTH_URL's. */
export function isOtherLocalName(request: Heading, authUrl: string, port: number): boolean {
  if (request.method !== "GET" || request.headers["sec-fetch-mode"] !== "navigate") return false;
  const site = new URL(authUrl);
  // Only when AUTH_URL is this very server: behind a proxy the same answer could go round in circles.
  if (!isLoopback(site.hostname) || site.port !== String(port)) return false;
  const asked = URL.parse(`http://${request.headers.host}`);
  if (!asked || asked.host === site.host) return false;
  return asked.port === site.port && isLoopback(asked.hostname);
}

/** What experiments of the lab show in a frame of their own page. */
const framed = new Set([
  "/lab/framed/second-tab",
  "/lab/framed/plain-form",
  "/api/lab/framed/see-other",
  "/api/lab/framed/json",
  STRANGER,
]);

/** Whether a page of this very site may show this address in a frame; everything else nobody may. */
export function isFramed(path: string): boolean {
  return framed.has(path);
}

/** The headers every answer carries, whatever answers (OWASP Secure Headers); HSTS of a year over https only. */
export function securityHeaders(
  authUrl: string,
  { framed = false, sandbox = false }: { framed?: boolean; sandbox?: boolean } = {},
): [name: string, value: string][] {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ["X-Frame-Options", framed ? "SAMEORIGIN" : "DENY"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    [
      "Content-Security-Policy",
      `object-src 'none'; base-uri 'none'; frame-ancestors ${framed ? "'self'" : "'none'"}${sandbox ? "; sandbox allow-scripts" : ""}`,
    ],
  ];
  if (authUrl.startsWith("https:")) {
    headers.push(["Strict-Transport-Security", "max-age=31536000"]);
  }
  return headers;
}

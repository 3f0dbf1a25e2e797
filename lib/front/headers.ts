import type { ServerResponse } from "node:http";
import { forms, variants } from "#lib/front/ways";

/** What may be kept: what is there, and where else it is. What is not there has no end. */
const keepable = new Set([200, 301, 308]);

/** By what an answer may vary: what the key has, and what requests for kept answers do not have. */
const variesBy = new Set<string>([
  ...variants,
  ...forms,
  "accept-encoding",
  "authorization",
  "cookie",
  "origin",
]);

/** Said of one request, one connection, or one way of packing. */
const ofThisRequest =
  /^(?:access-control-.+|connection|content-encoding|content-length|date|keep-alive|ratelimit.*|set-cookie|transfer-encoding|vary|x-cache|x-next-cache-tags|x-nextjs-cache|x-request-id)$/;

/** Whether an answer is for everybody (RFC 9111 §3): said to be, by everything that may say it. */
export function mayBeKept(res: ServerResponse, status: number): boolean {
  if (!keepable.has(status) || res.hasHeader("Set-Cookie")) return false;
  const control = namesIn(res.getHeader("Cache-Control"));
  if (!control.includes("public")) return false;
  if (control.some((each) => /^(?:private|no-store|no-cache)\b/.test(each))) return false;
  return namesIn(res.getHeader("Vary")).every((name) => variesBy.has(name.toLowerCase()));
}

/** What stays on the response: it is of this request alone. */
export const ownOfRequest =
  /^(?:access-control-.+|connection|ratelimit.*|set-cookie|x-cache|x-nextjs-cache|x-request-id)$/;

/** What an answer says to everybody. */
export function headersOf(res: ServerResponse): [name: string, value: string][] {
  const vary = new Set([...namesIn(res.getHeader("Vary")), "Accept-Encoding"]);
  const headers: [string, string][] = [["vary", [...vary].join(", ")]];
  for (const [name, value] of Object.entries(res.getHeaders())) {
    if (ofThisRequest.test(name)) continue;
    for (const each of [value].flat()) headers.push([name, String(each)]);
  }
  return headers;
}

/** The page's policy with its scripts in it. */
export function policed(
  headers: [string, string][],
  sources: readonly string[],
): [string, string][] {
  const scripts = `form-action 'self'; script-src 'self' ${sources.join(" ")}`;
  return headers.map(([name, value]) =>
    name === "content-security-policy" ? [name, `${value}; ${scripts}`] : [name, value],
  );
}

export const typeOf = (res: ServerResponse) => String(res.getHeader("Content-Type") ?? "");

function namesIn(header: number | string | string[] | undefined): string[] {
  return String(header ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

import { createHash } from "node:crypto";
import { env } from "#lib/env";
import { AppError, type ErrorCode, problems, type Standing } from "#lib/errors";

/** How deep a JSON body may be nested; beyond it no meaning is left, only cost. */
const MAX_DEPTH = 32;

/**
 * A request's body as text: at most `limit` bytes, read no further than that, and strict UTF-8,
 * where `request.json()` would put U+FFFD for what is broken.
 */
async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = new AppError("too_large", `The body may have ${limit} bytes at most.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid UTF-8.", { cause });
  }
}

const jsonTypes = /^application\/(?:merge-patch\+)?json\s*(?:;|$)/i;

/** A JSON object from a request's body: the media type, size, encoding, depth and form are checked. */
export async function readJson(request: Request, limit: number): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  const text = await (jsonTypes.test(type)
    ? readText(request, limit)
    : refuseMedia(request, limit));
  if (text === "") return {};
  const { depth, members } = shapeOf(text);
  if (depth > MAX_DEPTH) {
    throw new AppError("bad_request", `The body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid JSON.", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("invalid", "The body must be a JSON object.", {
      fields: [{ pointer: "", code: "invalid_type", detail: "Must be an object." }],
    });
  }
  // JSON.parse keeps the last one, and what the others said would be lost without a word (RFC 8259, section 4).
  if (members > Object.keys(value).length) {
    throw new AppError("bad_request", "The body names a field more than once.");
  }
  return value as Record<string, unknown>;
}

/** The fields of a plain HTML form, urlencoded; of a field that comes twice the last. */
export async function readForm(request: Request, limit: number): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  const text = await readText(request, limit);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw new AppError("unsupported_media", "Send a plain form, urlencoded.");
  }
  return Object.fromEntries(new URLSearchParams(text));
}

/** No body at all needs no media type: `POST …/publish` is complete without one. */
async function refuseMedia(request: Request, limit: number): Promise<string> {
  const text = await readText(request, limit);
  if (text === "" && !request.headers.get("content-type")) return "";
  throw new AppError("unsupported_media", "Send the body as application/json.");
}

/** The nesting of a JSON text, by its brackets outside strings, and how many members its outermost object has. */
function shapeOf(text: string): { depth: number; members: number } {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") deepest = Math.max(deepest, ++depth);
    else if (char === "}" || char === "]") depth--;
    else if (char === ":" && depth === 1) members++;
  }
  return { depth: deepest, members };
}

/**
 * A strong ETag (RFC 9110 §8.8.3). Of a thing with a version: the version, and a digest, because
 * counts and names in the representation change without it. If-Match looks at the version alone.
 */
export function etagOf(body: string | Uint8Array, version?: number): string {
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 16);
  return version === undefined ? `"${digest}"` : `"${version}.${digest}"`;
}

/** Whether If-None-Match names this entity; weak comparison, as RFC 9110 §13.1.2 wants it. */
export function matchesNone(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === "*") return true;
  const wanted = unpacked(etag);
  return header.split(",").some((each) => unpacked(each.trim().replace(/^W\//, "")) === wanted);
}

/** The tag of the same thing as it is before Brotli or gzip: the front ends tags with how it packed. */
function unpacked(etag: string): string {
  return etag.replace(/-(?:br|gzip)"$/, '"');
}

/** Whether If-Modified-Since names this date or a later one; what is no date says nothing (RFC 9110 §13.1.3). */
export function isUnmodified(header: string | null | undefined, modified: string): boolean {
  return Date.parse(modified) <= Date.parse(header ?? "");
}

/**
 * The versions that If-Match accepts; undefined without the header or with `*`. Weak and foreign
 * tags match nothing (RFC 9110 §13.1.1), so they leave an empty list: always 412.
 */
export function versionsOf(header: string | null): number[] | undefined {
  if (header === null || header.trim() === "*") return undefined;
  const tags = header
    .split(",")
    .map((each) => /^"(\d{1,10})(?:\.[\w-]+)?"$/.exec(each.trim())?.[1]);
  return tags.filter((version) => version !== undefined).map(Number);
}

/**
 * Whether what If-Match asks of a read holds: strong comparison (RFC 9110 §13.1.1), or, as for a
 * change, the same version.
 */
export function holds(header: string | null, etag: string): boolean {
  if (header === null || header.trim() === "*") return true;
  if (header.split(",").some((each) => unpacked(each.trim()) === unpacked(etag))) return true;
  const version = /^"(\d+)\./.exec(etag)?.[1];
  return version !== undefined && (versionsOf(header)?.includes(Number(version)) ?? false);
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  requestId: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

/** An error as `application/problem+json` (RFC 9457). */
export function problemResponse(error: AppError, request: { path: string; id: string }): Response {
  const { status, title } = problems[error.code];
  const problem: Problem = {
    // Absolute, as RFC 9457 §3.1.1 recommends: it means the same wherever the problem is read.
    type: `${env().AUTH_URL}/docs/errors#${error.code}`,
    title,
    status,
    detail: error.message,
    instance: request.path,
    code: error.code,
    requestId: request.id,
    ...(error.details.fields ? { errors: error.details.fields } : {}),
  };
  const headers = new Headers({
    "Content-Type": "application/problem+json",
    "Cache-Control": "private, no-store",
  });
  if (status === 401) headers.set("WWW-Authenticate", 'Bearer realm="duet"');
  if (status === 403 && error.details.missing) {
    const scope = error.details.missing;
    headers.set(
      "WWW-Authenticate",
      `Bearer realm="duet", error="insufficient_scope", scope="${scope}"`,
    );
  }
  if (status === 415) {
    const { accept = "application/json, application/merge-patch+json" } = error.details;
    headers.set("Accept-Post", accept);
  }
  const { retryAfter = status === 503 ? 2 : undefined } = error.details;
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  const { limit } = error.details;
  if (limit) for (const [name, value] of limitHeaders(limit)) headers.set(name, value);
  return new Response(JSON.stringify(problem), { status, headers });
}

/** What an answer says of the limit it counted towards (the IETF's draft-ietf-httpapi-ratelimit-headers). */
export function limitHeaders(standing: Standing): [name: string, value: string][] {
  const { policy, quota, window, remaining, resets } = standing;
  return [
    ["RateLimit-Policy", `"${policy}";q=${quota};w=${window}`],
    ["RateLimit", `"${policy}";r=${remaining};t=${resets}`],
  ];
}

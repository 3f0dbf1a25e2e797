/** Everything that can go wrong on purpose: one code, one status, one title. Doors translate, nobody else. */
export const problems = {
  moved: { status: 301, title: "Moved permanently" },
  bad_request: { status: 400, title: "Unreadable request" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  cross_origin: { status: 403, title: "Cross-origin request refused" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  not_acceptable: { status: 406, title: "Not acceptable" },
  conflict: { status: 409, title: "Conflict" },
  in_flight: { status: 409, title: "Still running" },
  gone: { status: 410, title: "Gone for good" },
  quota_exceeded: { status: 409, title: "Quota exceeded" },
  precondition_failed: { status: 412, title: "Precondition failed" },
  too_large: { status: 413, title: "Content too large" },
  unsupported_media: { status: 415, title: "Unsupported media type" },
  invalid: { status: 422, title: "Invalid content" },
  idempotency_mismatch: { status: 422, title: "Idempotency-Key used for something else" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof problems;

/** How a client stands with one of the rate limits. */
export interface Standing {
  policy: string;
  /** Requests in one window, and the window in seconds. */
  quota: number;
  window: number;
  remaining: number;
  /** Seconds until all of the quota is there again. */
  resets: number;
}

/** One thing wrong with one field. `pointer` is a JSON pointer (RFC 6901) into the input. */
export interface FieldError {
  pointer: string;
  code: string;
  detail: string;
}

export interface ErrorDetails {
  fields?: FieldError[];
  /** For the log, never for the client. */
  cause?: unknown;
  /** The thing's present version, when a stale one was the reason. */
  version?: number;
  /** Its present entity tag, likewise. */
  etag?: string;
  /** It was decided by an earlier request with the same Idempotency-Key. */
  replayed?: boolean;
  /** In how many seconds it is worth trying again. */
  retryAfter?: number;
  /** Where the thing lives now: the last segment of its address (code `moved`). */
  movedTo?: string;
  /** The media types that would be taken (code `unsupported_media`); JSON when it is not said. */
  accept?: string;
  /** The permission that was missing (code `forbidden`). */
  missing?: string;
  /** What the caller has left of a rate limit, where the failure counted. */
  limit?: Standing;
}

/** An expected failure: `message` is for the person, `cause` for the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/** A single invalid field, as the error a schema would have raised for it. */
export function invalidField(field: string, code: string, detail: string): AppError {
  return new AppError("invalid", detail, { fields: [{ pointer: `/${field}`, code, detail }] });
}

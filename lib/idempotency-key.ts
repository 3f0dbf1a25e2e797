import { AppError } from "#lib/errors";

/** The longest key, in characters. */
const LONGEST = 255;

/**
 * The Idempotency-Key of a request (draft-ietf-httpapi-idempotency-key-header): a quoted string
 * (RFC 9651) or, as most clients send it, bare; both mean the same key. Undefined without the header.
 * Anything else, a repeated header included, is `bad_request`.
 */
export function readIdempotencyKey(header: string | null): string | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(text)?.[1]?.replace(/\\(["\\])/g, "$1");
  const bare = /^[!#-~]+$/.exec(text)?.[0];
  const key = quoted ?? bare;
  if (key !== undefined && key.trim() !== "" && key.length <= LONGEST) return key;
  throw new AppError(
    "bad_request",
    `Idempotency-Key must be one key of 1 to ${LONGEST} printable ASCII characters, quoted or bare.`,
  );
}

import type { ByteRange } from "#lib/storage";

/**
 * The header in which a route says the length of what it sends: Next drops a `Content-Length`, and
 * doors/fit-answers.ts makes one of this.
 */
export const LENGTH = "X-Body-Length";

/**
 * What a Range header asks of a file of so many bytes (RFC 9110 §14.2): one range; null when it is
 * to be ignored and all sent (several ranges, another unit, malformed); "unsatisfiable" beyond the end.
 */
export function rangeOf(header: string | null, size: number): ByteRange | null | "unsatisfiable" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}

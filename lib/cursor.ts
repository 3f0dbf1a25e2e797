import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";

/** Where a page of a list ends: the sort values of its last row, and which way to go on. */
export interface Cursor {
  /** The list and its filters: a cursor is of no use in another one. */
  list: string;
  direction: "next" | "prev";
  values: (string | number)[];
}

const signature = (text: string) =>
  createHmac("sha256", env().AUTH_SECRET)
    .update(`cursor:${text}`)
    .digest()
    .subarray(0, 12)
    .toString("base64url");

/** A list's name may have a whole search in it; a cursor travels in an address and stays short. */
const short = (list: string) => createHash("sha256").update(list).digest("base64url").slice(0, 16);

/** An opaque, authenticated string for a cursor: base64url of its JSON and 96 bits of HMAC-SHA-256. */
export function encodeCursor(cursor: Cursor): string {
  const text = Buffer.from(JSON.stringify([short(cursor.list), cursor.direction, cursor.values]));
  const payload = text.toString("base64url");
  return `${payload}.${signature(payload)}`;
}

/** The cursor that `encodeCursor` made for this list; anything else is `bad_request`. */
export function decodeCursor(text: string, list: string): Cursor {
  const refused = new AppError("bad_request", "This cursor does not belong to this list.");
  const [payload, mac, ...rest] = text.split(".");
  if (!payload || !mac || rest.length > 0) throw refused;
  // As text: what Buffer makes of base64 with odd characters in it would pass for the same bytes.
  const given = Buffer.from(mac);
  const expected = Buffer.from(signature(payload));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refused;
  // Authentic, hence written by encodeCursor: the shape needs no second check.
  const [of, direction, values] = JSON.parse(Buffer.from(payload, "base64url").toString());
  if (of !== short(list)) throw refused;
  return { list, direction, values };
}

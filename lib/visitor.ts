import { createHash, randomBytes } from "node:crypto";

/** By which the lab knows its visitors again. It opens a throw-away blog and nothing else. */
export const VISITOR_COOKIE = "duet-lab";

/** Seconds: as long as what is written there lives. */
export const VISITOR_AGE = 24 * 60 * 60;

const form = /^[\w-]{43}$/;

/** The secret of a visitor's cookie in a Cookie header, or null when there is none that we made. */
export function visitorSecret(cookies: string | null): string | null {
  const found = cookies?.split(/;\s*/).find((each) => each.startsWith(`${VISITOR_COOKIE}=`));
  const secret = found?.slice(VISITOR_COOKIE.length + 1) ?? "";
  return form.test(secret) ? secret : null;
}

/** 256 random bits. */
export function newVisitorSecret(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Under which id a visitor's posts are kept: a UUID (version 8, RFC 9562) of a hash of the secret, so
 * that nothing has to be stored before the first post, and what is stored opens nothing.
 */
export function visitorIdOf(secret: string): string {
  const bytes = createHash("sha256").update(`duet-lab:${secret}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "#lib/env";

/** AES-256-GCM (NIST SP 800-38D): a nonce of 12 bytes in front, a tag of 16 at the end. */
const NONCE = 12;
const TAG = 16;

const keys = new Map<string, KeyObject>();

function keyFor(purpose: string): KeyObject {
  const { AUTH_SECRET } = env();
  const name = `${purpose} ${AUTH_SECRET}`;
  const known = keys.get(name);
  if (known) return known;
  const bytes = new Uint8Array(hkdfSync("sha256", AUTH_SECRET, "", `duet:${purpose}`, 32));
  const key = createSecretKey(bytes);
  keys.set(name, key);
  return key;
}

/**
 * Encrypts what must not lie in the database in clear, with a key for this purpose alone that
 * follows from AUTH_SECRET (HKDF, RFC 5869). `place` says where it lies: moved elsewhere, it cannot be opened.
 */
export function seal(text: string, purpose: string, place: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce).setAAD(Buffer.from(place));
  const sealed = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return new Uint8Array(Buffer.concat(sealed));
}

/** What `seal` encrypted; null when it was changed, lay elsewhere, or AUTH_SECRET is another one now. */
export function unseal(sealed: Uint8Array, purpose: string, place: string): string | null {
  if (sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG));
  try {
    const text = decipher.update(sealed.subarray(NONCE, -TAG));
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    return null;
  }
}

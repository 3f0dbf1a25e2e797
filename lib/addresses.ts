import { env } from "#lib/env";

/** The blog's public origin, without a slash at the end. */
export function siteOrigin(): string {
  return new URL(env().AUTH_URL).origin;
}

/** A path of ours, or an address that is one already, as others can follow it. */
export function absoluteUrl(path: string): string {
  return new URL(path, siteOrigin()).href;
}

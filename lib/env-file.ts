import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

type Environment = Record<string, string | undefined>;

/** Adds what a `.env` file says to `target`, where `target` says nothing itself; a missing file is fine. */
export function loadEnvFile(file: string, target: Environment = process.env): void {
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, "utf8")))) {
    target[name] ??= value;
  }
}

/**
 * The AUTH_SECRET of a `.env` file; made (256 random bits) and written there, for its owner's eyes only,
 * when it has none. `created` tells which of the two happened.
 */
export function keepSecret(file: string): { secret: string; created: boolean } {
  const content = existsSync(file) ? readFileSync(file, "utf8") : "";
  const present = parseEnv(content).AUTH_SECRET;
  if (present) return { secret: present, created: false };
  const secret = randomBytes(32).toString("base64url");
  const line = `AUTH_SECRET=${secret}`;
  const empty = /^\s*(export\s+)?AUTH_SECRET\s*=.*$/m;
  const gap = content === "" || content.endsWith("\n") ? "" : "\n";
  const written = empty.test(content) ? content.replace(empty, line) : `${content}${gap}${line}\n`;
  writeFileSync(file, written, { mode: 0o600 });
  chmodSync(file, 0o600); // `mode` counts for a new file only
  return { secret, created: true };
}

import { resolve } from "node:path";
import { type Env, isLoopback, readEnv } from "#lib/env";
import { keepSecret, loadEnvFile } from "#lib/env-file";
import { Refusal } from "./progress.ts";

/** Reads and checks the settings, and makes them this process's own, complete and absolute. */
export function settings(mode: "development" | "production"): { env: Env; created: boolean } {
  for (const name of ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"])
    delete process.env[`DUET_DEMO_${name}`];
  loadEnvFile(".env");
  let created = false;
  // On this machine a secret nobody chose will do; for a public address somebody has to keep it.
  if (!process.env.AUTH_SECRET && isLocal(process.env.AUTH_URL)) {
    const kept = keepSecret(".env");
    process.env.AUTH_SECRET = kept.secret;
    created = kept.created;
  }
  const result = readEnv(process.env);
  if (!result.ok) throw new Refusal(result.problems.join("\n"));
  const env = { ...result.env, DATA_DIR: resolve(result.env.DATA_DIR) };
  Object.assign(process.env, {
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: process.env.NEXT_TELEMETRY_DISABLED ?? "1",
    AUTH_URL: env.AUTH_URL,
    DATA_DIR: env.DATA_DIR,
    HOST: env.HOST,
    PORT: String(env.PORT),
  });
  return { env, created };
}

/** Whether the site’s address is one of this machine; without one it is. */
export function isLocal(authUrl: string | undefined): boolean {
  if (!authUrl) return true;
  return URL.canParse(authUrl) && isLoopback(new URL(authUrl).hostname);
}

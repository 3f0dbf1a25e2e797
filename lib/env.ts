import { z } from "zod";
import { proxyTrust } from "#lib/client-address";

/** Loopback: this machine and nobody else (RFC 6761 for localhost, RFC 5735 and 4291 for the addresses). */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  if (name === "localhost" || name.endsWith(".localhost") || name === "[::1]") return true;
  return /^127(\.\d{1,3}){3}$/.test(name);
}

const text = z.string();
const parsed = (value: string) => (URL.canParse(value) ? new URL(value) : null);

const port = text
  .regex(/^\d{1,5}$/, "must be a whole number from 1 to 65535")
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, "must be a whole number from 1 to 65535");

const count = text
  .regex(/^[1-9]\d{0,6}$/, "must be a whole number from 1 to 9999999")
  .transform(Number);

const trustedProxies = text.transform((value, context) => {
  const message =
    "must be a number of proxies from 0 to 9, or their addresses with commas between, such as 127.0.0.1,10.0.0.0/8";
  const trust = proxyTrust(value);
  if (!trust) context.issues.push({ code: "custom", message, input: value });
  return trust ?? z.NEVER;
});

const databaseUrl = text.refine((value) => {
  const url = parsed(value);
  return /^postgres(ql)?:$/.test(url?.protocol ?? "") && /^\/[^/]+$/.test(url?.pathname ?? "");
}, "must be the address of a PostgreSQL database, such as postgresql://user:password@localhost:5432/duet");

const origin = text
  .refine((value) => {
    const url = parsed(value);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return false;
    return url.pathname === "/" && !url.search && !url.hash;
  }, "must be an origin, with http or https and without a path, such as https://blog.example")
  .transform((value) => new URL(value).origin);

const origins = text
  .transform((value) => value.split(",").map((each) => each.trim()))
  .pipe(z.array(origin).transform((list) => [...new Set(list)]));

const webOrigin = text.refine((value) => {
  const url = parsed(value);
  return /^https?:$/.test(url?.protocol ?? "") && !url?.search && !url?.hash;
}, "must be an address with http or https, such as https://s3.example");

const byteCount = text
  .regex(/^\d{1,15}$/, "must be a whole number of bytes")
  .transform(Number)
  .refine((value) => value >= 1, "must be a whole number of bytes");

const issuer = text.refine((value) => {
  const url = parsed(value);
  if (!url || url.search || url.hash) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}, "must be an https address (http only on this machine), such as https://login.example");

/** Every variable Duet reads. What each one means is in .env.example, which a test holds against this. */
const variables = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: text.default(".data"),
  PORT: port.default(3000),
  HOST: text
    .regex(/^[\w.:-]+$/, "must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0")
    .optional(),
  AUTH_URL: origin.optional(),
  AUTH_SECRET: text.min(32, "must have at least 32 characters").optional(),
  AUTH_GITHUB_ID: text.optional(),
  AUTH_GITHUB_SECRET: text.optional(),
  AUTH_GOOGLE_ID: text.optional(),
  AUTH_GOOGLE_SECRET: text.optional(),
  AUTH_OIDC_ISSUER: issuer.optional(),
  AUTH_OIDC_ID: text.optional(),
  AUTH_OIDC_SECRET: text.optional(),
  AUTH_OIDC_NAME: text.max(40, "must have at most 40 characters").optional(),
  UPLOAD_MAX_BYTES: byteCount
    .refine((value) => value <= 100_000_000, "must be 100000000 (100 MB) at most")
    .default(10 * 1024 * 1024),
  UPLOAD_QUOTA_BYTES: byteCount.default(1_000_000_000),
  S3_BUCKET: text
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
    .optional(),
  S3_ENDPOINT: webOrigin.optional(),
  S3_REGION: text.default("us-east-1"),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  TRUSTED_PROXIES: trustedProxies.prefault("0"),
  RATE_LIMIT: z.enum(["on", "off"], "must be on or off").default("on"),
  RATE_LIMIT_READS: count.default(600),
  RATE_LIMIT_WRITES: count.default(120),
  RATE_LIMIT_SIGN_IN: count.default(10),
  FRONT: z
    .enum(["on", "off"], "must be on or off")
    .default("on")
    .transform((value) => value === "on"),
  FRONT_MEMORY_MB: count
    .refine((value) => value <= 16_384, "must be 16384 (16 GB) at most")
    .default(64),
  DEMO_CONTENT: z
    .enum(["on", "off"], "must be on or off")
    .transform((value) => value === "on")
    .optional(),
  CORS_ORIGINS: origins.default([]),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be one of fatal, error, warn, info, debug, trace, silent",
    )
    .default("info"),
});

/** Set by scripts/start.ts for this process and its children, never by a person: where the demo identities live. */
const internal = z.object({
  DUET_DEMO_ISSUER: issuer.optional(),
  DUET_DEMO_CLIENT_ID: text.optional(),
  DUET_DEMO_CLIENT_SECRET: text.optional(),
});

/** The names a person may set, in the order of .env.example. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

type Variables = z.output<typeof variables> & z.output<typeof internal>;

/** The settings, complete: what was left out has its default. */
export interface Env extends Variables {
  HOST: string;
  AUTH_URL: string;
  AUTH_SECRET: string;
  DEMO_CONTENT: boolean;
}

export type Provider = "github" | "google" | "oidc";

/** The variables that together configure a way to sign in: all of them or none. */
const providerVariables = {
  github: ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
  google: ["AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"],
  oidc: ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
} as const satisfies Record<Provider, readonly (keyof Variables)[]>;

const providerNames = Object.keys(providerVariables) as Provider[];

/** The identity providers that are configured; none on loopback means the demo identities. */
export function signInProviders(env: Partial<Variables>): Provider[] {
  return providerNames.filter((name) => providerVariables[name].every((key) => env[key]));
}

export type EnvResult = { ok: true; env: Env } | { ok: false; problems: string[] };

const isSecret = (name: string) =>
  name.endsWith("_SECRET") || name === "DATABASE_URL" || name === "S3_SECRET_ACCESS_KEY";

/** Reads the settings out of `source`; an empty value counts as absent. One sentence for each wrong variable. */
export function readEnv(source: Record<string, string | undefined>): EnvResult {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = variables.extend(internal.shape).safeParse(given);
  const problems = valueProblems(result.error?.issues ?? [], given);
  const present = given as Partial<Variables>; // for asking what is there, whatever it is worth
  const address = result.success ? result.data.AUTH_URL : origin.safeParse(given.AUTH_URL).data;
  const url = new URL(address ?? `http://localhost:${result.data?.PORT ?? 3000}`);
  const local = isLoopback(url.hostname);
  const providers = signInProviders(present);
  problems.push(...providerProblems(present), ...publicProblems(url, local, present));
  problems.push(...storeProblems(present));
  if (!local && given.RATE_LIMIT === "off") {
    problems.push(
      `RATE_LIMIT is off, but AUTH_URL is ${url.origin}, which others can reach: remove it, or raise the limits.`,
    );
  }
  if (!given.AUTH_SECRET) {
    problems.push("AUTH_SECRET is missing: set it to at least 32 random characters.");
  }
  if (given.DUET_DEMO_ISSUER && (!local || providers.length > 0)) {
    problems.push("DUET_DEMO_ISSUER is set by npm start itself: remove it from your settings.");
  }
  const values = result.data;
  if (problems.length > 0 || !values?.AUTH_SECRET) return { ok: false, problems };
  return {
    ok: true,
    env: {
      ...values,
      AUTH_URL: url.origin,
      AUTH_SECRET: values.AUTH_SECRET,
      HOST: values.HOST ?? defaultHost(url, local),
      DEMO_CONTENT: values.DEMO_CONTENT ?? providers.length === 0,
    },
  };
}

function valueProblems(issues: z.core.$ZodIssue[], given: Record<string, unknown>): string[] {
  const names = [...new Set(issues.map(({ path }) => String(path[0])))];
  return names.map((name) => {
    const message = issues.find(({ path }) => path[0] === name)?.message;
    return `${name} ${message}${isSecret(name) ? "" : `, but it is “${given[name]}”`}.`;
  });
}

function defaultHost(url: URL, local: boolean): string {
  if (!local) return "0.0.0.0";
  return url.hostname === "[::1]" ? "::1" : "127.0.0.1";
}

function providerProblems(given: Partial<Variables>): string[] {
  return providerNames.flatMap((name) => {
    const names = providerVariables[name];
    const missing = names.filter((key) => !given[key]);
    if (missing.length === 0 || missing.length === names.length) return [];
    const set = names.filter((key) => given[key]);
    return missing.map((key) => `${key} is missing: it belongs to ${set.join(" and ")}.`);
  });
}

/** The files of uploads go to a bucket when it can be opened, and never half configured to the disk. */
function storeProblems(given: Partial<Variables>): string[] {
  const required = ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  const set = [...required, "S3_ENDPOINT" as const].filter((name) => given[name]);
  if (set.length === 0) return [];
  const missing = required.filter((name) => !given[name]);
  return missing.map((name) => `${name} is missing: it belongs to ${set.join(" and ")}.`);
}

/** On an address that others reach, nobody may sign in as a demo person: something real is needed. */
function publicProblems(url: URL, local: boolean, given: Partial<Variables>): string[] {
  const begun = providerNames.some((name) => providerVariables[name].some((key) => given[key]));
  if (local || begun) return [];
  const choices = providerNames.map((name) => providerVariables[name].join(", "));
  return [
    `AUTH_URL is ${url.origin}, which others can reach, so a way to sign in must be configured: ` +
      `set ${choices.slice(0, -1).join("; or ")}; or ${choices.at(-1)}.`,
  ];
}

let current: Env | undefined;

/**
 * The settings of this process, read once at the first call. A wrong one ends the process with a sentence
 * on stderr and exit code 1: `npm start` has checked them all before anything else runs.
 */
export function env(): Env {
  if (current) return current;
  const result = readEnv(process.env);
  if (result.ok) {
    current = result.env;
    return current;
  }
  process.stderr.write(`${result.problems.join("\n")}\n`);
  process.exit(1);
}

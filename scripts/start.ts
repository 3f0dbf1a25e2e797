// `npm start`, and with --dev `npm run dev`: everything that has to run, in order, and down again in the
// reverse order.
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { tag } from "#domain/events";
import { fitAnswers } from "#doors/fit-answers";
import { answerMethods } from "#doors/methods";
import { allAfterwards } from "#lib/afterwards";
import { demoPeople, startDemoIdentity } from "#lib/demo-identity";
import { type Env, signInProviders } from "#lib/env";
import { log } from "#lib/log";
import { listenToOutbox } from "#lib/outbox-listener";
import { ensureClient } from "#lib/prisma-cli";
import { closeRateLimits } from "#lib/rate-limit";
import { repeat } from "#lib/repeat";
import { BuildFailure, ensureBuild, occupyBuild } from "./build.ts";
import { migrateDatabase, openDatabase } from "./database.ts";
import { atStop, live, runChild } from "./lifetime.ts";
import { Refusal, say, seconds } from "./progress.ts";
import { claimDataDir, writeRun } from "./run-file.ts";
import { isLocal, settings } from "./settings.ts";
import { step } from "./step.ts";

const dev = process.argv.includes("--dev");
const started = performance.now();

await live({ main, failed: tell, stopped: 0, stays: true });

async function main() {
  say(dev ? "Duet, for development" : "Duet");
  const { env, created } = settings(dev ? "development" : "production");
  if (created) say("  ✓ Settings: wrote .env with a secret of its own");
  log.level = env.LOG_LEVEL;
  mkdirSync(env.DATA_DIR, { recursive: true });
  atStop(claimDataDir(env.DATA_DIR));
  await refuseTakenPort(env);

  await step("Database client", () => ensureClient());
  const database = await step("Database", async (note) => {
    const opened = await openDatabase(env.DATABASE_URL, env.DATA_DIR);
    note(opened.own ? "PostgreSQL of its own" : "the one of DATABASE_URL");
    return opened;
  });
  process.env.DATABASE_URL = database.url;
  await step("Migrations", async (note) => {
    const count = await migrateDatabase(database.url);
    note(count === 0 ? "none to apply" : `${count} applied`);
  });
  if (!dev) {
    await step("Build", async (note) => note((await ensureBuild()) ? "made" : "current"));
    occupyBuild();
  }
  const demo = signInProviders(env).length === 0;
  if (demo) await step("Demo identity provider", () => serveDemoIdentity(env.AUTH_URL));
  if (env.DEMO_CONTENT) await step("Demo content", seed);

  await step("Server", async () => {
    // Only now: React and Next read NODE_ENV when they are loaded.
    const { startServer } = await import("../server.ts");
    const { expireNow } = await import("#doors/purge");
    const { sweepFiles } = await import("#domain/uploads/storage");
    const server = await startServer({
      dev,
      port: env.PORT,
      host: env.HOST,
      authUrl: env.AUTH_URL,
      corsOrigins: env.CORS_ORIGINS,
      trusts: env.TRUSTED_PROXIES,
      front: { keeps: env.FRONT, memory: env.FRONT_MEMORY_MB * 1024 * 1024 },
      intercept: [
        answerMethods(env.CORS_ORIGINS),
        fitAnswers(
          dev ? null : join(process.env.NEXT_DIST_DIR ?? ".next", "server/app/_not-found.html"),
        ),
      ],
    });
    // Other processes write too: an import, another instance.
    const listener = listenToOutbox(
      database.url,
      (tags) => void expireNow(tags.includes("*") ? [tag.everything] : tags),
      (error) => log.warn({ err: error }, "the database’s notifications are interrupted"),
    );
    // And this only after Next has prepared: what of Next it imports looks once for what that sets.
    const { startClock } = await import("#doors/clock");
    const clock = startClock();
    const { storeCalls } = await import("#domain/calls/queries");
    const calls = repeat("calls of the API", 1_000, storeCalls);
    const sweep = repeat("files that nobody has", 60 * 60 * 1000, () => sweepFiles());
    const { sweepKeys } = await import("#domain/once");
    const keys = repeat("expired Idempotency-Keys", 10 * 60 * 1000, () => sweepKeys());
    atStop(async () => {
      await keys.stop();
      await sweep.stop();
      await clock.stop();
      await listener.stop();
      await server.stop();
      await calls.stop();
      await storeCalls().catch((error) => log.warn({ err: error }, "the last calls are lost"));
      await allAfterwards();
      await closeRateLimits();
    });
  });
  const run = { pid: process.pid, url: env.AUTH_URL, databaseUrl: database.url, demo };
  atStop(writeRun(env.DATA_DIR, run));
  welcome(env, demo);
}

/** Before anything slow: nothing is worse than a minute of building for a port that is not free. */
function refuseTakenPort({ PORT, HOST }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const other = `PORT=${PORT === 65_535 ? 3000 : PORT + 1} npm start`;
      const sentences: Record<string, string> = {
        EADDRINUSE: `Port ${PORT} is taken by another program. Stop that one, or choose another port: ${other}`,
        EACCES: `Port ${PORT} is not for an ordinary user. Choose one above 1023: PORT=3000 npm start`,
        EADDRNOTAVAIL: `HOST is ${HOST}, which is not an address of this machine.`,
      };
      const sentence =
        sentences[code ?? ""] ?? `Nothing can listen on ${HOST}:${PORT}: ${message}.`;
      reject(new Refusal(sentence));
    });
    probe.listen(PORT, HOST, () => probe.close(() => resolve()));
  });
}

async function serveDemoIdentity(authUrl: string) {
  const identity = await startDemoIdentity({ authUrl });
  atStop(() => identity.stop());
  process.env.DUET_DEMO_ISSUER = identity.issuer;
  process.env.DUET_DEMO_CLIENT_ID = identity.clientId;
  process.env.DUET_DEMO_CLIENT_SECRET = identity.clientSecret;
}

async function seed() {
  const { code, output } = await runChild(process.execPath, ["prisma/seed.ts"]);
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe demo blog could not be written.`);
}

function welcome(env: Env, demo: boolean) {
  say(`\nDuet answers at ${env.AUTH_URL} (after ${seconds(performance.now() - started)}).`);
  if (demo) {
    const people = demoPeople().map(({ name, role }) => `${name} (${role})`);
    say(`Sign in as a demo person: ${people.join(", ")}.`);
    say("`npm run demo` prints tokens of theirs for the API.");
  }
  if (env.AUTH_URL.startsWith("http:") && !isLocal(env.AUTH_URL)) {
    say(
      "Warning: AUTH_URL is http, so whoever sits in between can read along and sign in as others.",
    );
  }
  say("Ctrl-C stops everything.\n");
}

function tell(error: unknown) {
  if (error instanceof BuildFailure) say(error.output);
  // What the reader can do something about is a sentence; a fault of ours needs its stack.
  const expected = error instanceof Refusal || error instanceof BuildFailure;
  const text = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
  process.stderr.write(`\n${text}\n`);
}

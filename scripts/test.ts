// `npm test`: everything, from a clean clone. It needs nothing running and leaves nothing running.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { variableNames } from "#lib/env";
import { ensureClient } from "#lib/prisma-cli";
import { BuildFailure, ensureBuild, hasCurrentBuild, servedBy } from "./build.ts";
import { runChecks, type Tally } from "./checks.ts";
import { ensureChromium } from "./chromium.ts";
import { hasJava } from "./java.ts";
import { atStop, isStopping, live, runChild } from "./lifetime.ts";
import { say } from "./progress.ts";
import { step } from "./step.ts";

const total: Tally = { passed: 0, failed: 0 };

await live({ main, failed: (error) => say((error as Error).stack ?? ""), stopped: 130 });

async function main() {
  // Whoever tests has settings of his own: what is tested is what a fresh clone would do.
  for (const name of variableNames) process.env[name] = "";
  process.env.AUTH_SECRET = randomBytes(32).toString("base64url");
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const reports = mkdtempSync(join(tmpdir(), "duet-test-"));
  atStop(() => rmSync(reports, { recursive: true, force: true }));

  const hasBrowser = await attempt("Chromium", async () => void (await ensureChromium()));
  // First, while a clean clone is as clean as a stranger's, with nothing in it that a check has made.
  const isBuilt = await attempt("Build", buildForTests);
  await phase("Checks", runChecks);
  await phase("Unit and database tests", () => runVitest(join(reports, "vitest.json")));
  if (isBuilt && hasBrowser) {
    await phase("Journeys", () => runPlaywright(join(reports, "playwright.json")));
    if (!hasJava()) withoutJava();
  } else {
    say(`\nThe journeys were not run: ${isBuilt ? "there is no browser" : "the build failed"}.`);
  }
  say(`\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

/** Runs one phase and adds what it counted. */
async function phase(name: string, work: () => Promise<Tally>) {
  if (isStopping()) return;
  say(`\n${name}`);
  const { passed, failed } = await work();
  say(`  ${name}: ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}

/** Something the rest depends on, and that only counts when it fails or took work: once. */
async function attempt(name: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await step(name, work);
    total.passed++;
    return true;
  } catch (error) {
    if (isStopping()) throw error;
    total.failed++;
    say(error instanceof BuildFailure ? error.output : (error as Error).message);
    return false;
  }
}

async function buildForTests() {
  await ensureClient();
  // A running Duet keeps the build it serves; the tests then get one of their own.
  if (!hasCurrentBuild() && servedBy()) process.env.NEXT_DIST_DIR = ".next-test";
  await ensureBuild();
}

/** Not counted, but never silent; where everything must run, it is a failure. */
function withoutJava() {
  say(
    "\nThe Nu HTML checker was not run: it needs Java (Debian: apt-get install default-jre-headless).",
  );
  if (process.env.DUET_TEST_ALL === "on") total.failed++;
}

async function runVitest(report: string): Promise<Tally> {
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await runChild("vitest", args, { stdio: "inherit" });
  return count(code, report, (read) => {
    const { numPassedTests, numFailedTests } = read as Record<string, number>;
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
  });
}

async function runPlaywright(report: string): Promise<Tally> {
  const { code } = await runChild("playwright", ["test", "--reporter=list,json"], {
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return count(code, report, (read) => {
    const { stats } = read as { stats: Record<"expected" | "unexpected" | "flaky", number> };
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

/** What a runner's report says; a runner that failed for another reason than a test's counts as one. */
function count(code: number, report: string, read: (report: unknown) => Tally): Tally {
  let tally: Tally = { passed: 0, failed: 0 };
  try {
    tally = read(JSON.parse(readFileSync(report, "utf8")));
  } catch (error) {
    say(`  There is no report: ${(error as Error).message}`);
  }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

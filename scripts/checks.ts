import { ensureClient } from "#lib/prisma-cli";
import { isStopping, runChild } from "./lifetime.ts";
import { say, seconds } from "./progress.ts";

export interface Tally {
  passed: number;
  failed: number;
}

/** What `npm run check` runs, in this order; each is a program that says nothing when all is well. */
const CHECKS: [name: string, command: string, args: string[]][] = [
  ["Format and lint", "biome", ["check", "--colors=off"]],
  ["Types", "tsc", ["--noEmit", "--incremental", "false"]],
  ["Structure", process.execPath, ["scripts/structure.ts"]],
  ["Unused code", "knip", ["--no-progress"]],
];

/** What writes types, after the database client's: of the pages, and of the API for the journeys. */
const TYPES: [command: string, args: string[]][] = [
  ["next", ["typegen"]],
  [process.execPath, ["e2e/typegen/generate.ts"]],
];

/** Runs every check to its end, whatever the others say: a line each, and what is wrong below it. */
export async function runChecks(): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  const check = async (name: string, work: () => Promise<{ ok: boolean; output: string }>) => {
    if (isStopping()) return;
    const started = performance.now();
    const { ok, output } = await work();
    tally[ok ? "passed" : "failed"]++;
    say(`  ${ok ? "✓" : "✗"} ${name} (${seconds(performance.now() - started)})`);
    if (!ok) say(`\n${output.trim()}\n`);
  };
  // Three kinds of types are written by machines, and not kept in git.
  await check("Generated types", generateTypes);
  for (const [name, command, args] of CHECKS) {
    await check(name, async () => {
      const { code, output } = await runChild(command, args);
      return { ok: code === 0, output };
    });
  }
  return tally;
}

async function generateTypes(): Promise<{ ok: boolean; output: string }> {
  try {
    await ensureClient();
  } catch (error) {
    return { ok: false, output: (error as Error).message };
  }
  for (const [command, args] of TYPES) {
    const { code, output } = await runChild(command, args);
    if (code !== 0) return { ok: false, output };
  }
  return { ok: true, output: "" };
}

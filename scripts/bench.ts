// `npm run bench`: how fast the API is, as ratios to a floor measured in the same run. Machines differ and
// are noisy: the numbers are the median and the ends of several rounds. It says whether a goal was reached,
// and does not fail when not: a busy machine is no defect.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, runScript, startDuet } from "../e2e/duet.ts";
import { compareReads, countCreates, type Row } from "./bench/api.ts";
import { startFloor } from "./bench/floor.ts";
import { lists } from "./bench/lists.ts";
import { atStop, live } from "./lifetime.ts";
import { say } from "./progress.ts";
import { step } from "./step.ts";

await live({ main, failed: (error) => say((error as Error).stack ?? ""), stopped: 130 });

async function main() {
  say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}`);
  process.env.RATE_LIMIT = "off";
  const dataDir = mkdtempSync(join(tmpdir(), "duet-bench-"));
  atStop(() => rmSync(dataDir, { recursive: true, force: true }));
  const settings = { dataDir, port: await freePort() };
  const duet = await step("Duet", () => startDuet(settings));
  atStop(async () => void (await duet.end("SIGTERM")));
  const floor = await step("Floor", startFloor);
  atStop(() => floor.end());
  const demo = await runScript("demo", ["--json"], settings);
  const token: string = JSON.parse(demo.stdout).accounts.author.token;
  const blog = { url: duet.url, token };
  say("\nReads");
  const rows = await compareReads(blog, floor);
  say("\nWrites");
  rows.push(await countCreates(blog));
  say(`  ${rows.at(-1)?.measured}`);
  say("\nLists and search");
  rows.push(...(await lists()));
  report(rows);
}

function report(rows: readonly Row[]) {
  say("\n| what | measured: median (least–greatest) | goal | |\n| --- | --- | --- | --- |");
  for (const { name, measured, goal, reached } of rows) {
    say(`| ${name} | ${measured} | ${goal} | ${reached ? "reached" : "**missed**"} |`);
  }
}

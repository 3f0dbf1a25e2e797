// `npm run bench:doors`: the same write and the same read through both doors, and a page's own read, in a tab
// of Chromium and over HTTP, alone and five at once. It writes the report that /lab/measured shows
// (domain/doors-run.json) and the chapter that quotes it. Some minutes; a busy machine makes all of it slow.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { DoorsRun, Measured } from "#domain/measured";
import { type Timed, timedInTab, timedOverHttp } from "#lib/lab/timed";
import { tenths } from "#lib/lab/times";
import { quantile, type Span, spread } from "#lib/statistics";
import { type HttpGo, timeOverHttp } from "./bench/doors-http.ts";
import { openTimer, type TabGo, timeInTab } from "./bench/doors-tab.ts";
import { withDuet } from "./bench/throw-away.ts";
import { launchChromium } from "./chromium.ts";
import { atStop, live, runChild } from "./lifetime.ts";
import { Refusal, say } from "./progress.ts";
import { step } from "./step.ts";

/** Goes of each way that count, and those before, in which code is compiled. */
const GOES = 200;
const WARM = 16;

await live({
  main,
  failed: (error) => say(error instanceof Refusal ? error.message : ((error as Error).stack ?? "")),
  stopped: 130,
});

async function main() {
  const before = tenths(loadavg()[0] ?? 0);
  const browser = await launchChromium();
  atStop(() => browser.close());
  const cases: Measured[] = [];
  await withDuet({ demo: false }, async ({ url }) => {
    const tab: TabGo[] = await step("In a tab", async () => {
      const page = await browser.newPage();
      await openTimer(page, url);
      const goes: TabGo[] = [];
      while (goes.length < (WARM + GOES) * timedInTab.length) goes.push(...(await timeInTab(page)));
      return goes;
    });
    const http = await step("Over HTTP", () => timeOverHttp(url, WARM + GOES));
    cases.push(...timedInTab.map((timed) => inTab(timed, counted(tab, timed))));
    cases.push(...timedOverHttp.map((timed) => overHttp(timed, counted(http, timed))));
  });
  const run: DoorsRun = {
    date: new Date().toISOString(),
    next: JSON.parse(readFileSync(file("node_modules/next/package.json"), "utf8")).version,
    node: process.versions.node,
    browser: `Chromium ${browser.version()}`,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    load: { before, after: tenths(loadavg()[0] ?? 0) },
    cases,
  };
  writeFileSync(file("domain/doors-run.json"), `${JSON.stringify(run, null, 2)}\n`);
  for (const { from, what, way, atOnce, median, p95 } of cases) {
    say(`  ${from}: ${what} by ${way}, ${atOnce} at once: ${median} ms, 19 of 20 within ${p95} ms`);
  }
  // In a process of its own, which reads the new report.
  const { code, output } = await runChild(process.execPath, ["scripts/two-doors.ts"]);
  if (code !== 0) throw new Error(output);
}

function file(path: string): string {
  return join(import.meta.dirname, "..", path);
}

/** The last of the goes by this way. */
function counted<G extends Timed>(goes: readonly G[], { what, way, atOnce }: Timed): G[] {
  const all = goes.filter((go) => go.what === what && go.way === way && go.atOnce === atOnce);
  return all.slice(-GOES);
}

function inTab(timed: Timed, goes: readonly TabGo[]): Measured {
  const requests = spread(goes.map((go) => go.requests.length)).median;
  return { from: "tab", ...timed, ...times(goes), requests, sent: null, received: null };
}

function overHttp(timed: Timed, goes: readonly HttpGo[]): Measured {
  const all = goes.map(({ exchanges }) => exchanges);
  const bytes = (of: "sent" | "received") =>
    Math.round(spread(all.map((each) => each.reduce((sum, one) => sum + one[of], 0))).median);
  const spans = all.map((each) => ({
    began: Math.min(...each.map(({ began }) => began)),
    ended: Math.max(...each.map(({ ended }) => ended)),
  }));
  const wire = { sent: bytes("sent"), received: bytes("received") };
  const requests = spread(all.map((each) => each.length)).median;
  return { from: "http", ...timed, ...times(spans), requests, ...wire };
}

function times(spans: readonly Span[]) {
  const took = spans.map(({ began, ended }) => ended - began);
  const { median, least, greatest } = spread(took);
  return {
    n: took.length,
    median: tenths(median),
    p95: tenths(quantile(took, 0.95)),
    least: tenths(least),
    greatest: tenths(greatest),
  };
}

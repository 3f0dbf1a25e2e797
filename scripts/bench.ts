// `npm run bench`: how fast the API is, as ratios to a floor measured in the same run. Machines differ and
// are noisy: the numbers are the median and the ends of several rounds. It says whether a goal was reached,
// and does not fail when not: a busy machine is no defect. All of it takes half an hour;
// `npm run bench -- reads writes` only these parts.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { databaseUrlOf, freePort, runScript, startDuet } from "../e2e/duet.ts";
import { compareReads, countCreates, type Row } from "./bench/api.ts";
import { startFloor } from "./bench/floor.ts";
import { phoneSpeeds } from "./bench/lighthouse.ts";
import { lists } from "./bench/lists.ts";
import { compareFront, compareNext } from "./bench/pages.ts";
import { fillPosts } from "./bench/posts.ts";
import { withDuet } from "./bench/throw-away.ts";
import { atStop, live } from "./lifetime.ts";
import { Refusal, say } from "./progress.ts";
import { step } from "./step.ts";

/** The pages of the demo blog that are measured. */
const PATHS = ["/posts/welcome-to-duet", "/", "/tags/caching", "/feed.xml"];

/** What can be measured, in this order. */
const titles = {
  pages: "Pages",
  reads: "Reads",
  writes: "Writes",
  phone: "Pages on a slow phone",
  lists: "Lists and search",
};
type Part = keyof typeof titles;
const isPart = (name: string): name is Part => Object.hasOwn(titles, name);

await live({
  main,
  failed: (error) => say(error instanceof Refusal ? error.message : ((error as Error).stack ?? "")),
  stopped: 130,
});

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !isPart(name));
  if (unknown !== undefined) {
    throw new Refusal(`There is no part “${unknown}”; there is ${Object.keys(titles).join(", ")}.`);
  }
  const parts = Object.keys(titles).filter(isPart);
  const chosen = parts.filter((part) => wanted.length === 0 || wanted.includes(part));
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
  const work: Record<Part, () => Promise<Row[]>> = {
    pages: () => comparePages(duet.url, floor.url),
    reads: () => compareReads(blog, floor),
    writes: async () => {
      const creates = await countCreates(blog);
      say(`  ${creates.measured}`);
      return [creates];
    },
    phone: () => phoneSpeeds(duet.url),
    lists,
  };
  const rows: Row[] = [];
  for (const part of chosen) {
    say(`\n${titles[part]}`);
    rows.push(...(await work[part]()));
  }
  report(rows);
}

/** Public pages of the demo blog with the front and without it, and of a blog of 10,000 posts with it. */
async function comparePages(demo: string, floor: string): Promise<Row[]> {
  const rows = await compareFront(demo, PATHS);
  await withDuet({ variables: { RATE_LIMIT: "off", FRONT: "off" } }, async ({ url }) => {
    rows.push(...(await compareNext(url, PATHS, `${floor}/empty`)));
  });
  await withDuet({ demo: false }, async ({ url, dataDir }) => {
    await step("10,000 posts", () => fillPosts(databaseUrlOf(dataDir), 10_000));
    const paths = ["/posts/post-5000", "/", "/tags/tag-1", "/feed.xml"];
    for (const row of await compareFront(url, paths)) {
      rows.push({ ...row, name: `${row.name}, of 10,000 posts` });
    }
  });
  return rows;
}

function report(rows: readonly Row[]) {
  say("\n| what | measured: median (least–greatest) | goal | |\n| --- | --- | --- | --- |");
  for (const { name, measured, goal, reached } of rows) {
    const verdict = goal === undefined ? "" : reached ? "reached" : "**missed**";
    say(`| ${name} | ${measured} | ${goal ?? ""} | ${verdict} |`);
  }
}

// docs/lab: what each experiment of the lab wrote down in a real run, for readers without JavaScript.
// Taken anew from a demo blog that runs a production build: start one (`npm start`), then
//
//   node_modules/.bin/node scripts/lab-transcripts.ts http://localhost:3000 [name …]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { experiments } from "#domain/experiments";
import type { Run, Transcript } from "#lib/lab/exchange";
import { launchChromium } from "./chromium.ts";

const folder = join(import.meta.dirname, "../docs/lab");

/** Of a row as much (characters) as tells what it is: git keeps every version of these files. */
const SHOWN = 100;

const [baseURL, ...names] = process.argv.slice(2);
if (!baseURL || !URL.canParse(baseURL)) {
  throw new Error("Say where the demo blog runs: scripts/lab-transcripts.ts http://localhost:3000");
}
const nextPackage = join(import.meta.dirname, "../node_modules/next/package.json");
const { version } = JSON.parse(readFileSync(nextPackage, "utf8"));
mkdirSync(folder, { recursive: true });

const browser = await launchChromium();
try {
  for (const { name } of experiments) {
    if (names.length === 0 || names.includes(name)) await take(name);
  }
} finally {
  await browser.close();
}

/** Runs an experiment through every door and writes down what it recorded. */
async function take(name: string): Promise<void> {
  const page = await browser.newPage({ baseURL });
  await page.goto(`/lab/${name}`);
  const runs: Run[] = [];
  let told: (run: Run) => void = () => undefined;
  await page.exposeFunction("keepRun", (run: Run) => told(run));
  await page.evaluate(() => {
    document.addEventListener("duet-lab-run", (event) => {
      Reflect.get(globalThis, "keepRun")((event as CustomEvent).detail);
    });
  });
  const buttons = page.getByRole("region", { name: "2. Run" }).getByRole("button");
  for (const button of await buttons.all()) {
    const { promise, resolve } = Promise.withResolvers<Run>();
    told = resolve;
    await button.click();
    runs.push(await promise);
  }
  for (const { rows } of runs.flatMap(({ exchanges }) => exchanges)) {
    for (const row of rows) row.text = row.text.slice(0, SHOWN);
  }
  const transcript: Transcript = { recorded: new Date().toISOString(), next: version, runs };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(transcript, null, 2)}\n`);
  console.log(`docs/lab/${name}.json: ${runs.map(({ door }) => door).join(", ")}`);
  await page.close();
}

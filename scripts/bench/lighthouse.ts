// How fast a page is on Lighthouse's slow phone. Lighthouse calculates it from what it saw on this machine, so
// a busy machine makes pages slow: measured here, and not asserted by a test (decision 28). Beside ours stands
// a page of Next's with nothing but a heading: what React and the router take.

import { setTimeout as sleep } from "node:timers/promises";
import { spread, written } from "#lib/statistics";
import { type Judgment, judge } from "../../e2e/readers/lighthouse.ts";
import { buildEmptyPage } from "../../e2e/readers/weigh.ts";
import { say } from "../progress.ts";
import type { Row } from "./api.ts";
import { startNext } from "./floor.ts";

const RUNS = 5;

const PAGES = { "front page": "/", post: "/posts/welcome-to-duet", tag: "/tags/craft" };

const FLOOR = "Next's empty page";

interface Goal {
  name: string;
  of: (judgment: Judgment) => number;
  goal: string;
  isReached: (median: number) => boolean;
}

const GOALS: Goal[] = [
  {
    name: "performance",
    of: ({ scores }) => scores.performance ?? 0,
    goal: "≥ 98",
    isReached: (median) => median >= 98,
  },
  {
    name: "largest contentful paint, ms",
    of: ({ lcp }) => lcp,
    goal: "≤ 1500",
    isReached: (median) => median <= 1500,
  },
  {
    name: "total blocking time, ms",
    of: ({ tbt }) => tbt,
    goal: "≤ 100",
    isReached: (median) => median <= 100,
  },
];

/** Asks for a page until it comes as it comes to most: kept, and packed as small as it gets (decision 32). */
async function settle(address: string): Promise<void> {
  let before: string | null = "";
  for (let still = 0; still < 3; still++) {
    const answer = await fetch(address, { headers: { "accept-encoding": "br" } });
    await answer.arrayBuffer();
    const etag = answer.headers.get("etag");
    if (etag !== before) still = 0;
    before = etag;
    await sleep(500);
  }
}

/** Each page in turn, five times over, as somebody's first of a page that others have read. */
export async function phoneSpeeds(url: string): Promise<Row[]> {
  const seen = new Map<string, Judgment[]>();
  const next = await startNext(await buildEmptyPage());
  try {
    const addresses = Object.entries(PAGES).map(([name, path]) => [name, url + path] as const);
    for (const [, address] of addresses) await settle(address);
    for (let run = 0; run < RUNS; run++) {
      for (const [name, address] of [[FLOOR, next.url] as const, ...addresses]) {
        seen.set(name, [...(seen.get(name) ?? []), await judge(address)]);
      }
    }
  } finally {
    await next.end();
  }
  const rows = [...seen].flatMap(([page, judgments]) =>
    GOALS.map(({ name, of, goal, isReached }) => {
      const values = spread(judgments.map(of));
      const measured = written(values, 0);
      const judged = page === FLOOR ? {} : { goal, reached: isReached(values.median) };
      return { name: `${page}: ${name}`, measured, ...judged };
    }),
  );
  for (const { name, measured } of rows) say(`  ${name}: ${measured}`);
  return rows;
}

// Public pages: through the front against a bare node:http server that sends the same bytes, and straight
// from Next against an empty static page of Next's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Spread, spread, written } from "#lib/statistics";
import { say } from "../progress.ts";
import type { Row } from "./api.ts";
import type { Told } from "./bare.ts";
import { type Load, load } from "./load.ts";

const ROUNDS = 5;
const SECONDS = 3;

interface Bare {
  /** Makes it answer at the returned address as this address does now. */
  copy(url: string): Promise<string>;
  end(): void;
}

/** Starts the bare server. */
export async function startBare(): Promise<Bare> {
  const child = fork(join(import.meta.dirname, "bare.ts"));
  const [{ port }] = await once(child, "message");
  return {
    async copy(url) {
      const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
      const path = new URL(url).pathname;
      const told: Told = {
        path,
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => !ofTheConnection.has(name)).flat(),
        body: Buffer.from(await answer.arrayBuffer()).toString("base64"),
      };
      child.send(told);
      await once(child, "message");
      return `http://127.0.0.1:${port}${path}`;
    },
    end: () => child.disconnect(),
  };
}

const ofTheConnection = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

/** Each page of a blog with the front, in turn with the bare server. */
export async function compareFront(blog: string, paths: readonly string[]): Promise<Row[]> {
  const bare = await startBare();
  try {
    const rows: Row[] = [];
    for (const path of paths) {
      const cache = await warm(blog + path);
      if (cache !== "HIT") throw new Error(`${path} is not kept: ${cache}`);
      const least = await bare.copy(blog + path);
      rows.push(...(await compared(`${nameOf(path)} through the front`, blog + path, least, 0.75)));
    }
    return rows;
  } finally {
    bare.end();
  }
}

/** Each page of a blog without the front, in turn with an empty page of Next's. */
export async function compareNext(blog: string, paths: readonly string[], empty: string) {
  const rows: Row[] = [];
  for (const path of paths) {
    await warm(blog + path);
    const [ratio] = await compared(`${nameOf(path)} straight from Next`, blog + path, empty, 0.9);
    if (ratio) rows.push(ratio);
  }
  return rows;
}

async function compared(name: string, url: string, least: string, goal: number): Promise<Row[]> {
  const ratios: number[] = [];
  const ours: Load[] = [];
  const theirs: Load[] = [];
  await load({ url, status: 200 }, 2);
  await load({ url: least, status: 200 }, 2);
  for (let round = 0; round < ROUNDS; round++) {
    const one = await load({ url, status: 200 }, SECONDS);
    const other = await load({ url: least, status: 200 }, SECONDS);
    ratios.push(one.perSecond / other.perSecond);
    ours.push(one);
    theirs.push(other);
  }
  const ratio = spread(ratios);
  const speed = spread(ours.map(({ perSecond }) => perSecond));
  const tail = tailOf(ours);
  say(`  ${name}: ${written(ratio, 2)}, ${written(speed, 0)} a second`);
  return [
    {
      name,
      measured: `${written(ratio, 2)} of the floor, ${written(speed, 0)} a second`,
      goal: `≥ ${goal.toFixed(2)}`,
      reached: ratio.median >= goal,
    },
    {
      name: `${name}: p99`,
      measured: `${written(tail, 1)} × its p50; the floor's ${written(tailOf(theirs), 1)}`,
      goal: "< 5 ×",
      reached: tail.median < 5,
    },
  ];
}

/** The p99 by the p50. They are whole milliseconds, as autocannon tells them; below one is one. */
function tailOf(loads: readonly Load[]): Spread {
  return spread(loads.map(({ p50, p99 }) => Math.max(p99, 1) / Math.max(p50, 1)));
}

async function warm(url: string): Promise<string | null> {
  let cache: string | null = null;
  for (let read = 0; read < 5; read++) {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
    cache = answer.headers.get("x-cache");
  }
  return cache;
}

function nameOf(path: string): string {
  if (path === "/") return "the home page";
  if (path.startsWith("/posts/")) return "a post";
  if (path.startsWith("/tags/")) return "a tag";
  return path;
}

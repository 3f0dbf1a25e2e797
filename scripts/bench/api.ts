// Reads through the API against a bare route handler that sends the same bytes, and creates a second.
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { spread, written } from "#lib/statistics";
import { say } from "../progress.ts";
import type { Floor } from "./floor.ts";
import { load } from "./load.ts";
import { exchange } from "./wire.ts";

export interface Blog {
  url: string;
  /** An author's token. */
  token: string;
}

/** One measurement; what others are compared with has no goal. */
export type Row = { name: string; measured: string } & (
  | { goal: string; reached: boolean }
  | { goal?: undefined; reached?: undefined }
);

interface Case {
  name: string;
  path: string;
  headers: Record<string, string>;
  /** At least this share of the floor's requests a second. */
  goal: number;
}

const ROUNDS = 5;
const SECONDS = 3;

/** Each case in turn with its floor, five times over, so that what disturbs the machine disturbs both. */
export async function compareReads(blog: Blog, floor: Floor): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, path, headers, goal } of await cases(blog)) {
    const url = blog.url + path;
    const { status } = await fetch(url, { headers });
    const bare = await floor.copy(name.replace(/\W+/g, "-"), url, headers);
    const ratios: number[] = [];
    const ours: number[] = [];
    // Both warm: the first requests compile.
    await load({ url, headers, status }, 2);
    await load({ url: bare, headers, status }, 2);
    for (let round = 0; round < ROUNDS; round++) {
      const duet = await load({ url, headers, status }, SECONDS);
      const least = await load({ url: bare, headers, status }, SECONDS);
      ratios.push(duet.perSecond / least.perSecond);
      ours.push(duet.perSecond);
    }
    const ratio = spread(ratios);
    rows.push({
      name,
      measured: `${written(ratio, 2)} of the floor, ${written(spread(ours), 0)} a second`,
      goal: `≥ ${goal.toFixed(2)}`,
      reached: ratio.median >= goal,
    });
    say(`  ${name}: ${rows.at(-1)?.measured}`);
  }
  return rows;
}

async function cases({ url, token }: Blog): Promise<Case[]> {
  const { data } = (await (await fetch(`${url}/api/posts?limit=1`)).json()) as {
    data: { id: string }[];
  };
  const list = "/api/posts?limit=20";
  const one = `/api/posts/${data[0]?.id}`;
  // Unpacked, as it is measured: each packing has an ETag of its own.
  const plain = { headers: { "accept-encoding": "identity" } };
  const etag = (await fetch(url + one, plain)).headers.get("etag") ?? "";
  const bearer = { authorization: `Bearer ${token}` };
  return [
    { name: "list", path: list, headers: {}, goal: 0.7 },
    { name: "one post", path: one, headers: {}, goal: 0.7 },
    {
      name: "one post, 304",
      path: one,
      headers: { "if-none-match": etag, ...plain.headers },
      goal: 0.8,
    },
    { name: "list with a token", path: list, headers: bearer, goal: 0.4 },
    { name: "one post with a token", path: one, headers: bearer, goal: 0.4 },
  ];
}

const CLIENTS = 8;
const CREATES = 800;
/** Rounds that are not counted: a new process is slower until its code is compiled. */
const WARM = 2;

/** Posts created a second by eight clients, each POST with an Idempotency-Key of its own. */
export async function countCreates({ url, token }: Blog): Promise<Row> {
  const rates: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  for (let round = -WARM; round < ROUNDS; round++) {
    let left = CREATES;
    const started = performance.now();
    const client = async () => {
      while (left-- > 0) {
        const headers = {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": randomUUID(),
        };
        const post = { title: `Bench ${randomUUID()}`, body: "A **short** text." };
        const body = JSON.stringify(post);
        const sent = { method: "POST", path: "/api/posts", headers, body };
        const answer = await exchange(agent, url, sent);
        if (answer.status !== 201) throw new Error(answer.text());
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const rate = CREATES / ((performance.now() - started) / 1000);
    say(`  round ${round + 1}: ${Math.round(rate)} a second${round < 0 ? ", to warm up" : ""}`);
    if (round >= 0) rates.push(rate);
  }
  agent.destroy();
  const rate = spread(rates);
  return {
    name: "create",
    measured: `${written(rate, 0)} a second`,
    goal: "≥ 150",
    reached: rate.median >= 150,
  };
}

// What a list and a search cost with 1,000 posts and with 100,000: the operations themselves, in this process,
// against a temporary PostgreSQL. Both databases are asked in turn, so that a busy machine is busy for both.
import { performance } from "node:perf_hooks";
import type { z } from "zod";
import { type Operation, perform } from "#domain/operation";
import { listPosts } from "#domain/posts/operations";
import { searchPosts } from "#domain/search/operations";
import { guest } from "#lib/actor";
import { type Opened, open } from "#lib/db";
import { migrate } from "#lib/migrate";
import { type RunningPostgres, startTemporaryPostgres } from "#lib/postgres";
import { spread, written } from "#lib/statistics";
import { step } from "../step.ts";
import type { Row } from "./api.ts";
import { fillPosts } from "./posts.ts";

const ROUNDS = 20;

/** What a list may cost more with a hundred times as many posts, and what a search may. */
const GOALS = { list: 1.3, search: 2 };

interface Case {
  kind: keyof typeof GOALS;
  name: string;
  operation: Operation;
  input: object;
  /** How many pages in, by cursor. */
  deep?: number;
}

const list = (name: string, input: z.input<typeof listPosts.input>, deep?: number): Case => {
  return { kind: "list", name, operation: listPosts, input, ...(deep ? { deep } : {}) };
};
const search = (name: string, q: string): Case => {
  return { kind: "search", name, operation: searchPosts, input: { q } };
};

const CASES: Case[] = [
  list("the latest", {}),
  list("the latest, 30 pages in", {}, 30),
  list("the latest changed", { sort: "-updatedAt" }),
  list("by title, 30 pages in", { sort: "title" }, 30),
  // As many as there are of each among 1,000, and one more for the next page.
  list("of a tag", { tag: "tag-1", limit: 8 }),
  list("of an author", { author: "writer-1", limit: 15 }),
  // A list that is narrowed by words is a search, whatever its address.
  { ...list("a list with a word", { q: "bago", limit: 8 }), kind: "search" },
  search("a word that nearly all have", "broxo"),
  search("a common word", "flonist"),
  search("two words", "flonist messome"),
  search("a word that one in seventy has", "pondur"),
  search("the beginning of a word", "flon"),
  search("a phrase", '"broxo flonist"'),
  search("a typing error", "flonits"),
  search("a word that nobody has", "elephantine"),
];

/** Each case with 100,000 posts as a multiple of the same with 1,000. */
export async function lists(): Promise<Row[]> {
  const server = await startTemporaryPostgres();
  try {
    process.env.DATABASE_URL = server.urlFor("small");
    process.env.AUTH_SECRET ??= "a secret for measuring, of 32 characters or more";
    const small = await filled(server, "small", 1_000);
    const large = await filled(server, "large", 100_000);
    const rows: Row[] = [];
    for (const each of CASES) rows.push(await compared(each, small, large));
    await Promise.all([small, large].map(({ client }) => client.$disconnect()));
    return rows;
  } finally {
    await server.stop();
  }
}

async function filled(server: RunningPostgres, name: string, posts: number) {
  const url = server.urlFor(name);
  await step(`${posts.toLocaleString("en")} posts`, async () => {
    await migrate(url);
    await fillPosts(url, posts);
  });
  return open(url);
}

async function compared(each: Case, small: Opened, large: Opened): Promise<Row> {
  const few = await sideOf(each, small);
  const many = await sideOf(each, large);
  if (few.rows !== many.rows) {
    // Ten rows are no measure of twenty.
    throw new Error(`${each.name}: ${few.rows} rows against ${many.rows}.`);
  }
  for (let round = -5; round < ROUNDS; round++) {
    for (const { input, database, times } of [few, many]) {
      const taken = await time(each.operation, input, database);
      if (round >= 0) times.push(taken);
    }
  }
  const [before, after] = [spread(few.times), spread(many.times)];
  const factor = after.median / before.median;
  const goal = GOALS[each.kind];
  return {
    name: `${each.kind}: ${each.name}`,
    measured: `${factor.toFixed(2)} ×: ${written(after, 1)} ms to ${written(before, 1)} ms`,
    goal: `≤ ${goal} ×`,
    reached: factor <= goal,
  };
}

async function sideOf(each: Case, database: Opened) {
  const input = await inputFor(each, database);
  const { value } = await asked(each.operation, input, database);
  const rows = (value as { data: unknown[] }).data.length;
  const times: number[] = [];
  return { input, database, times, rows };
}

/** The input of a page so deep: with the cursor that leads there. */
async function inputFor({ operation, input, deep = 0 }: Case, database: Opened) {
  let cursor: string | null = null;
  for (let page = 0; page < deep; page++) {
    const { value } = await asked(operation, cursor ? { ...input, cursor } : input, database);
    cursor = (value as { page: { next: string | null } }).page.next;
  }
  return cursor ? { ...input, cursor } : input;
}

async function time(operation: Operation, input: object, database: Opened): Promise<number> {
  const started = performance.now();
  await asked(operation, input, database);
  return performance.now() - started;
}

function asked(operation: Operation, input: object, database: Opened) {
  // Where lib/db.ts keeps what is open.
  (globalThis as typeof globalThis & { duetDatabase?: Opened }).duetDatabase = database;
  return perform(operation, { actor: guest, input });
}

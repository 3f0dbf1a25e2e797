import { AsyncLocalStorage } from "node:async_hooks";
import { tenths } from "#lib/lab/times";

/** A statement on its way to the database: its text without values, and times in milliseconds. */
interface Statement {
  sql: string;
  /** Since the operation began. */
  began: number;
  took: number;
}

/** What the server did for one request of the lab. */
export interface Wire {
  door: "action" | "route";
  operation: string;
  origin: string | null;
  actor: string;
  verdict: string;
  statements: Statement[];
  events: string[];
  tags: string[];
  took: number;
}

interface Watched {
  started: number;
  statements: Statement[];
}

interface Kept {
  visitorId: string;
  at: number;
  wire: Wire;
}

// One memory a process: Next bundles this module for pages and for routes, each for itself.
const holder = globalThis as typeof globalThis & {
  duetWires?: { underWay: AsyncLocalStorage<Watched>; kept: Map<string, Kept> };
};
holder.duetWires ??= { underWay: new AsyncLocalStorage(), kept: new Map() };
const { underWay, kept } = holder.duetWires;

/** As many requests are remembered, each for so long (milliseconds). */
const MOST = 500;
const LIFETIME = 10 * 60 * 1000;

/** More statements of one request are not noted. */
const MOST_STATEMENTS = 40;

/** Runs something and notes the statements it sends; `started` is of performance.now(). */
export function watchStatements<T>(run: (watched: Watched) => Promise<T>): Promise<T> {
  const watched: Watched = { started: performance.now(), statements: [] };
  return underWay.run(watched, () => run(watched));
}

/** Whether this request is one of the lab's, which are watched. */
export function isWatched(): boolean {
  return underWay.getStore() !== undefined;
}

/** Notes a statement and how long it takes, when somebody watches. */
export async function noteStatement<T>(sql: string, send: () => Promise<T>): Promise<T> {
  const watched = underWay.getStore();
  if (!watched || watched.statements.length >= MOST_STATEMENTS) return send();
  const began = performance.now();
  try {
    return await send();
  } finally {
    watched.statements.push({
      sql: sql.replaceAll(/\s+/g, " ").trim().slice(0, 300),
      began: tenths(began - watched.started),
      took: tenths(performance.now() - began),
    });
  }
}

/** Remembers what was done for a visitor's request. */
export function keepWire(requestId: string, visitorId: string, wire: Wire): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= MOST) kept.delete(oldest);
  kept.set(requestId, { visitorId, at: Date.now(), wire });
}

/** What was done for one of this visitor's requests, or null. */
export function findWire(requestId: string, visitorId: string): Wire | null {
  const found = kept.get(requestId);
  if (found?.visitorId !== visitorId || found.at < Date.now() - LIFETIME) return null;
  return found.wire;
}

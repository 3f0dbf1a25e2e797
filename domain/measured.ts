import type { Timed } from "#lib/lab/timed";
import run from "./doors-run.json" with { type: "json" };

/** One way of one write or read, as `npm run bench:doors` measured it. */
export interface Measured extends Timed {
  /** Where the clock was: in a tab of Chromium, or at a client that speaks HTTP. */
  from: "tab" | "http";
  /** How many goes were timed. */
  n: number;
  /** Milliseconds until the result was there; of 20 goes 19 took no longer than `p95`. */
  median: number;
  p95: number;
  least: number;
  greatest: number;
  /** How many requests a go was: the median. */
  requests: number;
  /** Bytes on the wire, heads included: the medians. Over HTTP alone. */
  sent: number | null;
  received: number | null;
}

export interface DoorsRun {
  /** When it ended, in ISO 8601. */
  date: string;
  next: string;
  node: string;
  browser: string;
  /** The machine: its processor, how many cores, and how many wanted one in the minute before and at the end. */
  cpu: string;
  cores: number;
  load: { before: number; after: number };
  cases: Measured[];
}

/** The last report; `npm run bench:doors` writes it, and nothing else. A test holds it against its type. */
export const doorsRun = run as DoorsRun;

/** What was measured of this; throws when nothing was. */
export function measured(wanted: Timed & Pick<Measured, "from">): Measured {
  const found = doorsRun.cases.find(
    ({ from, what, way, atOnce }) =>
      from === wanted.from &&
      what === wanted.what &&
      way === wanted.way &&
      atOnce === wanted.atOnce,
  );
  if (!found) throw new Error(`Not measured: ${JSON.stringify(wanted)}`);
  return found;
}

/** How many round trips lie one after the other until the result is there; e2e/claims/time.spec.ts proves it. */
export function roundTrips({ from, way, atOnce }: Timed & Pick<Measured, "from">): number {
  if (way === "handler and page") return 2;
  // A tab sends its actions one at a time (claim 18); clients of their own do not wait for each other.
  return way === "action" && from === "tab" ? atOnce : 1;
}

/** "7.3 ms (19 of 20 within 11.0 ms), 2 round trips, 10,423 bytes back". */
export function measuredWords(line: Measured): string {
  const { median, p95, received } = line;
  const trips = roundTrips(line);
  const back = received === null ? "" : `, ${received.toLocaleString("en")} bytes back`;
  return `${median.toFixed(1)} ms (19 of 20 within ${p95.toFixed(1)} ms), ${trips} round ${trips === 1 ? "trip" : "trips"}${back}`;
}

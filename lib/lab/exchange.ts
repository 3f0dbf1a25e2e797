import type { Arrival } from "#lib/lab/arrivals";
import type { FlightRow } from "#lib/lab/flight";
import type { Wire } from "#lib/lab/wires";

/** One part of a request's body, as the browser sends it. */
export interface BodyPart {
  name: string;
  value: string;
  bytes: number;
}

/** One request of an experiment and what came of it, as the browser saw it; times in milliseconds since the run began. */
export interface Exchange {
  method: string;
  /** Path and query. */
  url: string;
  requestHeaders: [name: string, value: string][];
  requestParts: BodyPart[];
  /** Null when no answer came. */
  status: number | null;
  responseHeaders: [name: string, value: string][];
  /** The answer's beginning, where it is no stream of React's. */
  body: string;
  rows: FlightRow[];
  /** Of the answer, unpacked. */
  bytes: number;
  began: number;
  /** When its head was there. */
  answered: number;
  ended: number;
  /** Why there is no answer. */
  failure: string | null;
  /** What the server says it did; null where it says nothing. */
  server: Wire | null;
}

/** One run of an experiment through one door. */
export interface Run {
  /** "Server Action", "route handler". */
  door: string;
  /** What came of it, in a sentence. */
  result: string;
  /** The same as a command for a terminal, where there is one. */
  command?: string;
  exchanges: Exchange[];
  /** What reached the server for it, sent by whomever; where the page itself cannot see that. */
  arrivals?: Arrival[];
  /** Milliseconds until the page showed what is new. */
  took: number;
}

/** The runs of one experiment, as they were recorded for whoever has no JavaScript. */
export interface Transcript {
  /** ISO 8601, UTC. */
  recorded: string;
  next: string;
  runs: Run[];
}

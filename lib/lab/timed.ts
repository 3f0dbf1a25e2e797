import type { Span } from "#lib/statistics";

/** What is timed: the same write or read by one way, alone or five at once. */
export interface Timed {
  what: "write" | "read";
  way: "action" | "handler" | "handler and page" | "page";
  atOnce: 1 | 5;
}

/** Once through it, until its result is there; milliseconds of the clock that timed it. */
export interface Go extends Timed, Span {}

export const ways: Record<Timed["way"], string> = {
  action: "Server Action",
  handler: "Route handler",
  "handler and page": "Route handler, then the page",
  page: "The page itself",
};

const ALONE_AND_TOGETHER = [1, 5] as const;

const each = (what: Timed["what"], names: readonly Timed["way"][]): Timed[] =>
  names.flatMap((way) => ALONE_AND_TOGETHER.map((atOnce) => ({ what, way, atOnce })));

/** What a browser's tab times: a write until the tab shows it, a read until its script has it. */
export const timedInTab: readonly Timed[] = [
  ...each("write", ["action", "handler and page"]),
  ...each("read", ["action", "handler"]),
];

/** What is timed over HTTP, until the last byte: a program needs no page, and a page needs neither door. */
export const timedOverHttp: readonly Timed[] = [
  ...each("write", ["action", "handler and page", "handler"]),
  ...each("read", ["action", "handler", "page"]),
];

/** What a tab tells when it has timed: an event of the document, with the goes. */
export const TIMED = "duet-lab-timed";

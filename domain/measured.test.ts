import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimOf } from "#domain/claims";
import { doorsRun, type Measured, measured, measuredWords } from "#domain/measured";
import { timedInTab, timedOverHttp } from "#lib/lab/timed";

const root = join(import.meta.dirname, "..");
const { cases, date, node, browser, cpu, cores, load } = doorsRun;

/** The name of a line; and of all lines that there must be. */
const nameOf = ({ from, what, way, atOnce }: Pick<Measured, "from" | "what" | "way" | "atOnce">) =>
  `${from}: ${what} by ${way}, ${atOnce} at once`;
const wanted = [
  ...timedInTab.map((timed) => nameOf({ from: "tab", ...timed })),
  ...timedOverHttp.map((timed) => nameOf({ from: "http", ...timed })),
];

describe("the last report of the two doors", () => {
  test("is of the installed Next: else `npm run bench:doors`", () => {
    const next = join(root, "node_modules/next/package.json");
    expect(doorsRun.next).toBe(JSON.parse(readFileSync(next, "utf8")).version);
  });

  test("names its day and its machine", () => {
    expect(Number.isNaN(Date.parse(date))).toBe(false);
    expect([node, browser, cpu].every((words) => words.length > 0)).toBe(true);
    expect(cores).toBeGreaterThan(0);
    expect(Math.min(load.before, load.after)).toBeGreaterThanOrEqual(0);
  });

  test("has every way once, and no other", () => {
    expect(cases.map(nameOf).sort()).toEqual(wanted.sort());
  });

  test.each(cases.map((line) => [nameOf(line), line] as const))("is whole: %s", (_, line) => {
    expect(line.n).toBeGreaterThanOrEqual(200);
    const { least, median, p95, greatest } = line;
    expect([least, median, p95, greatest].toSorted((a, b) => a - b)).toEqual([
      least,
      median,
      p95,
      greatest,
    ]);
    expect(least).toBeGreaterThan(0);
    expect(Number.isInteger(line.requests) && line.requests >= line.atOnce).toBe(true);
    const counts = [line.sent, line.received];
    if (line.from === "tab") expect(counts).toEqual([null, null]);
    else expect(counts.every((count) => count !== null && count > 0)).toBe(true);
  });

  test("is where claim 34 has its numbers from", () => {
    const { action, route } = claimOf(34);
    const line = { from: "http", what: "write", atOnce: 1 } as const;
    expect(action).toContain(measuredWords(measured({ ...line, way: "action" })));
    expect(route).toContain(measuredWords(measured({ ...line, way: "handler and page" })));
    expect(route).toContain(measuredWords(measured({ ...line, way: "handler" })));
  });
});

import { measured, roundTrips } from "#domain/measured";
import { type Timed, timedInTab, timedOverHttp } from "#lib/lab/timed";
import { spread, turnsOf } from "#lib/statistics";
import { timeOverHttp } from "../../scripts/bench/doors-http.ts";
import { openTimer, timeInTab } from "../../scripts/bench/doors-tab.ts";
import { claim, expect, test } from "./bare.ts";

/** Of the report its times are the machine's own; what it counts is the same everywhere. */
test(claim(34), async ({ blog, guest }) => {
  test.setTimeout(120_000);
  const goes = await timeOverHttp(blog.url, 1);
  const bytes = (what: Timed["what"], way: Timed["way"]) => {
    const found = goes.find((go) => go.what === what && go.way === way && go.atOnce === 1);
    return found?.exchanges.reduce((sum, { received }) => sum + received, 0) ?? 0;
  };
  for (const timed of timedOverHttp) {
    const go = goes.find(({ what, way, atOnce }) => fits(timed, { what, way, atOnce }));
    const { requests } = measured({ from: "http", ...timed });
    expect(go?.exchanges.length, JSON.stringify(timed)).toBe(requests);
  }
  // One answer with the page in it is larger than one without, and no larger than both of the handler's way.
  expect(bytes("write", "action")).toBeGreaterThan(2 * bytes("write", "handler"));
  expect(bytes("write", "action")).toBeLessThan(1.1 * bytes("write", "handler and page"));
  // A read brings the value alone at either door; the page is larger than both.
  expect(bytes("read", "page")).toBeGreaterThan(bytes("read", "action"));
  expect(bytes("read", "page")).toBeGreaterThan(bytes("read", "handler"));

  const page = await guest();
  await openTimer(page, blog.url);
  await timeInTab(page); // in which he becomes a visitor
  const seen = await timeInTab(page);
  for (const timed of timedInTab) {
    const line = measured({ from: "tab", ...timed });
    const told = { requests: line.requests, turns: roundTrips(line) };
    const ours = seen.filter(({ what, way, atOnce }) => fits(timed, { what, way, atOnce }));
    // Of eight goes the median, as in the report: a tab may ask for something else meanwhile.
    const counted = {
      requests: spread(ours.map((go) => go.requests.length)).median,
      turns: spread(ours.map((go) => turnsOf(go.requests))).median,
    };
    expect(counted, JSON.stringify(timed)).toEqual(told);
  }
});

const fits = (one: Timed, other: Timed) =>
  one.what === other.what && one.way === other.way && one.atOnce === other.atOnce;

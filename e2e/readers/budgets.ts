import type { Browser } from "@playwright/test";
import { expect } from "@playwright/test";
import { type Weight, weigh } from "./weigh.ts";

/** What a reader's page may weigh; bytes gzipped (docs/decisions/0028-weights.md). */
export const budgets = {
  /** Script of ours: what comes beyond Next's empty page. */
  script: 5 * 1024,
  style: 20 * 1024,
  requests: 15,
  shift: 0.02,
};

const viewports = {
  phone: { width: 412, height: 823 },
  desk: { width: 1350, height: 940 },
};

/**
 * On a machine with other work a font may come after the first paint, and a line break otherwise in its stand-in. So often
 * such a page is looked at; one that shifts with its fonts in time is not looked at again.
 */
const LOOKS = 3;

/** Weighs a page on a phone and on a desk; it must keep to its budgets. Returns what it weighed on a phone. */
export async function expectLight(
  browser: Browser,
  address: string,
  empty: number,
): Promise<Weight> {
  const weights: Weight[] = [];
  for (const [size, viewport] of Object.entries(viewports)) {
    let weight = await weigh(browser, address, viewport);
    for (let look = 1; look < LOOKS && weight.lateFont && weight.shift > budgets.shift; look++) {
      weight = await weigh(browser, address, viewport);
    }
    weights.push(weight);
    const { origin } = new URL(address);
    const said = `${new URL(address).pathname} on a ${size}`;
    const foreign = weight.requests.filter((url) => new URL(url).origin !== origin);
    expect.soft(foreign, `${said}: asks third parties`).toEqual([]);
    expect.soft(weight.script, `${said}: no script at all`).toBeGreaterThan(empty);
    expect.soft(weight.script - empty, `${said}: script of ours`).toBeLessThan(budgets.script);
    expect.soft(weight.style, `${said}: style`).toBeLessThan(budgets.style);
    expect.soft(weight.shift, `${said}: layout shift`).toBeLessThanOrEqual(budgets.shift);
    if (weight.requests.length > budgets.requests) {
      const paths = weight.requests.map((url) => url.replace(origin, ""));
      expect.soft(paths, `${said}: ${paths.length} requests`).toHaveLength(budgets.requests);
    }
  }
  return weights[0] as Weight;
}

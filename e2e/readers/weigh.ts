import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Request, ViewportSize } from "@playwright/test";
import ours from "../../next.config.ts";

/** Bytes are those of `gzip -9`, whatever the server compresses with. */
export interface Weight {
  script: number;
  style: number;
  html: number;
  /** Addresses, in the order in which they were asked for. */
  requests: string[];
  /** Cumulative layout shift, every shift counted. */
  shift: number;
  /** Whether a font was there only after the first paint. */
  lateFont: boolean;
}

/** Counts by how much the layout of every document of this page shifts, from here on; returns how to ask. */
export async function countShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number };
        Object.assign(globalThis, { shift: Reflect.get(globalThis, "shift") + value });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, "shift"));
}

const gzipped = (body: Buffer | string) => gzipSync(body, { level: 9 }).length;

/**
 * Opens a page as somebody who was never here, waits until its islands have woken, and weighs all that
 * came at his first move; before he scrolls or presses anything.
 */
export async function weigh(
  browser: Browser,
  address: string,
  viewport: ViewportSize,
): Promise<Weight> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    const shiftOf = await countShifts(page);
    const asked: Request[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) asked.push(request);
    });
    // The header's island asks who is there as soon as it runs.
    const awake = page.waitForResponse((answer) => answer.url().endsWith("/api/session"));
    await page.goto(address, { waitUntil: "load" });
    // The scripts of a text wait for somebody; they are weighed all the same.
    await page.mouse.move(1, 1);
    await awake;
    await page.evaluate(async () => {
      await document.fonts.ready;
      // On a busy machine no moment may be idle.
      await new Promise((rested) => requestIdleCallback(rested, { timeout: 5_000 }));
    });
    const sizes = { script: 0, stylesheet: 0, document: 0 };
    for (const request of asked) {
      const type = request.resourceType() as keyof typeof sizes;
      if (!(type in sizes)) continue;
      const answer = await request.response();
      if (answer) sizes[type] += gzipped(await answer.body());
    }
    const { script, stylesheet: style, document: html } = sizes;
    const requests = asked.map((request) => request.url());
    const lateFont = await page.evaluate(() => {
      const [painted] = performance.getEntriesByName("first-contentful-paint");
      const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const fonts = files.filter(({ name }) => name.endsWith(".woff2"));
      return fonts.some(({ responseEnd }) => responseEnd > (painted?.startTime ?? 0));
    });
    return { script, style, html, requests, shift: await shiftOf(), lateFont };
  } finally {
    await context.close();
  }
}

const folder = join(import.meta.dirname, "empty");
const page = join(folder, ".next/server/app/index.html");

/** Builds Next's empty page where it is not built: the application in the folder that is returned. */
export async function buildEmptyPage(): Promise<string> {
  const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const settings = [join(folder, "next.config.ts"), join(folder, "../../../next.config.ts")];
  // A page that is older than the settings was split in another way.
  if (changed(page) < Math.max(...settings.map(changed))) {
    const chunking = JSON.stringify(ours.experimental?.turbopackChunking);
    await promisify(execFile)("next", ["build", folder], {
      env: { ...process.env, NEXT_DIST_DIR: "", NODE_ENV: "production", CHUNKING: chunking },
      maxBuffer: 1 << 24,
    });
  }
  return folder;
}

/** The script of Next's empty page, gzipped: the page in `empty`, built by the same Next. */
export async function emptyPage(): Promise<number> {
  await buildEmptyPage();
  const scripts = readFileSync(page, "utf8").matchAll(/<script src="\/_next\/([^"]+)"([^>]*)>/g);
  let bytes = 0;
  for (const [, file = "", attributes = ""] of scripts) {
    // What old browsers load in addition; ours do not.
    if (/nomodule/i.test(attributes)) continue;
    bytes += gzipped(readFileSync(join(folder, ".next", file)));
  }
  return bytes;
}

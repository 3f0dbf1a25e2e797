// The same write and read by each way, by the script of a page in a browser's tab.
import type { Page } from "@playwright/test";
import { type Go, TIMED, type Timed } from "#lib/lab/timed";
import type { Span } from "#lib/statistics";
import { PAGE } from "./doors-http.ts";

/** Once through a way in a tab, and the requests that went out meanwhile: each until its answer began. */
export interface TabGo extends Timed, Span {
  requests: Span[];
}

/** Presses the page's own button and waits for what it timed: each way some times. Throws when it stopped. */
export async function timeInTab(page: Page): Promise<TabGo[]> {
  await page.evaluate((event) => {
    const requests: Span[] = [];
    const note = (entries: PerformanceObserverEntryList | PerformanceObserver) => {
      const list = "getEntries" in entries ? entries.getEntries() : entries.takeRecords();
      for (const entry of list) {
        const { startTime, responseStart } = entry as PerformanceResourceTiming;
        requests.push({ began: startTime, ended: responseStart });
      }
    };
    const observer = new PerformanceObserver(note);
    observer.observe({ type: "resource" });
    const timed = new Promise((resolve) => {
      document.addEventListener(
        event,
        (told) => {
          note(observer);
          observer.disconnect();
          resolve({ goes: (told as CustomEvent).detail, requests });
        },
        { once: true },
      );
    });
    Object.assign(globalThis, { timed });
  }, TIMED);
  await page.getByRole("button", { name: "Measure in this browser" }).click();
  const seen: { goes: Go[]; requests: Span[] } = await page.evaluate("timed");
  const stopped = page.getByText(/^It stopped: /);
  if ((await stopped.count()) > 0) throw new Error((await stopped.textContent()) ?? "");
  return seen.goes.map((go) => ({
    ...go,
    requests: seen.requests.filter(({ began }) => began >= go.began && began < go.ended),
  }));
}

/** Opens the page that times, when its button does something. */
export async function openTimer(page: Page, url: string): Promise<void> {
  await page.goto(url + PAGE);
  await page.waitForFunction(() => {
    const button = document.querySelector("main button");
    return button && Object.keys(button).some((key) => key.startsWith("__react"));
  });
}

// A demo blog that nobody writes to while it is looked at: what readers see, weighed, crawled and judged.
import { rmSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { freePort, startDuet, temporaryFolder } from "../duet.ts";

/** Pages of each kind that readers see, by name. */
export const readersPages = {
  "the front page": "/",
  "the second page": "/page/2",
  "a post": "/posts/welcome-to-duet",
  "a post with code and a table": "/posts/writing-in-markdown",
  "a tag": "/tags/craft",
  "an author": "/authors/ines",
  "all tags": "/tags",
  "all authors": "/authors",
  "the archive": "/archive",
  "a search": "/search?q=door",
  "the claims of the lab": "/lab/claims",
  "what is not there": "/nothing-here",
};

export const test = base.extend<object, { still: string }>({
  still: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const dataDir = temporaryFolder();
      const duet = await startDuet({ dataDir, port: await freePort() });
      await use(duet.url);
      await duet.end("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect };

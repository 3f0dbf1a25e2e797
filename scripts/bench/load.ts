// Load from another process: the one measured shall not pay for its own questions.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const autocannon = fileURLToPath(import.meta.resolve("autocannon"));

/** Connections at a time, as in the numbers. */
const CONNECTIONS = 16;

export interface Target {
  url: string;
  headers?: Record<string, string>;
  /** What every answer must be: a fast error is no speed. */
  status: number;
}

interface Report {
  requests: { total: number };
  statusCodeStats: Record<string, { count: number }>;
  duration: number;
  latency: { p50: number; p99: number };
  errors: number;
  timeouts: number;
}

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Asks for one address as fast as it is answered, for some seconds. Throws on an answer that is not the expected one. */
export async function load({ url, headers = {}, status }: Target, seconds: number): Promise<Load> {
  const named = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const args = ["-j", "-n", "-c", `${CONNECTIONS}`, "-d", `${seconds}`, ...named, url];
  const report = JSON.parse(await run([autocannon, ...args])) as Report;
  const good = report.statusCodeStats[status]?.count ?? 0;
  const sent = Object.values(report.statusCodeStats).reduce((sum, { count }) => sum + count, 0);
  if (good !== sent || report.errors > 0 || report.timeouts > 0) {
    const seen = JSON.stringify(report.statusCodeStats);
    throw new Error(`${url} answered ${seen}, ${report.errors} errors; expected only ${status}.`);
  }
  const { p50, p99 } = report.latency;
  return { perSecond: good / report.duration, p50, p99 };
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stderr}\n${error.message}`));
      else resolve(stdout);
    });
  });
}

import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";

const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** LOG_LEVEL as it is: scripts/start.ts has refused a wrong one, and tools that log may run without a whole environment. */
function level(): string {
  const wanted = process.env.LOG_LEVEL ?? "";
  return levels.includes(wanted) ? wanted : "info";
}

const credentials = ["authorization", "cookie", "set-cookie", "secret", "token", "password"];

const options: LoggerOptions = {
  level: level(),
  base: undefined, // process id and host name are the collector's to add
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: credentials.flatMap((name) => ["", "*", "*.*"].map((depth) => `${depth}["${name}"]`)),
    censor: "[redacted]",
  },
};

/** A log that writes to `destination`, or to stdout: JSON lines, or one readable line each on a terminal. */
export function createLog(destination?: DestinationStream): Logger {
  if (destination) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, terminal) : pino(options);
}

const terminal: DestinationStream = {
  write(line) {
    const { time, level, msg = "", err, ...rest } = JSON.parse(line);
    const fields = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const stack = err?.stack ? `\n${err.stack}` : "";
    process.stdout.write(`${[time.slice(11, 19), level, msg, ...fields].join(" ")}${stack}\n`);
  },
};

/** The log of this process. Credentials in logged objects are blacked out, two levels deep. */
export const log: Logger = createLog();

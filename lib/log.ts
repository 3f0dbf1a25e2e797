import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";

const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** LOG_LEVEL as it is: scripts/start.ts has refused a wrong one, and tools that log may run without a whole environment. */
function level(): string {
  const wanted = process.env.LOG_LEVEL ?? "";
  return levels.includes(wanted) ? wanted : "info";
}

let written = { at: 0, text: "" };

/** The time, which is formatted once for all lines of a millisecond. */
function isoTime(): string {
  const at = Date.now();
  if (at !== written.at) written = { at, text: `,"time":"${new Date(at).toISOString()}"` };
  return written.text;
}

const credentials = ["authorization", "cookie", "set-cookie", "secret", "token", "password"];

const options: LoggerOptions = {
  level: level(),
  base: undefined, // process id and host name are the collector's to add
  timestamp: isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: credentials.flatMap((name) => ["", "*", "*.*"].map((depth) => `${depth}["${name}"]`)),
    censor: "[redacted]",
  },
};

/** A log that writes to `destination`, or to stdout: JSON lines, or one readable line each on a terminal. */
export function createLog(destination: DestinationStream = stdout): Logger {
  return pino(options, destination);
}

const terminal: DestinationStream = {
  write(line) {
    const { time, level, msg = "", err, ...rest } = JSON.parse(line);
    const fields = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const stack = err?.stack ? `\n${err.stack}` : "";
    process.stdout.write(`${[time.slice(11, 19), level, msg, ...fields].join(" ")}${stack}\n`);
  },
};

const stdout = process.stdout.isTTY ? terminal : pino.destination(1);

/** Writes what comes in one turn of the event loop at once: a line each costs a call of the system each. */
function gathered(destination: DestinationStream): DestinationStream {
  let waiting = "";
  const flush = () => {
    if (waiting !== "") destination.write(waiting);
    waiting = "";
  };
  process.once("exit", flush);
  return {
    write(line) {
      if (waiting === "") setImmediate(flush);
      waiting += line;
    },
  };
}

/** The log of this process. Credentials in logged objects are blacked out, two levels deep. */
export const log: Logger = createLog();

/**
 * The lines of requests: each has the same fields, none of which is anybody's secret, and looking for
 * secrets would cost more than the answer. It is for who has asked `log` for the level.
 */
export const requestLog: Logger = pino(
  { ...options, level: "trace", redact: [] },
  process.stdout.isTTY ? terminal : gathered(stdout),
);

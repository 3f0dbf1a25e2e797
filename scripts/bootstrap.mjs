// What every npm script goes through. Plain JavaScript with built-ins only, because it runs on whatever
// Node started npm (20.9 or later) and before anything is installed: it installs what is missing, finds
// the Node 24 among the dependencies and runs scripts/<command>.ts on it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH/;
const record = "node_modules/.duet-install";
/** Outside node_modules, which npm may empty. Who holds it touches it every other second. */
const lock = join(".data", "install.lock");
let holdsLock = false;
const commands = {
  // V8 takes as much memory as the machine offers before it tidies up: with 24 GB, three times what a
  // blog needs. A server of this size works within these bounds (docs/operating.md has the numbers).
  start: ["--max-old-space-size=384", "--max-semi-space-size=8", "scripts/start.ts"],
  dev: ["scripts/start.ts", "--dev"],
  test: ["scripts/test.ts"],
  check: ["scripts/check.ts"],
  demo: ["scripts/demo.ts"],
  // Its imports need the database client, which a fresh clone has not.
  import: ["--import", "./scripts/generate.ts", "scripts/import.ts"],
  migration: ["scripts/migration.ts"],
  bench: ["scripts/bench.ts"],
  "bench-doors": ["scripts/bench-doors.ts"],
  claims: ["--import", "./scripts/generate.ts", "scripts/claims.ts"],
};

/** Only the answer of a command belongs on stdout: `npm run demo -- --json` is read by programs. */
const say = (line) => process.stderr.write(`${line}\n`);

/** @returns {never} */
function fail(sentence) {
  say(sentence);
  if (holdsLock) rmSync(lock, { force: true });
  process.exit(1);
}

const [command, ...rest] = process.argv.slice(2);
checkNode();
if (!command || !Object.hasOwn(commands, command)) {
  fail(
    `Say what to run: node scripts/bootstrap.mjs <${Object.keys(commands).join("|")}> [arguments]`,
  );
}
process.chdir(root);
await install();
run(findNode(), [...commands[command], ...rest]);

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  fail(
    `Duet needs Node 20.9 or later to start, and this is ${process.version}. See https://nodejs.org.`,
  );
}

/** What the installed packages depend on: the lockfile, and for which machine it was resolved. */
function wantedInstall() {
  let lockfile;
  try {
    lockfile = readFileSync("package-lock.json");
  } catch {
    fail(
      "There is no package-lock.json here, so nothing can be installed. Is the checkout complete?",
    );
  }
  const hash = createHash("sha256").update(lockfile).digest("hex");
  return `${hash} ${process.platform} ${process.arch}\n`;
}

function isInstalled() {
  const wanted = wantedInstall();
  if (!existsSync("node_modules/.package-lock.json")) return false;
  const recorded = existsSync(record) ? readFileSync(record, "utf8") : null;
  if (recorded === wanted) return true;
  // A folder that came from another machine has that machine's binaries.
  const machine = (line) => line.slice(line.indexOf(" "));
  if (recorded && machine(recorded) !== machine(wanted)) return false;
  if (!matchesLockfile()) return false;
  try {
    writeFileSync(record, wanted);
  } catch {
    // Installed by somebody else, for us to read only: it is compared anew each time.
  }
  return true;
}

/** Whether somebody's own `npm install` put there exactly what the lockfile says; platforms' packages may lack. */
function matchesLockfile() {
  const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const there = read("node_modules/.package-lock.json");
  return Object.entries(read("package-lock.json")).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return there[path] ? there[path].version === version : optional === true;
  });
}

async function install() {
  if (isInstalled()) return;
  await acquire();
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), 2_000);
  if (!isInstalled()) await npmInstall();
  clearInterval(heartbeat);
  rmSync(lock, { force: true });
  holdsLock = false;
}

async function acquire() {
  let told = false;
  try {
    mkdirSync(dirname(lock), { recursive: true });
    for (;;) {
      try {
        writeFileSync(lock, String(process.pid), { flag: "wx" });
        holdsLock = true;
        return;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const touched = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - touched > 20_000) {
        rmSync(lock, { force: true }); // its holder was killed
        continue;
      }
      if (!told) say("Another process is installing the packages: waiting for it.");
      told = true;
      await sleep(500);
    }
  } catch (error) {
    fail(`Duet cannot write to its folder ${root}: ${error.message}`);
  }
}

async function npmInstall() {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const count = Object.keys(JSON.parse(readFileSync("package-lock.json", "utf8")).packages).length;
  say(`Installing ${count} packages (only the first time, and when they change) …`);
  // npm itself would try each package again and again, for a quarter of an hour.
  const ping = await npm(["ping", "--fetch-retries=0", "--fetch-timeout=20000"]);
  if (OFFLINE.test(ping.output)) failOffline(ping.output);
  const ticker = setInterval(() => say(`  … still installing, ${seconds()} s`), 10_000);
  // Not `npm ci`: it refuses a lockfile that lacks other platforms' optional packages, which a registry
  // need not offer. This takes the lockfile's versions just the same, and writes nothing but node_modules.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--fetch-retry-mintimeout=2000"];
  // Development packages are for `npm test`; Node and PostgreSQL are optional ones, one for each platform.
  const { code, output } = await npm([...args, "--include=dev", "--include=optional"]);
  clearInterval(ticker);
  if (code === 0) {
    writeFileSync(record, wantedInstall());
    say(`Installed in ${seconds()} s.`);
    return;
  }
  if (typeof code === "string") fail("Installing was interrupted; the next start goes on with it.");
  if (OFFLINE.test(output)) failOffline(output);
  fail(`${output.trim()}\n\nThe packages could not be installed; npm says why above.`);
}

function failOffline(output) {
  const registry = /https?:\/\/[^\s/]+/.exec(output)?.[0] ?? "the npm registry";
  fail(
    `The packages could not be installed: ${registry} does not answer (${OFFLINE.exec(output)[0]}). ` +
      "Check the network, a proxy (HTTPS_PROXY), or `npm config get registry`, and try again.",
  );
}

/** Runs npm to its end: its exit code or the signal that ended it, and the last of what it said. */
async function npm(args) {
  const script = process.env.npm_execpath;
  const quiet = [...args, "--loglevel=error"];
  // npm is a script: the npm that runs us, if one does, else the one on the path.
  const child = script?.endsWith("npm-cli.js")
    ? spawn(process.execPath, [script, ...quiet], { stdio: ["ignore", "pipe", "pipe"] })
    : spawn("npm", quiet, {
        stdio: ["ignore", "pipe", "pipe"],
        shell: process.platform === "win32",
      });
  const stop = (signal) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-20_000);
    });
  }
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", (status, signal) => resolve(signal ?? status));
  });
  process.off("SIGINT", stop).off("SIGTERM", stop).off("SIGHUP", stop);
  return { code, output };
}

/** The Node to run on: the one among our dependencies, else this one if it reads TypeScript. */
function findNode() {
  const file = process.platform === "win32" ? "node.exe" : "node";
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  for (const name of names) {
    const binary = join(root, "node_modules", name, "bin", file);
    // Installed is not enough: on musl, say, the package is there and its binary does not run.
    if (existsSync(binary) && spawnSync(binary, ["--version"]).status === 0) return binary;
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major >= 24 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Duet runs on Node 24. The one among its packages does not run on ${process.platform}-${process.arch}, ` +
      `and this is ${process.version}: install Node 24 from https://nodejs.org and try again.`,
  );
}

function run(node, args) {
  const path = [join(root, "node_modules", ".bin"), dirname(node), process.env.PATH ?? ""];
  // The channel carries nothing: it closes when this process dies, even by kill -9, and so tells the child.
  const child = spawn(node, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // glibc keeps an arena a thread, and each keeps what it once took (mallopt(3)).
    env: { MALLOC_ARENA_MAX: "2", ...process.env, PATH: path.join(delimiter) },
  });
  child.once("error", (error) => fail(`${node} does not run: ${error.message}`));
  // Ctrl-C in a terminal reaches the child too: it takes the second delivery for the same one.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  // npm killed outright leaves us behind: end with it. Without npm, whoever started us may go away.
  const parents = npmParents();
  const orphaned = () =>
    parents.some((pid, i) => parentOf(i ? parents[i - 1] : process.pid) !== pid);
  if (parents.length > 0) setInterval(() => orphaned() && child.kill("SIGTERM"), 1_000).unref();
  child.once("exit", (code, signal) => {
    const number = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
    process.exit(code ?? 128 + (number[signal] ?? 0));
  });
}

/** The processes between us and the npm that runs us, npm last; a shell may be one. Empty when unknown. */
function npmParents() {
  if (!process.env.npm_lifecycle_event) return [];
  const parents = [process.ppid];
  if (process.platform !== "linux") return parents;
  while (parents.length < 3) {
    const pid = parents.at(-1);
    const title = readProc(pid, "comm");
    if (!title || title.startsWith("npm") || title.startsWith("node")) return parents;
    parents.push(parentOf(pid));
  }
  return [];
}

function parentOf(pid) {
  if (pid === process.pid) return process.ppid;
  const stat = readProc(pid, "stat");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return ""; // gone
  }
}

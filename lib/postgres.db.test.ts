import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isRunning } from "#lib/owner-file";
import {
  type RunningPostgres,
  runningPostgresUrl,
  startPostgres,
  startTemporaryPostgres,
} from "#lib/postgres";
import { readPostmasterFile } from "#lib/postgres-orphan";

// The data is made once, and each test leaves the server stopped: a start takes a tenth of a second.
let dataDir: string;
let server: RunningPostgres | undefined;
let other: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "duet-test-"));
  const first = await startPostgres({ dataDir });
  expect(first.fresh).toBe(true);
  await query(first.urlFor("postgres"), "CREATE TABLE notes (text text PRIMARY KEY)");
  await first.stop();
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  if (other?.exitCode === null && other.signalCode === null) {
    other.kill("SIGKILL");
    await once(other, "exit");
  }
  other = undefined;
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(url);
  client.on("error", () => {}); // a server that is killed under it says so to the query as well
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

const note = (text: string) =>
  query(server?.urlFor("postgres") ?? "", `INSERT INTO notes VALUES ('${text}')`);
const notes = async () =>
  (await query(server?.urlFor("postgres") ?? "", "SELECT text FROM notes")).flat();

/** Another process of ours that starts the server on the same folder, writes a note and then does as told. */
async function otherProcess(text: string, then = "setInterval(() => {}, 1000)"): Promise<string> {
  const program = `
    import pg from "pg";
    import { startPostgres } from "#lib/postgres";
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const client = new pg.Client(server.urlFor("postgres"));
    await client.connect();
    await client.query("INSERT INTO notes VALUES ('${text}')");
    console.log(server.urlFor("postgres"));
    ${then}`;
  other = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(other.stdout?.setEncoding("utf8") ?? other, "data");
  return String(line).trim();
}

const postmaster = () => readPostmasterFile(join(dataDir, "data"))?.pid ?? 0;

async function ended(pid: number): Promise<void> {
  while (isRunning(pid)) await sleep(20);
}

test("what was written is there after a stop and a start, at the same address", async () => {
  server = await startPostgres({ dataDir });
  const url = server.urlFor("postgres");
  await note("kept");
  await server.stop();
  await server.stop();
  await expect(query(url, "SELECT 1")).rejects.toThrow();

  server = await startPostgres({ dataDir });
  expect(server.fresh).toBe(false);
  expect(server.urlFor("postgres")).toBe(url);
  expect(await notes()).toContain("kept");
});

test("strangers on this machine need the password", async () => {
  server = await startPostgres({ dataDir });
  const url = new URL(server.urlFor("postgres"));
  url.password = "guess";
  await expect(query(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
});

test("text sorts, folds and is searched beyond ASCII", async () => {
  server = await startPostgres({ dataDir });
  const url = server.urlFor("postgres");
  await query(url, "CREATE EXTENSION pg_trgm");
  const [row] = await query(
    url,
    "SELECT lower('ÄÉПР'), to_tsvector('simple', 'Straße Привет')::text, similarity('привет', 'Привет')",
  );
  expect(row).toEqual(["äéпр", "'straße':1 'привет':2", 1]);
});

test("a server that is killed comes back by itself, with every acknowledged write", async () => {
  server = await startPostgres({ dataDir });
  await note("before the kill");
  process.kill(postmaster(), "SIGKILL");
  await expect.poll(notes, { timeout: 15_000 }).toContain("before the kill");
});

test("a second start is refused while the first lives, and the first goes on", async () => {
  const url = await otherProcess("theirs");
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    `Another Duet (process ${other?.pid}) is already using ${dataDir}. Stop it or choose another DATA_DIR.`,
  );
  expect(await query(url, "SELECT text FROM notes")).toContainEqual(["theirs"]);
  expect(runningPostgresUrl(dataDir, "postgres")).toBe(url);
});

test("a server whose owner was killed is taken over, with every acknowledged write", async () => {
  await otherProcess("acknowledged");
  const orphan = postmaster();
  other?.kill("SIGKILL");
  await once(other as ChildProcess, "exit");
  expect(isRunning(orphan)).toBe(true);
  expect(runningPostgresUrl(dataDir, "postgres")).toBeNull();

  server = await startPostgres({ dataDir });
  expect(isRunning(orphan)).toBe(false);
  expect(await notes()).toContain("acknowledged");
});

test("a server and its owner, both killed, leave nothing in the way", async () => {
  await otherProcess("both killed");
  const orphan = postmaster();
  other?.kill("SIGKILL");
  process.kill(orphan, "SIGKILL");
  await once(other as ChildProcess, "exit");

  server = await startPostgres({ dataDir });
  expect(await notes()).toContain("both killed");
});

test("a process that exits without stopping its server does not leave it running", async () => {
  await otherProcess("exits", "const pid = process.exit(0)");
  const pid = postmaster();
  await ended(pid);
  server = await startPostgres({ dataDir });
  expect(await notes()).toContain("exits");
});

test("process ids that others got since do not stand in the way", async () => {
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  writeFileSync(join(dataDir, "owner.json"), JSON.stringify({ pid: stranger.pid, started: "1" }));
  const lock = `${stranger.pid}\n${dataDir}/data\n`;
  writeFileSync(join(dataDir, "data", "postmaster.pid"), lock);
  const port = readFileSync(join(dataDir, "port"), "utf8");
  writeFileSync(join(dataDir, `.s.PGSQL.${port}.lock`), lock);
  try {
    server = await startPostgres({ dataDir });
    expect(isRunning(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill();
  }
});

test("a port that somebody took meanwhile is replaced", async () => {
  const squatter = await startTemporaryPostgres();
  writeFileSync(join(dataDir, "port"), String(squatter.port));
  server = await startPostgres({ dataDir });
  expect(server.port).not.toBe(squatter.port);
  await squatter.stop();
});

test("a temporary server whose owner was killed is swept away by the next one", async () => {
  other = spawn(
    process.execPath,
    [
      ...["--input-type=module", "-e"],
      `import { startTemporaryPostgres } from "#lib/postgres";
       console.log((await startTemporaryPostgres()).urlFor("postgres"));
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [url] = await once(other.stdout?.setEncoding("utf8") ?? other, "data");
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(await query(String(url).trim(), "SELECT 1")).toEqual([[1]]);

  server = await startTemporaryPostgres();
  await expect(query(String(url).trim(), "SELECT 1")).rejects.toThrow();
});

test("an interrupted first start is begun anew", async () => {
  const home = mkdtempSync(join(tmpdir(), "duet-test-"));
  mkdirSync(join(home, "data.new", "base"), { recursive: true });
  writeFileSync(join(home, "data.new", "PG_VERSION"), "18\n");
  writeFileSync(join(home, "password"), "of the first try");
  server = await startPostgres({ dataDir: home, temporary: true });
  expect(server.fresh).toBe(true);
  expect(await query(server.urlFor("postgres"), "SELECT 1")).toEqual([[1]]);
  await server.stop();
  rmSync(home, { recursive: true });
});

test("a server that cannot start says why", async () => {
  const version = join(dataDir, "data", "PG_VERSION");
  const before = readFileSync(version);
  writeFileSync(version, "17\n");
  await expect(startPostgres({ dataDir })).rejects.toThrow(/did not start:.*version 17/s);
  writeFileSync(version, before);
  expect(existsSync(join(dataDir, "owner.json"))).toBe(false);
});

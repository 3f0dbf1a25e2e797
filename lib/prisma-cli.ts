import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** What a run of Prisma's command line came to. */
export interface CliResult {
  /** 0 is success; `migrate diff --exit-code` says 2 for a difference. */
  code: number;
  stdout: string;
  stderr: string;
}

const root = dirname(import.meta.dirname);
const schemaEngine = join(root, "scripts", "schema-engine.mjs");
const clientFile = join(root, "generated", "prisma", "client.ts");
const clientStamp = join(root, "generated", "prisma.sha256");

/**
 * Runs Prisma's command line in this checkout, with the schema engine as WebAssembly and nothing fetched
 * or reported to anybody. Resolves whatever the exit code; throws only when it cannot be run at all.
 */
export async function prismaCli(
  args: string[],
  { databaseUrl }: { databaseUrl?: string } = {},
): Promise<CliResult> {
  makeExecutable(schemaEngine);
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), ...args],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...inherited,
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
        // The engine's first line asks for `node`: this one, not one that may be older.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        PRISMA_SCHEMA_ENGINE_BINARY: schemaEngine,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        NO_COLOR: "1",
      },
    },
  );
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", reject);
  child.once("close", (code) => resolve(code ?? 1));
  return { code: await promise, ...output };
}

/** An archive of the checkout may have lost the file's mode. */
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** What Prisma's command line said, without its greetings: for a person, in an error. */
export function cliMessage({ stdout, stderr }: CliResult): string {
  return `${stdout}\n${stderr}`
    .split("\n")
    .filter((line) => !/^(Loaded Prisma config|Prisma schema loaded|Datasource ")/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * Generates the database client into generated/prisma when it is missing or its schema has changed since.
 * Returns whether it did; throws with Prisma's words when the schema is wrong.
 */
export async function ensureClient(): Promise<boolean> {
  const wanted = schemaHash();
  const current = existsSync(clientStamp) ? readFileSync(clientStamp, "utf8") : "";
  if (current === wanted && existsSync(clientFile)) return false;
  const result = await prismaCli(["generate"]);
  if (result.code !== 0) {
    throw new Error(`The database client could not be generated.\n${cliMessage(result)}`);
  }
  writeFileSync(clientStamp, wanted);
  return true;
}

/** The schema and the generator's version: what the client depends on. */
function schemaHash(): string {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "prisma", "schema.prisma")));
  hash.update(readFileSync(join(root, "node_modules", "prisma", "package.json")));
  return hash.digest("hex");
}

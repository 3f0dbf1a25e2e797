#!/usr/bin/env node
// Prisma's schema engine for PRISMA_SCHEMA_ENGINE_BINARY: the WebAssembly build of the same engine,
// spoken to as the CLI speaks to the native one (JSON-RPC 2.0, one message a line, over stdio).
// Why: docs/decisions/0004-prisma-engine-as-webassembly.md.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the CLI also passes options that only the native engine knows
  options: { datasource: { type: "string" }, datamodels: { type: "string", multiple: true } },
});
const { url } = JSON.parse(values.datasource ?? "{}");

// PostgreSQL's "char" (type id 18), which the catalogue uses and adapter-pg does not know.
const CHAR = 18;
const TEXT = 25;

/** Makes an adapter, or its transaction, read columns of type "char". */
function readingChar(queryable) {
  const { queryRaw } = queryable;
  queryable.queryRaw = async (query) => {
    const chars = [];
    const performIO = async (io) => {
      const result = await queryable.performIO(io);
      const fields = result.fields.map(({ name, dataTypeID }, i) => {
        if (dataTypeID !== CHAR) return { name, dataTypeID };
        chars.push(i);
        return { name, dataTypeID: TEXT };
      });
      return { fields, rows: result.rows };
    };
    const set = await queryRaw.call(
      Object.create(queryable, { performIO: { value: performIO } }),
      query,
    );
    for (const i of chars) set.columnTypes[i] = ColumnTypeEnum.Character;
    return set;
  };
  return queryable;
}

async function connect(connectionString, dropAtTheEnd = async () => {}) {
  // One connection only: what a session holds (its advisory lock, its search path) must last.
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  const adapter = readingChar(await new PrismaPg(pool).connect());
  const { startTransaction } = adapter;
  adapter.startTransaction = async (level) =>
    readingChar(await startTransaction.call(adapter, level));
  // adapter-pg cuts a script at each semicolon, those inside functions too; PostgreSQL knows better.
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error) => adapter.onError(error));
  };
  adapter.dispose = async () => {
    await pool.end();
    await dropAtTheEnd();
  };
  return adapter;
}

/** A database made for one comparison, and dropped after it. */
async function connectToShadowDb() {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = await connect(url);
  await admin.executeScript(`CREATE DATABASE "${name}"`);
  const shadow = new URL(url);
  shadow.pathname = `/${name}`;
  return connect(shadow.href, async () => {
    await admin.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
    await admin.dispose();
  });
}

let panic = "";
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panic = message;
  },
};

async function startEngine() {
  const file = fileURLToPath(
    import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  ).replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = values.datamodels?.map((path) => [path, readFileSync(path, "utf8")]);
  const factory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    connectToShadowDb,
  };
  return bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

const send = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));

/** Answers the CLI's calls until it closes our input; a failure is its answer too. */
async function serve() {
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's thanks for something printed
    try {
      engine ??= await startEngine();
      const result = await engine[method](params);
      if (method === "diff") {
        send({ id: randomUUID(), method: "print", params: { content: result.stdout } });
      }
      send({ id, result: result ?? {} });
    } catch (error) {
      const message = panic || error.message;
      const data = { is_panic: panic !== "", message, error_code: error.code };
      send({ id, error: { code: 4466, message, data } });
    }
  }
}

/** `cli can-connect-to-database` and `cli create-database`: by exit code, with the reason on stderr. */
async function once(command) {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  const creates = command === "create-database";
  if (creates) target.pathname = "/postgres";
  try {
    const adapter = await connect(target.href);
    await adapter
      .underlyingDriver()
      .query(creates ? `CREATE DATABASE ${pg.escapeIdentifier(name)}` : "SELECT 1");
    await adapter.dispose();
  } catch (error) {
    const missing = error.code === "3D000";
    const refused = error.code?.startsWith("28");
    const fields = {
      is_panic: false,
      message: missing ? `Database ${name} does not exist.` : error.message || String(error),
      error_code: missing ? "P1003" : refused ? "P1000" : "P1001",
    };
    // The CLI skips the first line, as the native engine begins with a greeting.
    process.stderr.write(
      `\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}`,
    );
    process.exitCode = 1;
  }
}

await (positionals[0] === "cli" ? once(positionals[1]) : serve());
process.exit();

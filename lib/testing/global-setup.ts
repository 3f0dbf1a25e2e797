import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { ensureDatabase, migrate } from "#lib/migrate";
import { startTemporaryPostgres } from "#lib/postgres";
import { ensureClient } from "#lib/prisma-cli";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server for tests, the migrated database to clone, and what the clones' names begin with. */
    testServer: { url: string; template: string; prefix: string };
    /** Where files go that tests store. */
    dataDir: string;
  }
}

/**
 * Before all tests that need a database: one server (embedded and temporary, or TEST_DATABASE_URL's) and on
 * it one migrated template, which each worker clones. Afterwards nothing of it is left.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient();
  const given = process.env.TEST_DATABASE_URL;
  const embedded = given ? null : await startTemporaryPostgres();
  const url = given ?? embedded?.urlFor("postgres") ?? "";
  const run = randomBytes(4).toString("hex"); // others may test on a given server too
  const template = `duet_template_${run}`;
  const prefix = `duet_test_${run}_`;

  const dataDir = await mkdtemp(join(tmpdir(), "duet-files-"));

  const tearDown = async () => {
    await rm(dataDir, { recursive: true, force: true });
    if (embedded) await embedded.stop();
    else await drop(url, template, prefix);
  };
  try {
    const templateUrl = new URL(url);
    templateUrl.pathname = `/${template}`;
    await ensureDatabase(url, template);
    await migrate(templateUrl.href);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("testServer", { url, template, prefix });
  project.provide("dataDir", dataDir);
  return tearDown;
}

async function drop(url: string, template: string, prefix: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)",
      [template, prefix],
    );
    for (const { name } of rows) {
      await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}

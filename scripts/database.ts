import { join } from "node:path";
import { log } from "#lib/log";
import { ensureDatabase, migrate } from "#lib/migrate";
import { startPostgres } from "#lib/postgres";
import { atStop } from "./lifetime.ts";
import { Refusal } from "./progress.ts";

const NAME = "duet";

/** The URL of the database to work with: the configured one, else one of our own, started here. */
export async function openDatabase(configured: string | undefined, dataDir: string) {
  if (configured) return { url: configured, own: false };
  return orRefuse(async () => {
    const folder = join(dataDir, "postgres");
    const server = await startPostgres({ dataDir: folder, log: (line) => log.warn(line) });
    atStop(() => server.stop());
    await ensureDatabase(server.urlFor("postgres"), NAME);
    return { url: server.urlFor(NAME), own: true };
  });
}

/** Applies what migrations are missing and returns their number; refuses when the database does not answer. */
export function migrateDatabase(url: string): Promise<number> {
  return orRefuse(() => migrate(url, { log: (line) => log.debug(line) }));
}

/** What the database's tools throw is already a sentence for the person who starts Duet. */
async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Refusal((error as Error).message, { cause: error });
  }
}

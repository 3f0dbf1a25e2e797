// Runs before each test file that needs a database. `#lib/db` reads DATABASE_URL at its first query.
import { inject } from "vitest";
import { testDatabase, truncateAll } from "#lib/testing/database";

process.env.DATA_DIR = `${inject("dataDir")}/${process.env.VITEST_POOL_ID}`;
process.env.DATABASE_URL = await testDatabase();
await truncateAll(); // the file before this one, in the same worker, may have left something

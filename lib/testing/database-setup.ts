// Runs before each test file that needs a database. `#lib/db` reads DATABASE_URL at its first query.
import { testDatabase, truncateAll } from "#lib/testing/database";

process.env.DATABASE_URL = await testDatabase();
await truncateAll(); // the file before this one, in the same worker, may have left something

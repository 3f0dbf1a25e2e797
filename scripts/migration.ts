// npm run db:migration NAME: writes the next migration, from what prisma/schema.prisma says now and the
// migrations so far do not. It works on a database of its own, never on yours.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { migrationsFolder } from "#lib/migrate";
import { startTemporaryPostgres } from "#lib/postgres";
import { cliMessage, ensureClient, prismaCli } from "#lib/prisma-cli";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    "Give the migration a name of small letters, digits and underscores: npm run db:migration add_series",
  );
  process.exit(1);
}

const lock = join(migrationsFolder, "migration_lock.toml");
mkdirSync(migrationsFolder, { recursive: true });
if (!existsSync(lock)) {
  writeFileSync(
    lock,
    '# Written by Prisma; which SQL the migrations speak.\nprovider = "postgresql"\n',
  );
}

const stop = () => process.exit(130); // the server ends with us
process.once("SIGINT", stop).once("SIGTERM", stop);
const server = await startTemporaryPostgres();
try {
  process.exitCode = await write(server.urlFor("postgres"));
} finally {
  await server.stop();
}

async function write(databaseUrl: string): Promise<number> {
  const difference = await prismaCli(
    [
      ...["migrate", "diff", "--script", "--exit-code"],
      ...["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma"],
    ],
    { databaseUrl },
  );
  if (difference.code === 0) {
    console.log("The migrations already say all that prisma/schema.prisma says: nothing to write.");
    return 0;
  }
  if (difference.code !== 2) {
    console.error(cliMessage(difference));
    return 1;
  }
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${time}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), `${difference.stdout.trim()}\n`);
  await ensureClient();
  console.log(
    `Wrote ${relative(process.cwd(), folder)}/migration.sql. Read it before you commit it: it may drop data, and what Prisma cannot express belongs at its end.`,
  );
  return 0;
}

// Generates the database client if it is missing or older than prisma/schema.prisma.
import { ensureClient } from "#lib/prisma-cli";

if (await ensureClient()) console.log("Generated the database client.");

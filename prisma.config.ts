import { defineConfig } from "prisma/config";

/** How Prisma's CLI finds its way here. `generate` needs no database, so DATABASE_URL may be absent. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});

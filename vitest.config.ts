import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

// Far from UTC, with daylight saving and a quarter of an hour: a test that leans on the clock's zone fails.
process.env.TZ = "Pacific/Chatham";

const withDatabase = ["**/*.db.test.ts", "doors/parity.test.ts"];
const elsewhere = [...configDefaults.exclude, "e2e/**", "**/.next*/**", "generated/**"];

export default defineConfig({
  test: {
    // None is about time: this is for a machine that has other work to do.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two cores, two files at a time: Vitest itself would leave one of them to nobody.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What the app insists on; DATABASE_URL is never the developer's own; tests do more than a person may.
    env: {
      AUTH_SECRET: "a secret for tests, of 32 characters or more",
      DATABASE_URL: "",
      RATE_LIMIT: "off",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, ...withDatabase],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: withDatabase,
          exclude: elsewhere,
          globalSetup: "lib/testing/global-setup.ts",
          setupFiles: "lib/testing/database-setup.ts",
          // It imports "next/server" and the like, which Node alone does not find (Next has no exports map).
          server: { deps: { inline: ["next-auth"] } },
        },
      },
    ],
  },
});

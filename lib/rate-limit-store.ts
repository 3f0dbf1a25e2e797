import pg from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import type { SharedCount } from "#lib/rate-limiter";

/** A count that takes longer (milliseconds) is not waited for. */
const PATIENCE = 1_000;

/**
 * The count of all instances: a row a client and policy in the table `rate_limits`, one statement each time.
 * What has ended is deleted after an hour. Two connections of its own, so that a count never waits behind
 * what it is there to limit.
 */
export function postgresCount(
  databaseUrl: string,
  onError: (error: Error) => void,
): SharedCount & { close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: true,
  });
  pool.on("error", onError); // an idle connection that is lost
  const store = new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: "",
    points: 1, // the limits are the limiter's; here it is counted
    duration: 60,
  });
  return {
    async add(key, points) {
      const { consumedPoints, msBeforeNext } = await store.penalty(key, points);
      return { count: consumedPoints, endsIn: msBeforeNext };
    },
    close: () => pool.end(),
  };
}

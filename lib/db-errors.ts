import { AppError } from "#lib/errors";

// Prisma's codes: https://www.prisma.io/docs/orm/reference/error-reference
// PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html
const away = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "53300", // too_many_connections
]);
const awayWords =
  /Can't reach database|Connection terminated|timeout exceeded when trying|connection error and is not queryable/i;

const races = new Set([
  "P2034",
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  ...["P2002", "23505"], // unique_violation: two writers chose one name
  ...["P2003", "23503"], // foreign_key_violation: what a row refers to has just been deleted
  "P2025", // so has the row itself
]);

/** A database failure as the error a client should see; any other error as it is. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const codes = codesOf(error);
  if (codes.includes("P2002") || codes.includes("23505")) {
    return new AppError("conflict", "Somebody else just took this name.", { cause: error });
  }
  if (codes.some((code) => away.has(code)) || awayWords.test(error.message)) {
    return new AppError("unavailable", "The database does not answer; try again in a moment.", {
      cause: error,
    });
  }
  return error;
}

/** Whether a transaction failed because another one came between: a second try sees what it did. */
export function isRace(error: unknown): boolean {
  return error instanceof Error && codesOf(error).some((code) => races.has(code));
}

/** Prisma's own code and PostgreSQL's, which a raw query or a lost transaction carries further inside. */
function codesOf(error: Error): string[] {
  const { code, cause, meta } = error as {
    code?: unknown;
    cause?: { originalCode?: unknown };
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  const codes = [code, cause?.originalCode, meta?.driverAdapterError?.cause?.originalCode];
  return codes.filter((each) => typeof each === "string");
}

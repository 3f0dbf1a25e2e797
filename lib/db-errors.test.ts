import { describe, expect, test } from "vitest";
import { explainDatabaseError, isRace } from "#lib/db-errors";
import { AppError } from "#lib/errors";

// The shapes in which Prisma 7 and its driver adapter report failures: a query of a model, a raw
// query, and a transaction whose connection went away.
const known = (code: string) => Object.assign(new Error("Invalid invocation"), { code });
const raw = (originalCode: string) =>
  Object.assign(known("P2010"), { meta: { driverAdapterError: { cause: { originalCode } } } });
const atCommit = (originalCode: string) => new Error("terminating", { cause: { originalCode } });
const said = (message: string) => new Error(message);

const explained = (error: unknown) => {
  const result = explainDatabaseError(error);
  return result instanceof AppError ? result.code : "unexpected";
};

describe("while the database is away the client is told to try again", () => {
  test.each([
    known("P1001"),
    known("P1002"),
    known("P1008"),
    known("P1017"),
    known("P2024"),
    known("P2028"),
    known("P2037"),
    known("ECONNREFUSED"),
    known("ECONNRESET"),
    known("ETIMEDOUT"),
    known("EPIPE"),
    known("57P01"),
    raw("57P01"),
    raw("57P02"),
    raw("57P03"),
    raw("53300"),
    atCommit("57P01"),
    said("Can't reach database server at 127.0.0.1:1"),
    said("Connection terminated unexpectedly"),
    said("timeout exceeded when trying to connect"),
    said("Client has encountered a connection error and is not queryable"),
  ])("%s", (error) => {
    expect(explained(error)).toBe("unavailable");
    expect((explainDatabaseError(error) as AppError).details.cause).toBe(error);
    expect(isRace(error)).toBe(false);
  });
});

test("a name that is taken is a conflict", () => {
  expect(explained(known("P2002"))).toBe("conflict");
  expect(explained(raw("23505"))).toBe("conflict");
});

test.each([
  known("P2002"),
  known("P2003"),
  known("P2025"),
  known("P2034"),
  raw("40001"),
  raw("40P01"),
  raw("23505"),
  raw("23503"),
])("what another transaction caused is worth a second try: %s", (error) => {
  expect(isRace(error)).toBe(true);
});

test.each([
  known("P2010"),
  known("P2009"),
  raw("42601"),
  raw("22021"),
  said("Oops"),
  "a string",
  null,
  undefined,
  { code: "P2002" },
  Object.assign(new Error("odd"), { code: 42, cause: "text", meta: {} }),
])("%s is our own fault, and is left as it is", (error) => {
  expect(explainDatabaseError(error)).toBe(error);
  expect(isRace(error)).toBe(false);
});

test("what an operation says on purpose stays", () => {
  const error = new AppError("forbidden", "No.", { cause: known("P1001") });
  expect(explainDatabaseError(error)).toBe(error);
  expect(isRace(error)).toBe(false);
});

import { describe, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#domain/registry";
import { routes } from "#domain/routes";

// What nobody decides about through a body: names that a careless `data: input` would write to the database.
const ours = [
  ...["id", "authorId", "ownerId", "userId", "role", "email", "emailVerified", "disabledAt"],
  ...["createdAt", "updatedAt", "revokedAt", "lastUsedAt", "secretHash"],
  ...["html", "wordCount", "commentCount", "reactionCounts"],
];

const writes = operations.filter(({ kind }) => kind === "write");

function keysOf({ input }: (typeof operations)[number]): string[] {
  return Object.keys(input instanceof z.ZodObject ? input.shape : {});
}

/** The parts of the address: those are the route's, and a body that repeats one is refused. */
function inPath(name: string): string[] {
  const path = name in routes ? routes[name as keyof typeof routes].path : "";
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
}

describe("every write", () => {
  test.each(writes.map((operation) => [operation.name, operation] as const))(
    "%s takes nothing that its caller may not decide",
    (name, operation) => {
      const taken = keysOf(operation).filter((key) => ours.includes(key));
      expect(taken.filter((key) => !inPath(name).includes(key))).toEqual([]);
    },
  );

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    "%s refuses by name whatever it does not take",
    (_name, operation) => {
      const taken = keysOf(operation);
      const unknown = [...ours, "constructor", "prototype", "$ne", "data", "where"];
      const extra = unknown.filter((key) => !taken.includes(key));
      const result = operation.input.safeParse(Object.fromEntries(extra.map((key) => [key, "x"])));
      const refused = result.error?.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys" ? issue.keys : [],
      );
      expect(refused?.sort()).toEqual(extra.sort());
    },
  );
});

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimOf, claims, claimsAbout, lastRun, proofTitle, standingOf } from "#domain/claims";
import { experiments } from "#domain/experiments";
import { misconceptions } from "#domain/misconceptions";
import { twoDoors } from "../scripts/two-doors.ts";

const root = join(import.meta.dirname, "..");

/** The claims that a file of proofs has tests of, by the one way to title them. */
const proofs = globSync("e2e/claims/*.spec.ts", { cwd: root }).map((file) => {
  const text = readFileSync(join(root, file), "utf8");
  const titled = [...text.matchAll(/\btest\(claim\((\d+)\)/g)].map(([, id]) => Number(id));
  return {
    name: file.replaceAll("\\", "/").slice("e2e/claims/".length, -".spec.ts".length),
    titled,
    text,
  };
});

describe("the claims", () => {
  test("have ids of their own, without a gap, so that a link to one lasts", () => {
    expect(claims.map(({ id }) => id)).toEqual(claims.map((_, at) => at + 1));
    const points = claims.map(({ point }) => point);
    expect(new Set(points).size).toBe(points.length);
  });

  test.each(claims.map((claim) => [claim.point, claim] as const))(
    "%s: has sources that are there",
    (_, claim) => {
      expect(claim.sources.length).toBeGreaterThan(0);
      for (const source of claim.sources) {
        if (source.startsWith("https://")) expect(() => new URL(source)).not.toThrow();
        else {
          const file = source.replace(/^next\//, "node_modules/next/dist/docs/");
          expect(existsSync(join(root, file)), source).toBe(true);
        }
      }
    },
  );

  test("are those that the tests prove: each by one test, in the file it names", () => {
    const proven = claims.flatMap(({ id, proof }) =>
      typeof proof === "string" ? [[id, proof]] : [],
    );
    const tested = proofs.flatMap(({ name, titled }) => titled.map((id) => [id, name]));
    expect(tested.sort()).toEqual(proven.sort());
  });

  test("give every test in e2e/claims its title", () => {
    for (const { name, text, titled } of proofs) {
      const tests = [
        ...text.matchAll(/^ *test(?:\.(?:only|fixme|fail|skip|slow))?\((?!.*\)\s*;$)/gm),
      ];
      expect(tests.length, name).toBe(titled.length);
    }
    expect(proofTitle(18)).toBe("claim 18: Several calls at once");
  });

  test("that an experiment shows are there", () => {
    const known = claims.map(({ id }) => id);
    for (const { name, claims: shown } of experiments) {
      expect(known, name).toEqual(expect.arrayContaining([...shown]));
    }
  });
});

describe("what the last run of the proofs found", () => {
  test("is of the installed versions: else `npm run claims`", () => {
    for (const name of ["next", "react"] as const) {
      const file = join(root, "node_modules", name, "package.json");
      expect(lastRun[name], name).toBe(JSON.parse(readFileSync(file, "utf8")).version);
    }
  });

  test("is of every claim that has a test, and of no other", () => {
    const proven = claims.filter(({ proof }) => typeof proof === "string");
    expect(Object.keys(lastRun.results)).toEqual(proven.map(({ id }) => String(id)));
    expect(claims.filter((claim) => standingOf(claim).proven)).toEqual(
      proven.filter(({ id }) => lastRun.results[id] === "passed"),
    );
  });

  test("is what docs/two-doors.md says, as everything else there: else `node scripts/two-doors.ts`", () => {
    expect(readFileSync(join(root, "docs/two-doors.md"), "utf8")).toBe(twoDoors());
  });
});

test("claims are found by their topic or by all of the words", () => {
  expect(claimsAbout(" ")).toEqual(claims);
  expect(claimsAbout("tab").map(({ topic }) => topic)).toContain("tab");
  expect(new Set(claimsAbout("tab").map(({ topic }) => topic)).size).toBe(1);
  expect(claimsAbout("Redirect 303").map(({ id }) => id)).toEqual([10, 32]);
  expect(claimsAbout("zyzzyva")).toEqual([]);
  expect(claimsAbout("constructor").length).toBeLessThan(claims.length);
});

test("misconceptions are corrected by claims that are there", () => {
  for (const { belief, claims: ids } of misconceptions) {
    expect(ids.length, belief).toBeGreaterThan(0);
    for (const id of ids) expect(claimOf(id).id).toBe(id);
  }
});

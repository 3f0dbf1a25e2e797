import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { experiments } from "#domain/experiments";

const others = ["claims", "ledger", "which-door", "misconceptions", "measured", "sources"];
const pages = globSync("app/*/lab/*/page.tsx")
  .map((path) => path.replaceAll("\\", "/").split("/").at(-2) ?? "")
  .filter((name) => !others.includes(name));

test("an experiment of the list has a page, a sentence, and claims that it shows", () => {
  const names = experiments.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, title, about, claims } of experiments) {
    expect(pages, `${name} has a page`).toContain(name);
    expect(title).toMatch(/^[A-Z0-9].*[^.]$/);
    expect(about).toMatch(/^[A-Z].*\.$/);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) {
      expect(Number.isInteger(claim) && claim >= 1, `${name} shows claim ${claim}`).toBe(true);
    }
  }
});

test("every page that runs an experiment is in the list", () => {
  expect(pages.sort()).toEqual(experiments.map(({ name }) => name).sort());
});

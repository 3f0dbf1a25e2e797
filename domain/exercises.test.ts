import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const patches = globSync("docs/exercises/*.patch", { cwd: root }).sort();

test("there are exercises", () => {
  expect(patches.length).toBeGreaterThanOrEqual(3);
});

test.each(patches)("%s can be applied to the code as it is", (patch) => {
  execFileSync("git", ["apply", "--check", patch], { cwd: root, stdio: "pipe" });
});

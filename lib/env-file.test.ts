import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepSecret, loadEnvFile } from "#lib/env-file";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "duet-env-"));
  file = join(folder, ".env");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("loading", () => {
  test("the real environment wins, even with an empty value", () => {
    writeFileSync(file, "PORT=4000\nHOST=::1\nLOG_LEVEL=debug # loud\n");
    const target = { PORT: "5000", HOST: "" };
    loadEnvFile(file, target);
    expect(target).toEqual({ PORT: "5000", HOST: "", LOG_LEVEL: "debug" });
  });

  test("without a file nothing changes", () => {
    const target = { PORT: "5000" };
    loadEnvFile(file, target);
    expect(target).toEqual({ PORT: "5000" });
  });
});

describe("keeping a secret", () => {
  test("a fresh clone gets a file that only its owner reads", () => {
    const { secret, created } = keepSecret(file);
    expect(created).toBe(true);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(readFileSync(file, "utf8")).toBe(`AUTH_SECRET=${secret}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("it stays the same from then on", () => {
    const { secret } = keepSecret(file);
    expect(keepSecret(file)).toEqual({ secret, created: false });
  });

  test("other lines stay, and an empty one is filled in", () => {
    writeFileSync(file, "PORT=4000\nAUTH_SECRET=\nHOST=::1", { mode: 0o644 });
    const { secret } = keepSecret(file);
    expect(readFileSync(file, "utf8")).toBe(`PORT=4000\nAUTH_SECRET=${secret}\nHOST=::1`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("a last line without an end is not glued to it", () => {
    writeFileSync(file, "PORT=4000");
    const { secret } = keepSecret(file);
    expect(readFileSync(file, "utf8")).toBe(`PORT=4000\nAUTH_SECRET=${secret}\n`);
  });
});

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "#lib/env";
import type { FileStore } from "#lib/storage";
import { diskStore } from "#lib/storage-disk";
import { s3Store } from "#lib/storage-s3";
import { startBucket } from "#lib/testing/bucket";

let folder: string;
let bucket: Awaited<ReturnType<typeof startBucket>>;
const stores: { disk?: FileStore; s3?: FileStore } = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "duet-store-"));
  bucket = await startBucket();
  const secret = "0123456789abcdef0123456789abcdef";
  const settings = readEnv({ AUTH_SECRET: secret, ...bucket.settings });
  if (!settings.ok) throw new Error(settings.problems.join("\n"));
  stores.disk = diskStore(folder);
  stores.s3 = s3Store(settings.env);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bucket.stop();
});

const bytes = Buffer.from("0123456789");
const content = async (store: FileStore, key: string, range?: { start: number; end: number }) => {
  const stream = await store.read(key, range);
  return stream && text(stream);
};

async function listed(store: FileStore, prefix: string) {
  const found: { key: string; storedAt: Date }[] = [];
  for await (const each of store.list(prefix)) found.push(each);
  return found;
}

describe.each(["disk", "s3"] as const)("files on %s", (kind) => {
  const store = () => {
    const found = stores[kind];
    if (!found) throw new Error("It is not there yet.");
    return found;
  };

  test("come back as they were, whole and in part", async () => {
    await store().put("media/a/picture.png", bytes, "image/png");
    expect(await store().size("media/a/picture.png")).toBe(10);
    expect(await content(store(), "media/a/picture.png")).toBe("0123456789");
    expect(await content(store(), "media/a/picture.png", { start: 2, end: 4 })).toBe("234");
    expect(await content(store(), "media/a/picture.png", { start: 9, end: 9 })).toBe("9");
  });

  test("are replaced whole", async () => {
    const key = "media/b/picture.png";
    await store().put(key, bytes, "image/png");
    const others = [Buffer.from("abc"), Buffer.from("defghijklmnop")];
    await Promise.all(others.map((other) => store().put(key, other, "image/png")));
    expect(others.map(String)).toContain(await content(store(), key));
  });

  test("that are not there are nothing, and no folder is a file", async () => {
    await store().put("media/c/picture.png", bytes, "image/png");
    for (const key of ["media/none/picture.png", "media/c", "media/c/picture.png/x"]) {
      expect(await store().size(key)).toBeNull();
    }
    expect(await store().read("media/none/picture.png")).toBeNull();
  });

  test("are listed below a path, with their time", async () => {
    await store().put("pending/d/one", bytes, "image/png");
    await store().put("pending/d/two", bytes, "image/png");
    const found = await listed(store(), "pending");
    expect(found.map(({ key }) => key).sort()).toEqual(["pending/d/one", "pending/d/two"]);
    for (const { storedAt } of found) {
      expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(60_000);
    }
    expect(await listed(store(), "nothing")).toEqual([]);
  });

  test("are gone when they are removed, and may be removed again", async () => {
    await store().put("media/e/picture.png", bytes, "image/png");
    await store().remove("media/e/picture.png");
    await store().remove("media/e/picture.png");
    expect(await store().size("media/e/picture.png")).toBeNull();
  });
});

test("on disk nothing half written is left, nor an empty folder", async () => {
  await stores.disk?.put("media/f/picture.png", bytes, "image/png");
  expect(await readdir(join(folder, "uploads/incoming"))).toEqual([]);
  await stores.disk?.remove("media/f/picture.png");
  expect(await readdir(join(folder, "uploads/media"))).not.toContain("f");
});

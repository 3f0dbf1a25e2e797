import * as files from "node:fs";
import { tmpdir } from "node:os";
import { beforeEach, expect, test } from "vitest";
import PageCache from "#lib/page-cache";
import { notePurge } from "#lib/purges";
import { whileShowing } from "#lib/shown-tags";

type Options = ConstructorParameters<typeof PageCache>[0];
type Value = NonNullable<Parameters<PageCache["set"]>[1]>;
type Context = Parameters<PageCache["get"]>[1];

const context = { kind: "APP_PAGE", isFallback: false } as unknown as Context;
let cache: PageCache;
let count = 0;
let key = "";

beforeEach(() => {
  const { promises, existsSync, readFileSync } = files;
  const fs = { ...promises, existsSync, readFileSync } as unknown as Options["fs"];
  cache = new PageCache({
    fs,
    flushToDisk: false,
    serverDistDir: tmpdir(),
    revalidatedTags: [],
    maxMemoryCacheSize: 1_000_000,
    _requestHeaders: {},
  } as unknown as Options);
  key = `/page-${count++}`;
});

const page = (tags: string, status = 200, html = "<p>Hello</p>") =>
  ({ kind: "APP_PAGE", html, status, headers: { "x-next-cache-tags": tags } }) as unknown as Value;

const put = (name: string, value: Value) => cache.set(name, value, context as never);
const html = async (name: string) => {
  const value = (await cache.get(name, context))?.value;
  return value && "html" in value ? value.html : null;
};

test("a request hears which tags its page shows, rendered or recalled", async () => {
  await whileShowing(async (showing) => {
    expect(await html(key)).toBeNull();
    expect(showing.tags).toBeNull();
    await put(key, page("duet,post:1"));
    expect([...(showing.tags ?? [])]).toEqual(["duet", "post:1"]);
  });
  await whileShowing(async (showing) => {
    expect(await html(key)).toBe("<p>Hello</p>");
    expect([...(showing.tags ?? [])]).toEqual(["duet", "post:1"]);
  });
});

test("a page that was begun before a purge of its tags is not kept", async () => {
  await whileShowing(async () => {
    notePurge(["another"]);
    await put(key, page("a,b"));
    notePurge(["b"]);
    await put(`${key}/late`, page("a,b"));
  });
  expect(await html(key)).not.toBeNull();
  expect(await html(`${key}/late`)).toBeNull();
});

test("pages of what is not there are kept apart and make room among themselves", async () => {
  await put(key, page("a"));
  for (let number = 0; number < 100; number++) {
    await put(`${key}/missing/${number}`, page("a", 404, "x".repeat(100_000)));
  }
  expect(await html(key)).toBe("<p>Hello</p>");
  expect(await html(`${key}/missing/0`)).toBeNull();
  expect(await html(`${key}/missing/99`)).not.toBeNull();
  // What has come to be there takes the place of its absence.
  await put(`${key}/missing/99`, page("a"));
  expect(await html(`${key}/missing/99`)).toBe("<p>Hello</p>");
});

// Next's own store of rendered pages (`cacheHandler` in next.config.ts), with three things added. The class
// it extends is no documented module: writing the store anew would be much more code, and would have to
// follow what Next keeps in a page. docs/decisions/0024 says more; the journeys fail when it moves.
import { LRUCache } from "lru-cache";
import nextCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { areTagsExpired } from "next/dist/server/lib/incremental-cache/tags-manifest.external.js";
import { isFresh } from "#lib/purges";
import { begunAt, noteShown } from "#lib/shown-tags";

// What is imported depends on who does: Node sees the module of an older kind, Turbopack its class.
const FileSystemCache: typeof nextCache =
  "default" in nextCache ? (nextCache.default as typeof nextCache) : nextCache;
type Get = InstanceType<typeof FileSystemCache>["get"];
type Set = InstanceType<typeof FileSystemCache>["set"];
type Found = NonNullable<Awaited<ReturnType<Get>>>;
type Value = NonNullable<Parameters<Set>[1]>;

/** Pages of what is not there, in bytes: visitors make up addresses, and pages must not give way to them. */
const MOST_MISSING = 4 * 1024 * 1024;

// Next loads this file itself, and bundles it as well: two copies of this module, one process.
const holder = globalThis as typeof globalThis & { duetMissing?: LRUCache<string, Found> };
holder.duetMissing ??= new LRUCache({
  maxSize: MOST_MISSING,
  sizeCalculation: ({ value }, key) => sizeOf(value) + key.length + 1_000,
});
const missing = holder.duetMissing;

/**
 * Says which tags a page shows to whoever keeps whole answers (`noteShown`), whether it was rendered or
 * recalled; keeps nothing that was begun before one of its tags was purged, where Next knows only when
 * it was ready; and keeps 404s apart, in a few MB of their own.
 */
export default class PageCache extends FileSystemCache {
  override async get(...[key, context]: Parameters<Get>): ReturnType<Get> {
    const found = recallMissing(key) ?? (await super.get(key, context));
    const tags = tagsOf(found?.value);
    if (tags) noteShown(tags);
    return found;
  }

  override async set(...[key, value, context]: Parameters<Set>): Promise<void> {
    const tags = tagsOf(value);
    if (tags) noteShown(tags);
    const begun = begunAt();
    if (tags && begun !== null && !isFresh(tags, begun)) return;
    if (value?.kind !== "APP_PAGE" || value.status !== 404) {
      missing.delete(key);
      return super.set(key, value, context);
    }
    const cacheControl = "cacheControl" in context ? context.cacheControl : undefined;
    missing.set(key, { value, lastModified: Date.now(), ...(cacheControl && { cacheControl }) });
  }
}

function recallMissing(key: string): Found | null {
  const found = missing.get(key);
  if (!found) return null;
  if (!areTagsExpired(tagsOf(found.value) ?? [], found.lastModified ?? 0)) return found;
  missing.delete(key);
  return null;
}

/** The tags of a page or a route, as Next writes them beside it; null of anything else. */
function tagsOf(value: Found["value"] | Value | undefined): string[] | null {
  if (value?.kind !== "APP_PAGE" && value?.kind !== "APP_ROUTE") return null;
  const tags = value.headers?.["x-next-cache-tags"];
  return typeof tags === "string" ? tags.split(",") : null;
}

function sizeOf(value: Found["value"]): number {
  if (value?.kind !== "APP_PAGE") return 0;
  const segments = [...(value.segmentData?.values() ?? [])];
  const parts = [value.rscData, ...segments].map((part) => part?.byteLength ?? 0);
  return String(value.html).length + parts.reduce((sum, size) => sum + size, 0);
}

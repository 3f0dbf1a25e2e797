// Next's own table of expired tags, shared by its page cache and by `'use cache'` in one process.
// Not a documented module: Next has no call that invalidates outside a request (revalidateTag and
// updateTag throw there). docs/decisions/0006 says why this and not an internal request; the
// journeys (an import beside a running server) fail when an upgrade of Next moves it.
import { tagsManifest } from "next/dist/server/lib/incremental-cache/tags-manifest.external.js";
import { notePurge } from "#lib/purges";

/** Expires cached answers by tag, Next's and our own, at once, from outside any request. */
export function expireTags(tags: readonly string[]): void {
  notePurge(tags);
  // Next compares with the time a page was begun, as finely as this; whole milliseconds would call a
  // page fresh that was begun in the same one.
  const expired = performance.timeOrigin + performance.now();
  for (const tag of tags) tagsManifest.set(tag, { ...tagsManifest.get(tag), expired });
}

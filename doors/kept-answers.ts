import { LRUCache } from "lru-cache";
import { tag } from "#domain/events";
import type { Answer } from "#doors/respond";
import type { Actor } from "#lib/actor";
import { isFresh } from "#lib/purges";
import { noteShown } from "#lib/shown-tags";

/** What a read costs is paid once, not per request. */
interface Kept {
  answer: Answer;
  tags: readonly string[];
  /** The moment it was begun (`moment()`): a purge since then, and it is stale. */
  since: number;
}

/** In characters, of which each is one or two bytes: room for a few thousand posts. */
const MOST = 16 * 1024 * 1024;
const LONGEST_KEY = 2_000;

const kept = new LRUCache<string, Kept>({
  maxSize: MOST,
  sizeCalculation: ({ answer }, key) => answer.body.length + key.length + 1_000,
});

/**
 * What an answer depends on besides the data: who asks, and may do what, the address, and the headers
 * that choose a form. Null when that is so long that keeping it would serve nobody but an attacker.
 */
export function answerKey(request: Request, url: URL, actor: Actor): string | null {
  const who =
    actor.kind === "guest" ? "" : `${actor.kind} ${actor.id} ${actor.role} ${[...actor.may]}`;
  const { headers } = request;
  const form = `${headers.get("accept") ?? ""}\n${headers.get("duet-version") ?? ""}`;
  const key = `${who}\n${url.pathname}${url.search}\n${form}`;
  return key.length > LONGEST_KEY ? null : key;
}

/** The answer kept under this key, unless something it shows has changed since it was begun. */
export function recallAnswer(key: string): Answer | null {
  const found = kept.get(key);
  if (!found) return null;
  if (isFresh(found.tags, found.since)) {
    noteShown(found.tags);
    return found.answer;
  }
  kept.delete(key);
  return null;
}

/** Keeps an answer until one of its tags is purged. */
export function keepAnswerUnder(
  key: string,
  answer: Answer,
  tags: readonly string[],
  since: number,
): void {
  const shown = [...tags, tag.everything];
  noteShown(shown);
  kept.set(key, { answer, tags: shown, since });
}

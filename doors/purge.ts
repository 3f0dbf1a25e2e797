import { tag } from "#domain/events";
import { expireTags } from "#lib/expire-tags";
import { knownTokens } from "#lib/known-tokens";
import { rendersUnderWay } from "#lib/renders";

/**
 * Makes sure that nobody is shown what was before a change, from the moment the change is answered.
 * A page whose rendering began before the commit would be stored after the purge, as if it were
 * new (Next notes when a page was stored, not when it was begun): so the tags expire at once, those
 * renders end, and the tags expire again. Next's own calls, which act when the handler has
 * returned, come on top of it in the doors.
 */
export async function expireNow(tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return;
  // Another instance, or a hand in the database, changed who somebody is.
  knownTokens.forget(tags.includes(tag.everything) ? ["*"] : tags);
  expireTags(tags);
  await rendersUnderWay();
  expireTags(tags);
}

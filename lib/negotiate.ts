import Negotiator from "negotiator";

/** Parameters of a media range other than its weight, which none of our types has a variant for. */
const parameters = /;\s*(?!q\s*=)[^;,="]+=(?:"[^"]*"|[^;,]*)/gi;

/**
 * The media type to answer with: the one of `offered` that Accept prefers (RFC 9110 §12.5.1), among
 * equals the first; undefined when it wants none of them. No header, or an empty one, wants anything.
 * `charset` and the like are ignored, as §8.3.1 allows: everything here is UTF-8.
 */
export function chooseMedia<T extends string>(
  accept: string | null,
  offered: readonly T[],
): T | undefined {
  if (accept === null || accept.trim() === "") return offered[0];
  const negotiator = new Negotiator({ headers: { accept: accept.replace(parameters, "") } });
  return negotiator.mediaType([...offered]) as T | undefined;
}

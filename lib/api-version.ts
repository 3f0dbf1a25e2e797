/** A version of the API, by the day it was made. */
export interface ApiVersion {
  /** YYYY-MM-DD. */
  date: string;
  /** Since when it should not be used any more. */
  deprecated?: Date;
  /** When it stops working: from then on it is unknown. */
  sunset?: Date;
  /** What to read before moving on: a path of this site. */
  guide?: string;
}

/** Every version that is served, the newest last: it is what a caller gets who asks for none. */
export const apiVersions: readonly ApiVersion[] = [{ date: "2026-11-21" }];

/** The version that `Duet-Version` asks for; undefined when there is none of this name, or none any more. */
export function findVersion(
  asked: string | null,
  versions: readonly ApiVersion[],
  now: Date = new Date(),
): ApiVersion | undefined {
  const served = versions.filter(({ sunset }) => !sunset || sunset > now);
  return asked === null ? served.at(-1) : served.find(({ date }) => date === asked.trim());
}

/**
 * What an answer says about its version: `Duet-Version`, and of one that retires `Deprecation`
 * (RFC 9745: a structured date), `Sunset` (RFC 8594: an HTTP date) and where to read about it.
 */
export function versionHeaders(version: ApiVersion): [name: string, value: string][] {
  const headers: [string, string][] = [["Duet-Version", version.date]];
  const { deprecated, sunset, guide } = version;
  if (deprecated) headers.push(["Deprecation", `@${Math.floor(deprecated.getTime() / 1000)}`]);
  if (sunset) headers.push(["Sunset", sunset.toUTCString()]);
  if (guide) headers.push(["Link", `<${guide}>; rel="deprecation"; type="text/html"`]);
  return headers;
}

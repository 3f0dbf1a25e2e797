/**
 * A path of this site out of something a visitor brought along (`callbackUrl`), or `fallback`.
 * Resolved by the URL parser and compared by origin: `//evil`, `/\evil` and `/\t/evil` all begin
 * with a slash and all leave the site.
 */
export function returnPath(value: unknown, siteOrigin: string, fallback: string): string {
  if (typeof value !== "string" || !URL.canParse(value, siteOrigin)) return fallback;
  const url = new URL(value, siteOrigin);
  if (url.origin !== new URL(siteOrigin).origin) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

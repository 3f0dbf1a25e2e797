import type { IncomingHttpHeaders } from "node:http";

/** The cookie of whoever has the X-ray on. */
export const XRAY_COOKIE = "duet-xray";

const on = new RegExp(`(?:^|;\\s*)${XRAY_COOKIE}=on(?:;|$)`);

export function isXrayed({ cookie }: IncomingHttpHeaders): boolean {
  return cookie !== undefined && on.test(cookie);
}

/** What a page gets for the X-ray: files of ours, which its policy allows. */
const parts =
  '<link rel="stylesheet" href="/xray.css"/><script type="module" src="/xray.js"></script>';

/** A page with the X-ray in it; what has no head stays as it is. */
export function withXray(html: string): string {
  return html.replace("</head>", `${parts}</head>`);
}

/** The headers of such a page: it is for one reader, and no longer what Next gave its ETag to. */
export function xrayHeaders(headers: readonly [string, string][]): [string, string][] {
  const kept = headers.filter(([name]) => !/^(?:etag|last-modified|cache-control)$/.test(name));
  return [...kept, ["cache-control", "private, no-store"]];
}

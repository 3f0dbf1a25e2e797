/**
 * How long what is published stays cached (seconds): until an event purges it. A tab may show it
 * for half a minute without asking, the least that Next allows a static page: nobody tells open
 * tabs of a change. node_modules/next/dist/docs/01-app/03-api-reference/04-functions/cacheLife.md
 */
export const untilPurged = {
  stale: 30,
  revalidate: 30 * 24 * 60 * 60,
  expire: 365 * 24 * 60 * 60,
} as const;

/**
 * `Cache-Control` of what everybody may see: a browser asks each time, a shared cache after a second.
 * Longer would be stale longer: no cache elsewhere hears of a change.
 */
export const PUBLICLY = "public, max-age=0, s-maxage=1";

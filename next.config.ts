import { join } from "node:path";
import type { NextConfig } from "next";
import { FORM_LIMIT } from "./lib/form-limit.ts";

/**
 * Lists stand at short addresses, but are pages with parameters: `/` is `/page/1`. So the build has
 * nothing to prerender from the database, and each page is made at its first request and kept.
 */
const lists = [
  { address: "/", page: "/page/1" },
  { address: "/tags", page: "/directory/tags" },
  { address: "/authors", page: "/directory/authors" },
  { address: "/archive", page: "/directory/archive" },
  { address: "/docs", page: "/docs/overview" },
  { address: "/archive/:year", page: "/archive/:year/page/1" },
  { address: "/tags/:slug", page: "/tags/:slug/page/1" },
  { address: "/authors/:handle", page: "/authors/:handle/page/1" },
];

/**
 * A part of an address cannot be a parameter for Next: a post's source stands beside its page, and the
 * parts of a large sitemap at the top, since a map is valid for addresses beside and below it only.
 */
const files = [
  { address: "/posts/:slug.md", page: "/posts/:slug/markdown" },
  { address: "/sitemap-:part.xml", page: "/sitemap/:part" },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  cacheComponents: true,
  partialPrefetching: true,
  agentRules: false,
  poweredByHeader: false,
  // One has a layout engine in WebAssembly, the other is native code: neither can be bundled.
  serverExternalPackages: ["satori", "@resvg/resvg-js"],
  // `npm run check` has types: of all of it, tests and what is generated for them included. A fresh
  // clone that only starts has not generated that, and a stranger waits for nothing twice.
  typescript: { ignoreBuildErrors: true },
  // The front has tags of its own, and makes them once.
  generateEtags: false,
  // Tells the front which tags a page shows (docs/decisions/0024-front.md).
  cacheHandler: join(import.meta.dirname, "lib/page-cache.ts"),
  experimental: {
    serverActions: { bodySizeLimit: FORM_LIMIT },
    // Pages are kept in this process's memory, and bounded there: on disk they would outlive a
    // change made while the server was off, and a 404 per random address would fill it.
    isrFlushToDisk: false,
    // Few and large files, whatever their size: a page asks for no more than 15 things (decision 28).
    turbopackChunking: {
      minChunkSize: 20_000_000,
      maxMergeChunkSize: 50_000_000,
      requestCost: 100_000_000,
    },
  },
  rewrites: async () => ({
    beforeFiles: [...lists, ...files].map(({ address, page }) => ({
      source: address,
      destination: page,
    })),
  }),
  redirects: async () =>
    [...lists, ...files].map(({ address, page }) => ({
      source: page,
      destination: address,
      statusCode: 301,
    })),
};

export default config;

import { join } from "node:path";
import type { NextConfig } from "next";

/** Next's empty page, with the settings of ours that change what every page loads. */
const config: NextConfig = {
  agentRules: false,
  cacheComponents: true,
  partialPrefetching: true,
  // The same splitting (weigh.ts): one large file packs better than its parts.
  experimental: { turbopackChunking: JSON.parse(process.env.CHUNKING ?? "{}") },
  turbopack: { root: join(import.meta.dirname, "..", "..", "..") },
};

export default config;

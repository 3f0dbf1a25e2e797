import { join } from "node:path";
import type { NextConfig } from "next";
import ours from "../../../next.config.ts";

/** Next's empty page, with the settings of ours that change what every page loads. */
const config: NextConfig = {
  agentRules: false,
  cacheComponents: true,
  partialPrefetching: true,
  // The same splitting: one large file packs better than its parts.
  experimental: { turbopackChunking: ours.experimental?.turbopackChunking },
  turbopack: { root: join(import.meta.dirname, "..", "..", "..") },
};

export default config;

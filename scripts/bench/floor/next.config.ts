import { join } from "node:path";
import type { NextConfig } from "next";

/** The least that Next does: what Duet is measured against. It shares Duet's packages. */
const config: NextConfig = {
  agentRules: false,
  turbopack: { root: join(import.meta.dirname, "..", "..", "..") },
};

export default config;

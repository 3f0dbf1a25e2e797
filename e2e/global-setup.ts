import { rmSync } from "node:fs";
import { databaseUrlOf, freePort, runScript, startDuet, temporaryFolder } from "./duet.ts";
import type { Blog } from "./fixtures.ts";

/** Starts the blog that all tests share, filled with the demo; returns how it ends. */
export default async function setUp(): Promise<() => Promise<void>> {
  const dataDir = temporaryFolder();
  const settings = { dataDir, port: await freePort() };
  try {
    const duet = await startDuet(settings);
    const end = async () => {
      const code = await duet.end("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`Duet stopped with ${code}:\n${duet.output()}`);
    };
    try {
      const demo = await runScript("demo", ["--json"], settings);
      if (demo.code !== 0) throw new Error(`No demo tokens: ${demo.stderr}`);
      const { accounts, readOnlyToken } = JSON.parse(demo.stdout);
      const tokens = Object.fromEntries(
        Object.entries<{ token: string }>(accounts).map(([role, { token }]) => [role, token]),
      ) as Blog["tokens"];
      const databaseUrl = databaseUrlOf(dataDir);
      const blog: Blog = { ...settings, url: duet.url, databaseUrl, tokens, readOnlyToken };
      process.env.E2E_BLOG = JSON.stringify(blog);
    } catch (error) {
      await end();
      throw error;
    }
    return end;
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

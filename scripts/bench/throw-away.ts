// A Duet for a bench: of a production build, with a database of its own that is gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Duet, freePort, type Settings, startDuet } from "../../e2e/duet.ts";

/** Starts it, lets it be used, and throws it away. */
export async function withDuet(settings: Partial<Settings>, use: (duet: Duet) => Promise<void>) {
  const dataDir = mkdtempSync(join(tmpdir(), "duet-bench-"));
  try {
    const duet = await startDuet({ dataDir, port: await freePort(), ...settings });
    try {
      await use(duet);
    } finally {
      await duet.end("SIGTERM");
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

// `npm run check`: everything about the code that needs no running blog.
import { runChecks } from "./checks.ts";
import { live } from "./lifetime.ts";
import { say } from "./progress.ts";

await live({ main, failed: (error) => say((error as Error).stack ?? ""), stopped: 130 });

async function main() {
  const { failed } = await runChecks();
  if (failed > 0) process.exitCode = 1;
}

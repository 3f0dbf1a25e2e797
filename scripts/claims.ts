// `npm run claims`: proves the claims of domain/claims.ts on the installed Next, and writes down what came of
// it: domain/claims-run.json, which /lab/claims shows, and docs/two-doors.md.
import { randomBytes } from "node:crypto";
import { live, runChild } from "./lifetime.ts";
import { say } from "./progress.ts";

await live({ main, failed: (error) => say((error as Error).stack ?? ""), stopped: 130 });

async function main() {
  const args = ["test", "e2e/claims", "--reporter=list,./e2e/claims/report.ts"];
  const env = { ...process.env, AUTH_SECRET: randomBytes(32).toString("base64url") };
  const { code } = await runChild("playwright", args, { stdio: "inherit", env });
  // In a process of its own, which reads the new report.
  await runChild(process.execPath, ["scripts/two-doors.ts"], { stdio: "inherit" });
  if (code !== 0) process.exitCode = 1;
}

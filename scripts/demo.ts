// `npm run demo`, with `-- --json` for programs: fresh tokens of the four demo people, for a blog that runs
// on this machine.
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLoopback } from "#lib/env";
import { loadEnvFile } from "#lib/env-file";
import { live } from "./lifetime.ts";
import { Refusal, say } from "./progress.ts";
import { findRun } from "./run-file.ts";

await live({ main, failed, stopped: 130 });

async function main() {
  const { json } = options();
  loadEnvFile(".env");
  const run = findRun(resolve(process.env.DATA_DIR || ".data"));
  if (!run) throw new Refusal("No Duet runs here. Start one with `npm start`, then try again.");
  if (!run.demo || !isLoopback(new URL(run.url).hostname)) {
    throw new Refusal(
      `The Duet at ${run.url} has real people: make a token in its studio, under Tokens.`,
    );
  }
  process.env.DATABASE_URL = run.databaseUrl;
  process.env.AUTH_URL = run.url;
  // The server may have its secret from its own environment. Nothing here is signed with it.
  process.env.AUTH_SECRET ||= randomBytes(32).toString("base64url");
  // Only now: where no Duet ever ran there is no database client to load.
  const { issueDemoTokens } = await import("#domain/tokens/demo");
  const { accounts, readOnlyToken } = await issueDemoTokens(run.databaseUrl);
  if (json) {
    say(JSON.stringify({ url: run.url, accounts, readOnlyToken }, null, 2));
    return;
  }
  say(`\nTokens for the API at ${run.url}, made just now:\n`);
  const rows = Object.entries(accounts).map(([role, { name, token }]) => [role, name, token]);
  rows.push(["read only", accounts.author.name, readOnlyToken]);
  for (const [role = "", name = "", token = ""] of rows) {
    say(`  ${role.padEnd(9)}  ${name.padEnd(16)}  ${token}`);
  }
  say(`\n  curl ${run.url}/api/me -H "Authorization: Bearer ${accounts.author.token}"\n`);
}

function options() {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values;
  } catch (cause) {
    throw new Refusal("The one option is --json: npm run demo -- --json", { cause });
  }
}

function failed(error: unknown) {
  const text = error instanceof Refusal ? error.message : (error as Error).stack;
  process.stderr.write(`${text}\n`);
}

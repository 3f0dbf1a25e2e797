// Tests that start a Duet of their own: to stop it, to set it otherwise, or to run two.
import { rmSync } from "node:fs";
import pg from "pg";
import { type Client, client } from "./client.ts";
import {
  type Duet,
  databaseUrlOf,
  freePort,
  type Settings,
  startDuet,
  temporaryFolder,
} from "./duet.ts";
import { addPerson, test as base } from "./fixtures.ts";

interface Fixtures {
  /** A folder and a port of this test's own, without the demo blog; what is left running is ended. */
  settings: Settings;
  start: (settings: Settings) => Promise<Duet>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  settings: async ({}, use) => {
    const dataDir = temporaryFolder();
    await use({ dataDir, port: await freePort(), demo: false });
    rmSync(dataDir, { recursive: true, force: true });
  },
  // Needs the settings so that it is undone before their folder goes.
  start: async ({ settings: _ }, use) => {
    const started: Duet[] = [];
    await use(async (settings) => {
      const duet = await startDuet(settings);
      started.push(duet);
      return duet;
    });
    for (const duet of started) await duet.end("SIGTERM");
  },
});

/** The API as an author who has just been put into the database of this server. */
export async function writer(duet: Duet): Promise<Client & { cookie: string }> {
  const database = new pg.Client({ connectionString: databaseUrlOf(duet.dataDir) });
  await database.connect();
  try {
    const sql = async (text: string, values?: unknown[]) =>
      (await database.query(text, values)).rows;
    const { cookie } = await addPerson(sql, "author");
    const headers = { Cookie: cookie, Origin: duet.url };
    const made = await client(duet.url)("POST", "/api/tokens", {
      body: { name: "Tests", scopes: ["posts:write", "comments:write"] },
      headers,
    });
    return Object.assign(client(duet.url, made.json.token), { cookie });
  } finally {
    await database.end();
  }
}

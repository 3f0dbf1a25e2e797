import { rmSync } from "node:fs";
import pg from "pg";
import { type Client, client } from "../client.ts";
import {
  type Duet,
  databaseUrlOf,
  freePort,
  type Settings,
  startDuet,
  temporaryFolder,
} from "../duet.ts";
import { addPerson, expect, test, unique } from "../fixtures.ts";

test.setTimeout(120_000);

test("a key outlives the server: killed amid keyed writes, each is done once and answered the same", async () => {
  const settings: Settings = { dataDir: temporaryFolder(), port: await freePort(), demo: false };
  const running: Duet[] = [];
  const start = async () => {
    const duet = await startDuet(settings);
    running.push(duet);
    return duet;
  };
  try {
    const first = await start();
    const token = await tokenOf(first);
    const wanted = Array.from({ length: 60 }, (_, number) => ({
      key: `key-${number}`,
      body: { title: unique("Once"), body: "Words." },
    }));
    const answers = new Map<string, string>();
    const send = ({ key, body }: (typeof wanted)[number], by: Client) =>
      by.post("/api/posts", body, { "Idempotency-Key": key }).catch(() => null);

    const sending = wanted.map(async (each) => {
      const answer = await send(each, client(first.url, token));
      if (answer?.status === 201) answers.set(each.key, answer.text);
    });
    await expect.poll(() => answers.size).toBeGreaterThan(5);
    await first.end("SIGKILL");
    await Promise.all(sending);
    const acknowledged = answers.size;

    const second = await start();
    const ids = new Set<string>();
    for (const each of wanted) {
      const answer = await send(each, client(second.url, token));
      expect(answer?.status, each.key).toBe(201);
      const before = answers.get(each.key);
      if (before !== undefined) {
        expect(answer?.text, each.key).toBe(before);
        expect(answer?.headers.get("idempotent-replayed"), each.key).toBe("true");
      }
      ids.add(answer?.json.id);
    }
    expect(acknowledged).toBeGreaterThan(5);
    expect(ids.size).toBe(wanted.length);
    const drafts = await client(second.url, token).get("/api/posts?status=draft&limit=100");
    expect(drafts.json.data).toHaveLength(wanted.length);
  } finally {
    for (const duet of running) await duet.end("SIGTERM");
    rmSync(settings.dataDir, { recursive: true, force: true });
  }
});

/** A token of an author who has just been put into the database of this server. */
async function tokenOf(duet: Duet): Promise<string> {
  const database = new pg.Client({ connectionString: databaseUrlOf(duet.dataDir) });
  await database.connect();
  try {
    const sql = async (text: string, values?: unknown[]) =>
      (await database.query(text, values)).rows;
    const { cookie } = await addPerson(sql, "author");
    const made = await client(duet.url)("POST", "/api/tokens", {
      body: { name: "Tests", scopes: ["posts:write"] },
      headers: { Cookie: cookie, Origin: duet.url },
    });
    return made.json.token;
  } finally {
    await database.end();
  }
}

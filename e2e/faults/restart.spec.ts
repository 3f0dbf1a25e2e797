import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { client } from "../client.ts";
import { freePort, refusedStart, runScript } from "../duet.ts";
import { expect, unique } from "../fixtures.ts";
import { test, writer } from "../own-blog.ts";

test.setTimeout(90_000);

test("killed outright amid writes, it recovers at the next start, with all it had acknowledged", async ({
  settings,
  start,
}) => {
  const first = await start(settings);
  const author = await writer(first);
  const acknowledged: string[] = [];
  let killed = false;
  const writing = Array.from({ length: 4 }, async () => {
    while (!killed) {
      const body = { title: unique("Acknowledged"), body: "Kept.", status: "published" };
      const answer = await author.post("/api/posts", body).catch(() => null);
      if (answer?.status === 201) acknowledged.push(answer.json.id);
    }
  });
  await expect.poll(() => acknowledged.length).toBeGreaterThan(40);
  const ended = first.end("SIGKILL");
  await ended;
  killed = true;
  await Promise.all(writing);

  const second = await start(settings);
  const guest = client(second.url);
  for (const id of acknowledged) {
    const answer = await guest.get(`/api/posts/${id}`);
    expect(answer.status, id).toBe(200);
    expect((await guest.get(answer.json.url)).status, id).toBe(200);
  }
  expect(await second.end("SIGTERM")).toBe(0);
  expect(leftovers(settings.dataDir)).toEqual([]);
});

test("started twice on one folder, the second refuses and says where the first is", async ({
  settings,
  start,
}) => {
  const first = await start(settings);
  const refused = await refusedStart({ ...settings, port: await freePort() });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`process ${first.pid}`);
  expect(refused.output).toContain(`runs already at ${first.url}`);
  expect(refused.output).not.toMatch(/^\s+at /m);
  expect((await client(first.url).get("/api/health/ready")).status).toBe(200);
});

test("asked to end, it ends within ten seconds and leaves nothing behind", async ({
  settings,
  start,
}) => {
  const duet = await start(settings);
  // A browser keeps its connection open, and somebody is slow to send what he announced.
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    get(`${duet.url}/`, { agent }, (answer) => answer.resume().on("end", resolve)).on(
      "error",
      reject,
    );
  });
  const slow = client(duet.url)("POST", "/api/preview", {
    raw: new ReadableStream({ pull: () => new Promise(() => {}) }),
    headers: { "Content-Type": "application/json" },
  }).catch(() => null);
  const began = performance.now();
  expect(await duet.end("SIGTERM"), duet.output()).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  await slow;
  agent.destroy();
  expect(leftovers(settings.dataDir)).toEqual([]);
  expect(existsSync(join(settings.dataDir, "run.json"))).toBe(false);
  await expect(fetch(duet.url)).rejects.toThrow();
});

test("a port that is taken is said at once, with a way out", async ({ settings }) => {
  const other = createServer().listen(settings.port, "127.0.0.1");
  try {
    const refused = await refusedStart(settings);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`Port ${settings.port} is taken`);
    expect(refused.output).toMatch(/PORT=\d+ npm start/);
    expect(refused.output).not.toMatch(/^\s+at /m);
    expect(leftovers(settings.dataDir)).toEqual([]);
  } finally {
    other.close();
  }
});

test("a wrong setting is said in a sentence", async ({ settings }) => {
  const refused = await refusedStart({ ...settings, port: 70_000 });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("PORT must be a whole number from 1 to 65535");
  expect(refused.output).not.toMatch(/^\s+at /m);
});

test("what changed while the server was off is there after the start", async ({
  settings,
  start,
}) => {
  const folder = join(settings.dataDir, "files");
  mkdirSync(folder);
  const [title, changed] = [unique("Before"), unique("After")];
  const file = (name: string) => `---\ntitle: "${name}"\nslug: off-and-on\n---\nThe text.\n`;
  writeFileSync(join(folder, "post.md"), file(title));
  const imported = await runScript("import", [folder], settings);
  expect(imported.stdout, imported.stderr).toContain("1 created");

  const first = await start(settings);
  const guest = client(first.url);
  for (const path of ["/", "/posts/off-and-on"]) {
    for (let read = 0; read < 2; read++) expect((await guest.get(path)).text).toContain(title);
  }
  expect(await first.end("SIGTERM")).toBe(0);

  writeFileSync(join(folder, "post.md"), file(changed));
  const again = await runScript("import", [folder], settings);
  expect(again.stdout, again.stderr).toContain("1 updated");
  expect(leftovers(settings.dataDir)).toEqual([]);

  await start(settings);
  for (const path of ["/", "/posts/off-and-on"]) {
    const { text } = await guest.get(path);
    expect(text).toContain(changed);
    expect(text).not.toContain(title);
  }
});

/** The processes that still work on a folder. */
function leftovers(dataDir: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(dataDir));
}

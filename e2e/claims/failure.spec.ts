import { mergeTests } from "@playwright/test";
import { client } from "../client.ts";
import { unique } from "../fixtures.ts";
import { test as ownBlog, writer } from "../own-blog.ts";
import { actionIds, callAction, formActionId, sendForm } from "./action.ts";
import { test as bareTest, claim, expect, openBare } from "./bare.ts";

const test = mergeTests(bareTest, ownBlog);

const post = "/posts/welcome-to-duet";

test(claim(8), async ({ bare, blog, api }) => {
  const refuse = (await actionIds(bare.url)).get("refuse") ?? "";
  const returned = await callAction(bare.url, { id: refuse });
  expect([returned.status, returned.value]).toEqual([
    200,
    '{"ok":false,"message":"Not like this."}',
  ]);
  // The same in Duet: nobody is signed in.
  const id = (await actionIds(blog.url, post)).get("reactAction") ?? "";
  const said = await callAction(blog.url, { id, path: post, args: "[]" });
  expect([said.status, said.value]).not.toEqual([200, ""]);
  const refused = await api("guest").post("/api/posts", {});
  expect([refused.status, refused.json.code]).toEqual([401, "unauthenticated"]);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  const invalid = await api("author").post("/api/posts", {});
  expect([invalid.status, invalid.json.code]).toEqual([422, "invalid"]);
});

test(claim(9), async ({ bare, guest }) => {
  const id = (await actionIds(bare.url)).get("fail") ?? "";
  const failed = await callAction(bare.url, { id });
  expect(failed.status).toBe(500);
  expect(failed.value).toMatch(/^E\{"digest":"\d+"\}$/);
  expect(failed.text).not.toContain("secret");
  expect(bare.output()).toContain("a secret of the server");
  const page = await openBare(await guest(), bare);
  const message = await page.evaluate("actions.fail().catch((error) => error.message)");
  expect(message).not.toContain("secret");
  expect(message).toContain("React error #441");

  const handler = await fetch(`${bare.url}/api/fail`, { method: "POST" });
  expect([handler.status, await handler.text()]).toEqual([500, ""]);
  const plain = await sendForm(bare.url, {
    path: "/failing",
    fields: { [`$ACTION_ID_${await formActionId(bare.url, "/failing")}`]: "" },
  });
  expect([plain.status, plain.text]).toEqual([500, "Internal Server Error"]);
});

test(claim(31), async ({ bare }) => {
  const id = (await actionIds(bare.url)).get("fail") ?? "";
  const before = (await bare.seen()).log.length;
  await callAction(bare.url, { id });
  await fetch(`${bare.url}/api/fail`, { method: "POST" });
  await sendForm(bare.url, {
    path: "/failing",
    fields: { [`$ACTION_ID_${await formActionId(bare.url, "/failing")}`]: "" },
  });
  const told = (await bare.seen()).log.slice(before).filter((line) => line.startsWith("error"));
  expect(told).toEqual(["error action /", "error route /api/fail", "error render /failing/page"]);
});

test.describe("with limits", () => {
  const variables = { FRONT: "off", RATE_LIMIT_READS: "500", RATE_LIMIT_WRITES: "3" };
  test.use({ settings: async ({ settings }, use) => use({ ...settings, demo: true, variables }) });

  test(claim(28), async ({ bare, settings, start }) => {
    test.setTimeout(90_000);
    const echo = (await actionIds(bare.url)).get("echo") ?? "";
    const handler = () => fetch(`${bare.url}/api/echo`, { method: "POST" });
    for (let at = 0; at < 100; at++) {
      expect((await callAction(bare.url, { id: echo })).status).toBe(200);
      expect((await handler()).status).toBe(200);
    }
    const duet = await start(settings);
    const author = await writer(duet);
    const id = (await actionIds(duet.url, post)).get("reactAction") ?? "";
    let last = await author.post("/api/posts", { title: unique("Many"), body: "x" });
    while (last.status === 201) {
      last = await author.post("/api/posts", { title: unique("Many"), body: "x" });
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    const { json } = await client(duet.url).get("/api/posts?limit=1");
    const form = { intent: "add", id: json.data[0].id, kind: "like" };
    const headers = { Cookie: author.cookie };
    const action = await callAction(duet.url, { id, path: post, form, headers });
    expect(action.status).toBe(200);
    expect(action.value).toContain('"code":"rate_limited"');
  });
});

test(claim(29), async ({ bare, blog, api, newcomer, sql }) => {
  const id = await formActionId(bare.url);
  const words = unique("Twice");
  for (const _ of [1, 2]) {
    await sendForm(bare.url, { fields: { [`$ACTION_ID_${id}`]: "", words } });
    await fetch(`${bare.url}/api/bare`, { method: "POST", headers: { Origin: `https://${id}` } });
  }
  const { log } = await bare.seen();
  expect(log.filter((line) => line === `said ${words}`)).toHaveLength(2);
  expect(log.filter((line) => line.includes(`https://${id}`))).toHaveLength(2);

  // Duet's nonce: the very form that a browser without JavaScript got, sent twice.
  const person = await newcomer("author");
  const page = await person.page();
  await page.goto("/studio/posts/new");
  const fields: Record<string, string> = Object.fromEntries(
    await page
      .locator("form:has([name=title]) input[type=hidden]")
      .evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ name, value }) => [name, value])),
  );
  expect(fields.nonce).toMatch(/^[\w-]{8,}$/);
  const title = unique("Once by nonce");
  const ids = await actionIds(blog.url, "/studio/posts/new", person.cookie);
  const form = { intent: "save", title, body: "x", nonce: fields.nonce ?? "" };
  const write = ids.get("writePostAction") ?? "";
  const mine = { Cookie: person.cookie };
  for (const _ of [1, 2]) {
    const path = "/studio/posts/new";
    const answer = await callAction(blog.url, { id: write, path, form, headers: mine });
    expect([answer.status, answer.headers["x-action-redirect"]]).toEqual([
      200,
      expect.stringContaining("/studio/posts/"),
    ]);
  }
  expect(await sql("select 1 from posts where title = $1", [title])).toHaveLength(1);

  const headers = { "Idempotency-Key": `"${crypto.randomUUID()}"` };
  const body = { title: unique("Once by key"), body: "x" };
  const first = await api("author").post("/api/posts", body, headers);
  const second = await api("author").post("/api/posts", body, headers);
  expect([first.status, second.status, second.json.id]).toEqual([201, 201, first.json.id]);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
});

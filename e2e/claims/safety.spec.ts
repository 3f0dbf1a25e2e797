import { listedOrigin } from "../duet.ts";
import { actionIds, callAction, formActionId, scriptsOf, sendForm } from "./action.ts";
import { claim, expect, test } from "./bare.ts";

const MB = 1024 * 1024;
const post = "/posts/welcome-to-duet";

test(claim(12), async ({ bare }) => {
  const id = (await actionIds(bare.url)).get("write") ?? "";
  const action = (Origin: string) =>
    callAction(bare.url, { id, args: ["nothing"], headers: { Origin } });
  const { value } = await bare.seen();
  for (const origin of ["https://evil.example", "null"]) {
    expect((await action(origin)).status, origin).toBe(500);
  }
  expect((await bare.seen()).value).toBe(value);
  // None at all: it runs, and nobody is told.
  expect((await action("")).status).toBe(200);
  expect((await bare.seen()).value).toBe(value + 1);
  const warning = "Missing `origin` header";
  expect(bare.output()).not.toContain(warning);

  const fields = { [`$ACTION_ID_${await formActionId(bare.url)}`]: "", words: "forged" };
  const form = (Origin: string) => sendForm(bare.url, { fields, headers: { Origin } });
  for (const origin of ["https://evil.example", "null"]) {
    expect((await form(origin)).status, origin).toBe(500);
  }
  expect((await bare.seen()).log).not.toContain("said forged");
  expect((await form("")).status).toBe(200);
  await bare.logged("said forged");
  expect(bare.output()).toContain(warning);

  for (const origin of ["https://evil.example", "null"]) {
    const headers = { Origin: origin, Cookie: "session=mine" };
    const answer = await fetch(`${bare.url}/api/bare`, { method: "POST", headers });
    expect(answer.status).toBe(200);
    await bare.logged(`bare ran for ${origin} as session=mine`);
  }
});

test(claim(13), async ({ bare, api }) => {
  const id = (await actionIds(bare.url, "/guarded", "member=yes")).get("guarded") ?? "";
  expect(id).not.toBe("");
  const stranger = await (await fetch(`${bare.url}/guarded`)).text();
  expect(stranger).not.toContain("Do it");
  const before = (await bare.seen()).log.length;
  const answer = await callAction(bare.url, { id, path: "/guarded" });
  expect([answer.status, answer.value]).toEqual([200, '"done"']);
  expect((await bare.seen()).log.slice(before)).toEqual(["guarded ran"]);
  // Duet's handlers ask by themselves.
  expect((await api("guest").get("/api/tokens")).status).toBe(401);
});

test(claim(14), async ({ bare, api }) => {
  const id = (await actionIds(bare.url)).get("held") ?? "";
  const any = (await actionIds(bare.url)).get("echo") ?? "";
  // Declared as (name: string); what comes is a number, and it runs.
  const running = callAction(bare.url, { id, args: [7, "one more"] });
  await bare.logged("began 7");
  await bare.release("7");
  expect((await running).value).toBe("7");
  const kinds = await callAction(bare.url, { id: any, args: ["$D1970-01-01T00:00:00.000Z", null] });
  expect(kinds.value).toContain('["[object Date]","[object Null]"]');
  // What checks is Duet's schema, at both doors the same.
  const refused = await api("author").post("/api/posts", { title: 7, role: "admin" });
  expect(refused.status).toBe(422);
});

test(claim(21), async ({ bare }) => {
  test.setTimeout(90_000);
  const id = (await actionIds(bare.url)).get("echo") ?? "";
  const action = (size: number) =>
    callAction(bare.url, { id, args: JSON.stringify(["x".repeat(size - 4)]) });
  expect((await action(MB)).status).toBe(200);
  const refused = await action(MB + 1);
  expect([refused.status, refused.value]).toEqual([500, expect.stringMatching(/^E\{"digest"/)]);
  await expect.poll(bare.output).toContain("statusCode: 413");
  const fields = { [`$ACTION_ID_${await formActionId(bare.url)}`]: "", words: "x".repeat(MB) };
  expect((await sendForm(bare.url, { fields })).status).toBe(500);

  const handler = async (path: string, size: number) => {
    const body = new Uint8Array(size);
    return (await fetch(bare.url + path, { method: "POST", body })).json();
  };
  expect(await handler("/api/size", 12 * MB)).toBe(12 * MB);
  expect(await handler("/proxied", 9 * MB)).toBe(9 * MB);
  // Cut at the piece in which the limit falls, with nothing but a line in the log.
  const arrived = await handler("/proxied", 12 * MB);
  expect(arrived).toBeGreaterThan(9 * MB);
  expect(arrived).toBeLessThanOrEqual(10 * MB);
});

test(claim(26), async ({ bare, api }) => {
  const scripts = (await scriptsOf(bare.url)).join("\n");
  const ids = await actionIds(bare.url);
  expect([...ids.keys()]).toEqual(expect.arrayContaining(["echo", "fail", "write"]));
  expect(scripts).toContain(ids.get("write"));
  expect([...ids.keys()]).not.toContain("unused");
  expect(scripts).not.toContain("unused");
  const document = await api("guest").get("/api/openapi.json");
  expect(Object.keys(document.json.paths)).toContain("/api/posts");
  expect(JSON.stringify(document.json)).not.toContain("Next-Action");
});

test(claim(27), async ({ bare, api }) => {
  const id = (await actionIds(bare.url)).get("echo") ?? "";
  const foreign = { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" };
  const asked = await fetch(bare.url, { method: "OPTIONS", headers: foreign });
  const called = await callAction(bare.url, { id });
  expect(asked.headers.get("access-control-allow-origin")).toBeNull();
  expect(called.headers["access-control-allow-origin"]).toBeUndefined();
  const allowed = await api("guest").get("/api/posts?limit=1", { Origin: listedOrigin });
  expect(allowed.headers.get("access-control-allow-origin")).toBe(listedOrigin);
});

test(claim(30), async ({ blog, api }) => {
  const id = (await actionIds(blog.url, post)).get("reactAction") ?? "";
  const found = await api("author").get("/api/posts?limit=1");
  const target = found.json.data[0].id;
  const form = { intent: "add", id: target, kind: "like" };
  const headers = { Authorization: `Bearer ${blog.tokens.author}` };
  const answer = await callAction(blog.url, { id, path: post, form, headers });
  expect(answer.status).toBe(200);
  expect(answer.value).toContain('"code":"unauthenticated"');
  const program = await api("author").get("/api/me");
  expect([program.status, program.json.handle]).toEqual([200, "ines"]);
});

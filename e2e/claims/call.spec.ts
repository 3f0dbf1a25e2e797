import type { Request as Sent } from "@playwright/test";
import { actionIds, callAction, scriptsOf } from "./action.ts";
import { claim, expect, openBare, test } from "./bare.ts";

/** The request of a call that a component of the page makes. */
async function called(page: import("@playwright/test").Page, call: string): Promise<Sent> {
  const sent = page.waitForRequest((request) => "next-action" in request.headers());
  await page.evaluate(call);
  return sent;
}

test(claim(1), async ({ bare }) => {
  const scripts = (await scriptsOf(bare.url)).join("\n");
  const ids = await actionIds(bare.url);
  expect(ids.get("fail")).toMatch(/^[0-9a-f]{42}$/);
  // The reference went to the browser; the function did not.
  expect(scripts).not.toContain("a secret of the server");
  const answer = await callAction(bare.url, { id: ids.get("echo") ?? "", args: ["x"] });
  expect(answer.value).toContain('{"kinds":["[object String]"],"values":["x"]');
  const handler = await fetch(`${bare.url}/api/echo`, { method: "POST", body: "x" });
  expect(await handler.json()).toMatchObject({ method: "POST", body: "x" });
});

test(claim(2), async ({ bare, guest }) => {
  const page = await openBare(await guest(), bare, "/?a=b");
  const sent = await called(page, "actions.echo('x')");
  expect([sent.method(), sent.url()]).toEqual(["POST", `${bare.url}/?a=b`]);
  expect(sent.headers()["next-action"]).toBe((await actionIds(bare.url)).get("echo"));
  // A handler is where its file is, for whoever knows nothing of Next.
  expect((await fetch(`${bare.url}/api/echo`)).status).toBe(200);
});

test(claim(3), async ({ bare }) => {
  const id = (await actionIds(bare.url)).get("echo") ?? "";
  const headers = { "Next-Action": id };
  const visit = await fetch(bare.url, { headers });
  expect([visit.status, visit.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  expect(await visit.text()).toContain("<h1>Bare</h1>");
  expect((await fetch(bare.url, { method: "PUT", headers })).status).toBe(405);
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    const answer = await fetch(`${bare.url}/api/echo`, { method });
    expect(await answer.json()).toMatchObject({ method });
  }
  const options = await fetch(`${bare.url}/api/echo`, { method: "OPTIONS" });
  expect(options.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
  expect((await fetch(`${bare.url}/api/fail`)).status).toBe(405);
});

test(claim(4), async ({ bare, guest }) => {
  const page = await openBare(await guest(), bare);
  const plain = await called(page, "actions.echo('x', { deep: [1] }, new Date(0))");
  expect(plain.headers()["content-type"]).toBe("text/plain;charset=UTF-8");
  expect(plain.postData()).toBe('["x",{"deep":[1]},"$D1970-01-01T00:00:00.000Z"]');
  const form = "const form = new FormData(); form.set('file', new File(['x'], 'x.txt'));";
  const multipart = await called(page, `${form} actions.size(form)`);
  expect(multipart.headers()["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  const types = ["application/json", "application/octet-stream", "application/x-anything"];
  for (const type of types) {
    const headers = { "Content-Type": type };
    const answer = await fetch(`${bare.url}/api/echo`, { method: "POST", headers, body: "{}" });
    expect(await answer.json()).toEqual({ method: "POST", type, body: "{}" });
  }
});

test(claim(7), async ({ bare, api }) => {
  const ids = await actionIds(bare.url);
  for (const [name, args] of [
    ["echo", ["x"]],
    ["refuse", []],
    ["write", ["nothing"]],
    ["write", ["updateTag"]],
  ] as const) {
    const answer = await callAction(bare.url, { id: ids.get(name) ?? "", args });
    expect(answer.status, name).toBe(200);
  }
  for (const status of [201, 202, 204, 205, 304]) {
    const body = String(status);
    const answer = await fetch(`${bare.url}/api/status`, { method: "POST", body });
    expect(answer.status).toBe(status);
  }
  const made = await api("author").post("/api/posts", { title: "Proof of a status", body: "x" });
  expect([made.status, made.headers.get("location")]).toEqual([201, `/api/posts/${made.json.id}`]);
});

test(claim(33), async () => {
  const { echo, write } = await import("./fixture/app/actions.ts");
  const { POST } = await import("./fixture/app/api/echo/route.ts");
  const handler = await import("./fixture/app/api/write/route.ts");
  expect(await echo("x")).toMatchObject({ kinds: ["[object String]"], values: ["x"] });
  const sent = (body: string) => new Request("http://localhost/", { method: "POST", body });
  expect(await (await POST(sent("x"))).json()).toMatchObject({ method: "POST", body: "x" });
  for (const way of ["refresh", "updateTag", "max", "cookie"] as const) {
    await expect(write(way), way).rejects.toThrow();
    expect((await handler.POST(sent(way))).status, way).toBe(500);
  }
  expect(await write("nothing")).toBeGreaterThan(0);
});

import { formActionId, sendForm } from "./action.ts";
import { claim, expect, test } from "./bare.ts";

test.use({ javaScriptEnabled: false });

/** As browsers write it: with a charset behind it, it is no form to Next. */
const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };

test(claim(5), async ({ bare, guest }) => {
  const page = await guest();
  await page.goto(bare.url);
  await page.getByLabel("Words").fill("without scripts");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Say" }).click();
  const request = await sent;
  expect(request.url()).toBe(`${bare.url}/`);
  expect(request.headers()["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(request.headers()["next-action"]).toBeUndefined();
  await bare.logged("said without scripts");

  const id = await formActionId(bare.url);
  const fields = { [`$ACTION_ID_${id}`]: "", words: "by hand" };
  expect((await sendForm(bare.url, { fields })).status).toBe(200);
  await bare.logged("said by hand");
  const body = new URLSearchParams({ [`$ACTION_ID_${id}`]: "", words: "urlencoded" }).toString();
  const shown = await fetch(bare.url, { method: "POST", headers: urlencoded, body });
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("Bare")]);
  expect((await bare.seen()).log).not.toContain("said urlencoded");
  for (const plain of [new URLSearchParams(body), new FormData()]) {
    const answer = await fetch(`${bare.url}/api/echo`, { method: "POST", body: plain });
    expect(answer.status).toBe(200);
  }
});

test(claim(32), async ({ bare, guest }) => {
  const page = await guest();
  await page.goto(bare.url);
  await page.getByLabel("Words").fill("a form works");
  await page.getByRole("button", { name: "Say" }).click();
  await bare.logged("said a form works");

  // The same kind of function behind onClick: the button is there, and asks for nothing.
  await page.context().addCookies([{ name: "member", value: "yes", url: bare.url }]);
  await page.goto(`${bare.url}/guarded`);
  const html = await page.content();
  expect(html).toContain("Do it");
  expect(html).not.toMatch(/<form|onclick/i);

  await page.setContent(`<form method="post" action="${bare.url}/api/leave"><button>Send</button>`);
  const answered = page.waitForResponse(`${bare.url}/api/leave`);
  await page.getByRole("button", { name: "Send" }).click();
  expect((await answered).status()).toBe(303);
  await expect(page.getByRole("heading", { name: "The target" })).toBeVisible();
});

test(claim(35), async ({ bare }) => {
  const before = (await bare.seen()).log.length;
  expect((await sendForm(bare.url, { fields: { words: "no action" } })).status).toBe(400);
  for (const type of ["application/json", "text/plain"]) {
    const headers = { "Content-Type": type };
    const answer = await fetch(bare.url, { method: "POST", headers, body: "{}" });
    expect([answer.status, answer.headers.get("allow")], type).toEqual([405, "GET, HEAD"]);
  }
  const sent = { method: "POST", headers: urlencoded, body: "words=no+action" };
  const shown = await fetch(bare.url, sent);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("Bare")]);
  expect((await bare.seen()).log.slice(before)).toEqual([]);
  expect((await sendForm(bare.url, { path: "/api/echo", fields: { a: "b" } })).status).toBe(200);
});

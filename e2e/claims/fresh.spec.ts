import { actionIds, callAction, formActionId, sendForm } from "./action.ts";
import { type Bare, claim, expect, openBare, test } from "./bare.ts";

/** What the page shows to whoever asks now. */
async function shown(bare: Bare): Promise<number> {
  const html = await (await fetch(bare.url)).text();
  return Number(/The value is (\d+)\./.exec(html)?.[1]);
}

/** A write through the handler: what it answered. */
async function handle(bare: Bare, way: string) {
  const answer = await fetch(`${bare.url}/api/write`, { method: "POST", body: way });
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

async function act(bare: Bare, way: string) {
  return callAction(bare.url, { id: (await actionIds(bare.url)).get("write") ?? "", args: [way] });
}

test(claim(6), async ({ bare }) => {
  for (const way of ["nothing", "max"]) {
    const answer = await act(bare, way);
    expect(answer.headers["content-type"], way).toBe("text/x-component");
    expect([answer.value, answer.hasPage], way).toEqual([expect.stringMatching(/^\d+$/), false]);
  }
  for (const way of ["refresh", "updateTag", "expire", "cookie"]) {
    const answer = await act(bare, way);
    expect([answer.value, answer.hasPage], way).toEqual([expect.stringMatching(/^\d+$/), true]);
  }
  const handler = await handle(bare, "expire");
  expect(Object.keys(handler.json)).toEqual(["value"]);
});

test(claim(10), async ({ bare }) => {
  const id = (await actionIds(bare.url)).get("go") ?? "";
  const answer = await callAction(bare.url, { id });
  expect([answer.status, answer.headers["x-action-redirect"]]).toEqual([200, "/target;push"]);
  expect(answer.headers.location).toBeUndefined();
  expect(answer.text).toContain("The target");
  const html = await (await fetch(`${bare.url}/failing`)).text();
  const [, second = ""] = [...html.matchAll(/\$ACTION_ID_([0-9a-f]{42})/g)].map(([, id]) => id);
  const fields = { [`$ACTION_ID_${second}`]: "" };
  const plain = await sendForm(bare.url, { path: "/failing", fields });
  expect([plain.status, plain.headers.location, plain.text]).toEqual([303, "/target", ""]);
  const kept = await fetch(`${bare.url}/api/go`, { method: "POST", body: "x" });
  expect([kept.status, kept.redirected]).toEqual([200, true]);
  expect(await kept.json()).toMatchObject({ method: "POST", body: "x" });
  const sent = async (body: string | FormData) => {
    const answer = await fetch(`${bare.url}/api/go`, { method: "POST", redirect: "manual", body });
    return answer.status;
  };
  expect([await sent("x"), await sent(new FormData())]).toEqual([307, 303]);
});

test(claim(11), async ({ bare }) => {
  const answer = await act(bare, "cookie");
  expect(answer.headers["set-cookie"]).toEqual([`value=${answer.value}; Path=/`]);
  expect([answer.hasPage, answer.headers["x-action-revalidated"]]).toEqual([true, "1"]);
  const handler = await handle(bare, "cookie");
  expect(handler.headers.get("set-cookie")).toBe(`value=${handler.json.value}; Path=/`);
  expect(handler.headers.get("x-action-revalidated")).toBeNull();
});

test(claim(15), async ({ bare, api }) => {
  const answer = await act(bare, "nothing");
  expect(answer.headers["cache-control"]).toBe("no-cache, no-store, max-age=0, must-revalidate");
  // Of the page it was posted to, not of the answer.
  expect(answer.headers["x-nextjs-cache"]).toBe("HIT");
  expect(answer.headers.etag).toBeUndefined();
  const moved = await callAction(bare.url, { id: (await actionIds(bare.url)).get("go") ?? "" });
  expect(moved.headers["cache-control"]).toMatch(/^s-maxage=\d+/);
  const first = await api("guest").get("/api/tags");
  const again = await api("guest").get("/api/tags", {
    "If-None-Match": first.headers.get("etag") ?? "",
  });
  expect([first.status, again.status, again.text]).toEqual([200, 304, ""]);
  expect(first.headers.get("cache-control")).toContain("public");
});

test(claim(16), async ({ bare }) => {
  const written = await act(bare, "updateTag");
  expect(written.text).toContain(`The value is ${written.value}.`);
  expect(await shown(bare)).toBe(Number(written.value));
  // refresh renders anew, with what is cached: the value is.
  const refreshed = await act(bare, "refresh");
  expect(refreshed.text).toContain(`The value is ${written.value}.`);

  for (const way of ["updateTag", "refresh"]) {
    const refused = await handle(bare, way);
    expect(refused.json.error, way).toContain("can only be called from within a Server Action");
  }
  const expired = await handle(bare, "expire");
  expect(await shown(bare)).toBe(expired.json.value);

  for (const write of [
    async () => (await handle(bare, "max")).json.value,
    async () => Number((await act(bare, "max")).value),
  ]) {
    const before = await shown(bare);
    const value = await write();
    expect(await shown(bare)).toBe(before);
    await expect.poll(() => shown(bare)).toBe(value);
  }
});

test(claim(17), async ({ bare, guest }) => {
  const told = async (way: string) => (await act(bare, way)).headers["x-action-revalidated"];
  expect(await told("updateTag")).toBe("1");
  expect(await told("refresh")).toBe("2");
  expect(await told("max")).toBeUndefined();
  expect((await handle(bare, "expire")).headers.get("x-action-revalidated")).toBeNull();

  const [mine, other] = [await openBare(await guest(), bare), await openBare(await guest(), bare)];
  const before = await shown(bare);
  const value = await mine.evaluate("actions.write('updateTag')");
  await expect(mine.locator("#value")).toHaveText(`The value is ${value}.`);
  await expect(other.locator("#value")).toHaveText(`The value is ${before}.`);
  const { json } = await handle(bare, "expire");
  expect(await shown(bare)).toBe(json.value);
  await expect(mine.locator("#value")).toHaveText(`The value is ${value}.`);
  await expect(other.locator("#value")).toHaveText(`The value is ${before}.`);
});

test(claim(36), async ({ bare }) => {
  const id = await formActionId(bare.url);
  const visit = await fetch(bare.url, { headers: { "Next-Action": id } });
  expect(visit.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const still = async () => (await fetch(`${bare.url}/api/still`)).json();
  const control = async () => (await bare.seen()).value;
  const [first, value] = [await still(), await control()];
  await handle(bare, "nothing");
  expect(await still()).toBe(first);
  expect(await control()).toBe(value + 1);
  // Made at the build, where it ran; never in this process.
  expect((await bare.seen()).log).not.toContain("still ran");
});

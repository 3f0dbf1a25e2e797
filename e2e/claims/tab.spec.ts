import type { Page } from "@playwright/test";
import { type Bare, claim, expect, openBare, test } from "./bare.ts";

/** Opens the page with its actions at hand, and notes with what each fetch is sent. */
async function open(page: Page, bare: Bare): Promise<Page> {
  await page.addInitScript(() => {
    const real = globalThis.fetch;
    const sent: unknown[] = [];
    Object.assign(globalThis, { sent });
    globalThis.fetch = (input, init = {}) => {
      const { keepalive = false, signal = null } = init;
      const isAction = new Headers(init.headers).has("next-action");
      sent.push({ isAction, keepalive, hasSignal: signal !== null });
      return real(input, init);
    };
  });
  return openBare(page, bare);
}

/** With what the page's action calls were sent. */
async function actionsOf(page: Page) {
  const sent: { isAction: boolean }[] = await page.evaluate("sent");
  return sent.filter(({ isAction }) => isAction);
}

const began = async (bare: Bare, name: RegExp) =>
  (await bare.seen()).log.filter((line) => line.startsWith("began") && name.test(line));

test(claim(18), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  await page.evaluate("void (all = Promise.all(['one', 'two', 'three'].map(actions.held)))");
  await bare.logged("began one");
  // Three calls of handlers get through meanwhile, side by side.
  await page.evaluate(() => {
    const hold = (name: string) => fetch(`/api/held?name=${name}`, { method: "POST" });
    void Promise.all(["four", "five", "six"].map(hold));
  });
  for (const name of ["four", "five", "six"]) await bare.logged(`began ${name}`);
  expect(await began(bare, / (one|two|three)$/)).toEqual(["began one"]);
  expect(await actionsOf(page)).toHaveLength(1);
  // Another tab has a queue of its own: the server does not wait.
  const other = await open(await guest(), bare);
  await other.evaluate("void actions.held('seven')");
  await bare.logged("began seven");
  await bare.release("one");
  await bare.logged("began two");
  expect(await began(bare, / (one|two|three)$/)).toEqual(["began one", "began two"]);
  for (const name of ["two", "three", "four", "five", "six", "seven"]) await bare.release(name);
  expect(await page.evaluate("all")).toEqual(["one", "two", "three"]);
});

test(claim(19), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  await page.evaluate("void (calling = actions.held('cannot stop'))");
  await bare.logged("began cannot stop");
  expect(await actionsOf(page)).toEqual([{ isAction: true, keepalive: false, hasSignal: false }]);
  await bare.release("cannot stop");
  expect(await page.evaluate("calling")).toBe("cannot stop");

  await page.evaluate(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const calling = fetch("/api/held?name=stopped", { method: "POST", signal });
    Object.assign(globalThis, { controller, stopped: calling.catch(({ name }) => name) });
  });
  await bare.logged("began stopped");
  await page.evaluate("controller.abort()");
  expect(await page.evaluate("stopped")).toBe("AbortError");
  await bare.logged("aborted stopped");
  await bare.release("stopped");
});

test(claim(20), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  await page.evaluate("void actions.held('left alone')");
  await bare.logged("began left alone");
  expect(await actionsOf(page)).toEqual([{ isAction: true, keepalive: false, hasSignal: false }]);
  await page.evaluate(() => {
    addEventListener("pagehide", () => {
      navigator.sendBeacon("/api/bare?beacon");
      void fetch("/api/bare?keepalive", { method: "POST", keepalive: true });
    });
  });
  const before = (await bare.seen()).log.length;
  await page.goto("about:blank");
  // Both handlers ran after the page had gone, and the action is still at work.
  const ran = async () => (await bare.seen()).log.slice(before);
  await expect
    .poll(async () => (await ran()).filter((line) => line.startsWith("bare ran")))
    .toHaveLength(2);
  expect(await ran()).not.toContain("ended left alone");
  await bare.release("left alone");
  await bare.logged("ended left alone");
});

test(claim(22), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  const size = await page.evaluate(`{
    const form = new FormData();
    form.set("file", new File([new Uint8Array(500_000)], "picture"));
    actions.size(form);
  }`);
  expect(size).toBe(500_000);
  expect(await actionsOf(page)).toHaveLength(1);
  const progress = await page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const request = new XMLHttpRequest();
        const seen: number[] = [];
        request.upload.onprogress = ({ loaded }) => seen.push(loaded);
        request.onload = () => resolve(seen);
        request.onerror = reject;
        request.open("POST", "/api/size");
        request.send(new Uint8Array(12_000_000));
      }),
  );
  expect(progress.at(-1)).toBe(12_000_000);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test(claim(23), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  await page.evaluate("actions.streamed().then((it) => { values = it[Symbol.asyncIterator](); })");
  expect(await page.evaluate("values.next()")).toEqual({ value: "first", done: false });
  await bare.logged("began streamed");
  await bare.release("streamed");
  expect(await page.evaluate("values.next()")).toEqual({ value: "second", done: false });

  await page.evaluate(() => {
    const heard: string[] = [];
    const source = new EventSource("/api/stream");
    source.onmessage = ({ data }) => heard.push(data);
    source.onerror = () => source.close();
    Object.assign(globalThis, { heard });
  });
  await expect.poll(() => page.evaluate("heard")).toEqual(["first"]);
  await bare.release("stream");
  await expect.poll(() => page.evaluate("heard")).toEqual(["first", "second"]);
});

test(claim(25), async ({ bare, guest }) => {
  const page = await open(await guest(), bare);
  const survived = await page.evaluate(`(async () => {
    const sent = [new Date(0), new Map([["a", 1]]), new Set([1]), 1n, undefined];
    const { kinds, values } = await actions.echo(...sent);
    const back = values.map((value) => Object.prototype.toString.call(value));
    return { kinds, back, same: values[1].get("a") === 1 && values[0].getTime() === 0 };
  })()`);
  const kinds = ["Date", "Map", "Set", "BigInt", "Undefined"].map((name) => `[object ${name}]`);
  expect(survived).toEqual({ kinds, back: kinds, same: true });
  const body = JSON.stringify({ date: new Date(0), map: new Map([["a", 1]]) });
  const answer = await (await fetch(`${bare.url}/api/echo`, { method: "POST", body })).json();
  expect(JSON.parse(answer.body)).toEqual({ date: "1970-01-01T00:00:00.000Z", map: {} });
});

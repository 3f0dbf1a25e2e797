import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fitAnswers } from "#doors/fit-answers";
import { rendersUnderWay } from "#lib/renders";

/** More than the system keeps for a reader who does not read. */
const LARGE = "x".repeat(32 * 1024 * 1024);

const mend = fitAnswers(null);
const server = createServer();
let reader: Socket;

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(async () => {
  vi.useRealTimers();
  reader.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Asks for a page, and reads nothing; the answer as the server has it in hand. */
async function unread(path: string): Promise<ServerResponse> {
  const asked = once(server, "request");
  reader = connect((server.address() as AddressInfo).port, "127.0.0.1");
  reader.pause();
  reader.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const [req, res] = await asked;
  expect(mend(req, res)).toBe(false);
  return res;
}

/** Whether a writer who comes now would be held up for so long (milliseconds). */
async function holdsUp(milliseconds: number): Promise<boolean> {
  let waiting = true;
  const over = rendersUnderWay().then(() => {
    waiting = false;
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  const held = waiting;
  if (held) await vi.advanceTimersByTimeAsync(2_000);
  await over;
  return held;
}

test("a page that is being made holds a writer up, for two seconds at most", async () => {
  await unread("/posts/slow");
  expect(await holdsUp(1_900)).toBe(true);
});

test.each([
  ["written", (res: ServerResponse) => res.write(LARGE)],
  ["ended", (res: ServerResponse) => res.end(LARGE)],
])("a page that was %s and is not read holds nobody up", async (_, answer) => {
  answer(await unread("/posts/slow"));
  expect(await holdsUp(150)).toBe(false);
});

test("a page of which the first part was read is still being made", async () => {
  const res = await unread("/posts/slow");
  reader.resume();
  res.write("The first part.");
  await once(reader, "data");
  expect(await holdsUp(150)).toBe(true);
});

test("files, the API and the studio hold nobody up", async () => {
  await unread("/_next/static/x.js");
  expect(await holdsUp(0)).toBe(false);
});

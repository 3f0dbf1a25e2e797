import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { arrivalsAt, blogOf, countRun, noteArrival } from "#lib/lab/arrivals";
import { markOf } from "#lib/lab/stranger";
import { visitorIdOf } from "#lib/visitor";

const secret = "s".repeat(43);
const blog = visitorIdOf(secret);

/** A request of which half has been read when it is answered. */
function arrive(path: string, headers: Record<string, string>, method = "POST") {
  const socket = { bytesRead: 1000 };
  const req = Object.assign(new EventEmitter(), { method, headers, socket, complete: false });
  const res = Object.assign(new EventEmitter(), { statusCode: 403, writableFinished: true });
  noteArrival(req as unknown as IncomingMessage, res as unknown as ServerResponse, {
    requestId: path,
    path,
  });
  return { req, res, socket };
}

test("a request belongs to the blog of its mark, else to the one of its cookie", () => {
  const other = visitorIdOf("o".repeat(43));
  expect(blogOf(null, `duet-lab=${secret}`)).toBe(blog);
  expect(blogOf(markOf(other), `duet-lab=${secret}`)).toBe(other);
  expect(blogOf("*/*", null)).toBeNull();
  expect(blogOf("x-duet-lab/nobody", "duet-lab=short")).toBeNull();
});

test("what is sent to the lab is noted, with the names of cookies and without their values", () => {
  const cookie = `theme=dark; duet-lab=${secret}; authjs.session-token=value`;
  const { res, socket } = arrive("/lab/forged", {
    cookie,
    origin: "null",
    "sec-fetch-site": "cross-site",
    "content-length": "900",
  });
  expect(arrivalsAt(blog).arrivals.at(-1)).toMatchObject({ status: null, received: 0 });
  socket.bytesRead += 500;
  res.emit("close");
  expect(arrivalsAt(blog).arrivals.at(-1)).toMatchObject({ status: 403, received: 500 });
  // What comes afterwards nobody had asked for.
  socket.bytesRead += 500;
  expect(arrivalsAt(blog).arrivals).toEqual([
    {
      requestId: "/lab/forged",
      method: "POST",
      path: "/lab/forged",
      origin: "null",
      site: "cross-site",
      cookies: ["duet-lab", "authjs.session-token"],
      status: 403,
      declared: 900,
      received: 500,
    },
  ]);
});

test("what only reads, is not of the lab, or is nobody's is not noted; and of one blog not too many", () => {
  const nobody = visitorIdOf("n".repeat(43));
  const accept = markOf(nobody);
  arrive("/lab/forged", { accept }, "GET");
  arrive("/labels/x", { accept });
  arrive("/api/posts", { accept });
  arrive("/lab/forged", {});
  expect(arrivalsAt(nobody).arrivals).toEqual([]);
  for (let number = 0; number < 50; number++) arrive(`/api/lab/${number}`, { accept });
  const { arrivals } = arrivalsAt(nobody);
  expect(arrivals.length).toBeLessThanOrEqual(30);
  expect(arrivals.at(-1)?.path).toBe("/api/lab/49");
});

test("runs of the handler without a check are counted for each blog", () => {
  const [one, two] = [visitorIdOf("1".repeat(43)), visitorIdOf("2".repeat(43))];
  expect([countRun(one), countRun(one), countRun(two)]).toEqual([1, 2, 1]);
  expect(arrivalsAt(one).counted).toBe(2);
});

import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import zlib from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeReady, pack, packingsFor, packTighter, type Ready, send } from "#lib/front/whole";

const text = "A page that says the same again and again. ".repeat(200);
const body = Buffer.from(text);
const html = "text/html; charset=utf-8";
const headers: [string, string][] = [
  ["content-type", html],
  ["cache-control", "public, max-age=0, s-maxage=1"],
  ["vary", "Accept-Encoding"],
  ["content-security-policy", "object-src 'none'"],
];

let ready: Ready;
const server = createServer((req, res) => send(res, ready, req.headers, ["X-Cache", "HIT"]));
beforeAll(async () => {
  ready = makeReady(200, headers, await pack(body, html, ["br", "gzip"]));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

async function ask(headers: Record<string, string>, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, host: "127.0.0.1", method, headers }, resolve).on("error", reject).end();
  });
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

test("a client gets what it unpacks, each with a tag of its own", async () => {
  const plain = await ask({});
  expect(plain.body.toString()).toBe(text);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const gzip = await ask({ "accept-encoding": "gzip" });
  expect(zlib.gunzipSync(gzip.body).toString()).toBe(text);
  expect(gzip.headers["content-encoding"]).toBe("gzip");
  const br = await ask({ "accept-encoding": "gzip, deflate, br, zstd" });
  expect(zlib.brotliDecompressSync(br.body).toString()).toBe(text);
  expect(br.headers["content-encoding"]).toBe("br");
  const tags = [plain, gzip, br].map(({ headers }) => headers.etag);
  expect(new Set(tags).size).toBe(3);
  for (const { headers, body } of [plain, gzip, br]) {
    expect(headers["content-length"]).toBe(`${body.length}`);
    expect(headers).toMatchObject({ vary: "Accept-Encoding", "x-cache": "HIT" });
  }
});

test("who has it gets 304 with the headers that RFC 9110 wants, and no other", async () => {
  const accept = { "accept-encoding": "br" };
  const { etag = "" } = (await ask(accept)).headers;
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const { status, headers, body } = await ask({ ...accept, "if-none-match": known });
    expect([status, body.length], known).toEqual([304, 0]);
    expect(headers).toMatchObject({
      etag,
      vary: "Accept-Encoding",
      "cache-control": "public, max-age=0, s-maxage=1",
      "content-security-policy": "object-src 'none'",
      date: expect.any(String),
    });
    expect(headers["content-type"]).toBeUndefined();
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["content-length"]).toBeUndefined();
  }
  expect((await ask({ "if-none-match": etag })).status, "another packing").toBe(200);
  expect((await ask({ ...accept, "if-none-match": '"x"' })).status).toBe(200);
});

test("HEAD gets the head of the GET", async () => {
  const { date: _, ...get } = (await ask({ "accept-encoding": "br" })).headers;
  const head = await ask({ "accept-encoding": "br" }, "HEAD");
  expect(head.body.length).toBe(0);
  expect(head.headers).toMatchObject(get);
});

test("a tag that was given stays, and what is small or packed already is not packed", async () => {
  const given: [string, string][] = [["etag", '"3.digest"']];
  const { packed } = makeReady(200, given, await pack(body, "application/json", ["br"]));
  expect(packed.identity.etag).toBe('"3.digest"');
  expect(packed.br?.etag).toBe('"3.digest-br"');
  const small = await pack(Buffer.from("{}"), "application/json", ["br"]);
  expect(Object.keys(small.bodies)).toEqual(["identity"]);
  const picture = await pack(body, "image/png", ["gzip"]);
  expect(Object.keys(picture.bodies)).toEqual(["identity"]);
});

test("what a client takes is read with its weights", () => {
  expect(packingsFor(undefined)[0]).toBe("identity");
  expect(packingsFor("")[0]).toBe("identity");
  expect(packingsFor("gzip;q=0.5, br;q=0.1")[0]).toBe("gzip");
  expect(packingsFor("gzip, br")[0]).toBe("br");
  expect(packingsFor("br;q=0, gzip;q=0")[0]).toBe("identity");
  expect(packingsFor("*")[0]).toBe("br");
  expect(packingsFor("identity, gzip;q=0.5")[0]).toBe("identity");
});

test("packed tighter the same bytes are fewer on their way, under another tag", async () => {
  // Words enough that quality shows.
  const words = Buffer.from(JSON.stringify(Array.from({ length: 3_000 }, (_, at) => Math.sin(at))));
  const loose = makeReady(200, headers, await pack(words, html, ["br", "gzip"]));
  const tight = await packTighter(loose);
  const [before, after] = [loose.packed.br, tight.packed.br];
  if (!before || !after) throw new Error("Nothing was packed with Brotli.");
  expect(after.body.length).toBeLessThan(before.body.length);
  expect(zlib.brotliDecompressSync(after.body)).toEqual(words);
  expect(after.etag).toBe(before.etag?.replace("-br", "-br11"));
  const [head, old] = [after.head.join("\n"), before.head.join("\n")];
  expect(head).toContain(
    `etag\n${after.etag}\ncontent-length\n${after.body.length}\ncontent-encoding\nbr`,
  );
  expect(after.head).toHaveLength(before.head.length);
  expect(head).toContain("object-src 'none'");
  expect(old).not.toContain(`${after.etag}`);
  expect(tight.packed.gzip).toBe(loose.packed.gzip);

  const identity = makeReady(200, headers, await pack(words, html, []));
  expect(await packTighter(identity)).toBe(identity);
});

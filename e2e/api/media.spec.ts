import sharp from "sharp";
import { rawRequest } from "../client.ts";
import { expect, test, unique } from "../fixtures.ts";

test("a picture says how long it is: whole, in part, compressed or not, and asked for its head", async ({
  api,
  blog,
}) => {
  const author = api("author");
  const noise = { create: { width: 300, height: 200, channels: 3, background: "#a33" } } as const;
  const bytes = await sharp({ ...noise })
    .png()
    .toBuffer();
  const sent = await author("POST", "/api/uploads", {
    raw: new Uint8Array(bytes),
    headers: { "Content-Type": "image/png" },
  });
  expect(sent.status, sent.text).toBe(201);
  const { url: path, bytes: length } = sent.json;
  const body = `![A picture](${path})`;
  const post = await author.post("/api/posts", {
    title: unique("Shown"),
    body,
    status: "published",
  });
  expect(post.status).toBe(201);

  const encoding = { "Accept-Encoding": "gzip, br" };
  const whole = await rawRequest(blog.url, { path, headers: encoding });
  expect([whole.status, whole.bytes]).toEqual([200, length]);
  expect(whole.headers).toMatchObject({ "content-length": String(length) });
  expect(whole.headers).not.toHaveProperty("transfer-encoding");
  expect(whole.headers).not.toHaveProperty("x-body-length");

  const head = await rawRequest(blog.url, { path, method: "HEAD" });
  expect([head.status, head.bytes]).toEqual([200, 0]);
  expect(head.headers["content-length"]).toBe(String(length));

  const part = await rawRequest(blog.url, { path, headers: { Range: "bytes=10-29" } });
  expect([part.status, part.bytes]).toEqual([206, 20]);
  expect(part.headers).toMatchObject({
    "content-length": "20",
    "content-range": `bytes 10-29/${length}`,
  });

  const same = { "If-None-Match": String(whole.headers.etag) };
  const unchanged = await rawRequest(blog.url, { path, headers: same });
  expect([unchanged.status, unchanged.bytes]).toEqual([304, 0]);
});

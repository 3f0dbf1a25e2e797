import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { Known } from "#domain/operation";
import { completeUpload, createUpload, presignUpload } from "#domain/uploads/operations";
import { findServedFile } from "#domain/uploads/queries";
import { pendingKey, sweepFiles } from "#domain/uploads/storage";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { fileStore } from "#lib/storage";
import { eventTypes, person, run, verdict } from "#lib/testing/blog";
import { startBucket } from "#lib/testing/bucket";
import { truncateAll } from "#lib/testing/database";

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

// Before anything asks for the settings.
const bucket = await startBucket();
Object.assign(process.env, bucket.settings);

let author: Known;

beforeEach(async () => {
  await truncateAll(db());
  author = await person("author");
});

afterAll(() => bucket.stop());

const picture = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: "#3a3" } })
    .png()
    .toBuffer();

/** What a browser does with a presigned form. */
async function send(
  { url, fields }: { url: string; fields: Record<string, string> },
  bytes: Buffer,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([new Uint8Array(bytes)]), "picture.png");
  const { ok } = await fetch(url, { method: "POST", body: form });
  expect(ok).toBe(true);
}

test("what a browser sent to the bucket becomes an upload when it is completed, once", async () => {
  const presigned = await run(presignUpload, author, {});
  expect(presigned.maxBytes).toBe(env().UPLOAD_MAX_BYTES);
  expect(Date.parse(presigned.expiresAt)).toBeGreaterThan(Date.now());
  const limit = JSON.stringify(["content-length-range", 1, env().UPLOAD_MAX_BYTES]);
  const policy = Buffer.from(presigned.fields.Policy ?? "", "base64").toString();
  expect(policy).toContain(limit);
  const { id } = presigned;
  expect(await verdict(run(completeUpload, author, { id }))).toBe("not_found");
  await send(presigned, await picture());
  const upload = await run(completeUpload, author, { id, alt: "A field" });
  expect(upload).toMatchObject({ width: 60, height: 40, mediaType: "image/png", alt: "A field" });
  expect(await eventTypes()).toEqual(["upload.created"]);
  expect(await verdict(run(completeUpload, author, { id }))).toBe("not_found");
  const [, , digest = "", name = ""] = upload.url.split("/");
  const file = await findServedFile(digest, name, async () => author);
  expect(file?.size).toBe(upload.bytes);
  const same = new File([new Uint8Array(await picture())], "a");
  expect((await run(createUpload, author, { file: same })).id).toBe(upload.id);
});

test("nobody completes another's", async () => {
  const presigned = await run(presignUpload, author, {});
  await send(presigned, await picture());
  const other = await person("admin");
  expect(await verdict(run(completeUpload, other, { id: presigned.id }))).toBe("not_found");
});

test("what is no picture, or too large, is refused as anywhere else", async () => {
  for (const [bytes, expected] of [
    [Buffer.from("<svg/>"), "unsupported_media"],
    [Buffer.alloc(env().UPLOAD_MAX_BYTES + 1), "too_large"],
  ] as const) {
    const id = randomUUID();
    await fileStore().put(pendingKey(author.id, id), bytes, "image/png");
    expect(await verdict(run(completeUpload, author, { id }))).toBe(expected);
  }
  expect(await db().upload.count()).toBe(0);
});

test("what nobody completed is gone after a day", async () => {
  const key = pendingKey(author.id, randomUUID());
  await fileStore().put(key, await picture(), "image/png");
  await sweepFiles();
  expect(await fileStore().size(key)).not.toBeNull();
  await sweepFiles(new Date(Date.now() + 25 * 60 * 60 * 1000));
  expect(await fileStore().size(key)).toBeNull();
});

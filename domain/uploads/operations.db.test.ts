import { randomUUID } from "node:crypto";
import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Known } from "#domain/operation";
import { deletePost, publishPost, unpublishPost, updatePost } from "#domain/posts/operations";
import {
  createUpload,
  deleteUpload,
  getUpload,
  listUploads,
  updateUpload,
} from "#domain/uploads/operations";
import { findServedFile } from "#domain/uploads/queries";
import { sweepFiles } from "#domain/uploads/storage";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

const root = join(env().DATA_DIR, "uploads");

let author: Known;
let other: Known;
let editor: Known;

beforeEach(async () => {
  await truncateAll(db());
  await rm(root, { recursive: true, force: true });
  [author, other, editor] = [
    await person("author"),
    await person("author", "other"),
    await person("editor"),
  ];
});

async function picture(color = "#a33", width = 600): Promise<File> {
  const image = sharp({ create: { width, height: 300, channels: 3, background: color } });
  return new File([new Uint8Array(await image.png().toBuffer())], "../../etc/passwd.svg");
}

const upload = async (actor = author, file?: File, alt = "A field") =>
  run(createUpload, actor, { file: file ?? (await picture()), alt });

const files = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));

/** What an address answers to an actor: its media type, or nothing. */
async function seen(url: string, actor: Known | typeof guest): Promise<string | null> {
  const [, , digest = "", name = ""] = url.split("/");
  return (await findServedFile(digest, name, async () => actor))?.mediaType ?? null;
}

describe("uploading", () => {
  test("gives a picture an address made of its bytes, whatever it was called", async () => {
    const one = await upload();
    expect(one).toMatchObject({ mediaType: "image/png", width: 600, height: 300, uses: 0 });
    expect(one.url).toMatch(/^\/media\/[0-9a-f]{64}\/picture\.png$/);
    expect(one.variants.map(({ width, height }) => [width, height])).toEqual([[480, 240]]);
    expect((await files()).sort()).toEqual([one.url, one.variants[0]?.url].sort());
    expect(await eventTypes()).toEqual(["upload.created"]);
  });

  test("the same picture again is the same upload; another's is his own, on the same file", async () => {
    const one = await upload();
    const again = await upload(author, undefined, "A field");
    expect(again).toEqual(one);
    const his = await upload(other);
    expect(his.id).not.toBe(one.id);
    expect(his.url).toBe(one.url);
    expect(await files()).toHaveLength(2);
    expect(await eventTypes()).toEqual(["upload.created", "upload.created"]);
    expect((await upload(author, undefined, "A meadow")).alt).toBe("A meadow");
    expect((await run(createUpload, author, { file: await picture() })).alt).toBe("A meadow");
  });

  test("twice in the same moment makes one", async () => {
    const both = await Promise.all([upload(), upload(), upload()]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await db().upload.count()).toBe(1);
  });

  test("what is refused leaves nothing behind", async () => {
    const good = await picture();
    const half = new File([(await good.bytes()).subarray(0, 200)], "a.png");
    expect(await wrongField(upload(author, half))).toBe("/file damaged");
    expect(await verdict(upload(author, new File(["<svg/>"], "a.png")))).toBe("unsupported_media");
    expect(await verdict(upload(author, new File([], "a.png")))).toBe("invalid");
    const large = new File([new Uint8Array(env().UPLOAD_MAX_BYTES + 1)], "a.png");
    expect(await verdict(upload(author, large))).toBe("too_large");
    expect(await files()).toEqual([]);
    expect(await db().upload.count()).toBe(0);
    expect(await eventTypes()).toEqual([]);
  });

  test("ends where one's room does, and what exists already still counts as there", async () => {
    const first = await upload();
    const before = await files();
    await db().upload.update({
      where: { id: first.id },
      data: { storedBytes: env().UPLOAD_QUOTA_BYTES },
    });
    expect(await verdict(upload(author, await picture("#3a3")))).toBe("quota_exceeded");
    expect(await files()).toEqual(before);
    expect((await upload()).id).toBe(first.id);
    expect(await verdict(upload(other, await picture("#3a3")))).toBe("ok");
  });
});

describe("an upload", () => {
  test("is its owner's and editors'", async () => {
    const { id } = await upload();
    expect(await verdict(run(getUpload, other, { id }))).toBe("not_found");
    expect(await verdict(run(deleteUpload, other, { id }))).toBe("not_found");
    expect(await verdict(run(updateUpload, other, { id, alt: "Mine" }))).toBe("not_found");
    expect((await run(getUpload, editor, { id })).alt).toBe("A field");
    expect((await run(listUploads, editor, {})).data).toEqual([]);
    expect((await run(listUploads, author, {})).data.map((each) => each.id)).toEqual([id]);
  });

  test("changes its words as a version", async () => {
    const { id, version } = await upload();
    const changed = await run(updateUpload, author, { id, alt: "A meadow", version });
    expect(changed).toMatchObject({ alt: "A meadow", version: version + 1 });
    expect(await verdict(run(updateUpload, author, { id, alt: "x", version }))).toBe("conflict");
    expect(await verdict(run(updateUpload, author, { id, alt: "x" }, [9]))).toBe(
      "precondition_failed",
    );
    expect((await run(updateUpload, author, { id, alt: "A meadow" })).version).toBe(version + 1);
  });

  test("is not deleted while a post shows it, in its text or as its cover", async () => {
    const { id, url } = await upload();
    const post = await write(author, { cover: id });
    expect((await run(getUpload, author, { id })).uses).toBe(1);
    expect(await verdict(run(deleteUpload, author, { id }))).toBe("conflict");
    await run(updatePost, author, { id: post.id, cover: null, body: `![A field](${url})` });
    expect(await verdict(run(deleteUpload, author, { id }))).toBe("conflict");
    await run(updatePost, author, { id: post.id, body: "Words." });
    expect(await verdict(run(deleteUpload, author, { id }))).toBe("ok");
    expect(await verdict(run(getUpload, author, { id }))).toBe("not_found");
    expect(await seen(url, author)).toBeNull();
  });

  test("purges the pages whose cover's words it changes", async () => {
    const { id } = await upload();
    const post = await write(author, { cover: id, status: "published" });
    await run(updateUpload, author, { id, alt: "A meadow" });
    const event = await db().event.findFirstOrThrow({ where: { type: "upload.updated" } });
    expect(event.tags).toContain(`post:${post.id}`);
    expect(event.tags).toContain("posts");
  });
});

test("a text's picture has its size and its narrower copies, and keeps the size its author gave", async () => {
  const { url, variants } = await upload();
  const [copy] = variants;
  const { html } = await write(author, {
    body: `![A field](${url})\n\n<img src="${url}" alt="Small" width="60">\n\n![x](${url.replace(/\w{64}/, "0".repeat(64))})`,
  });
  const [first = "", second = "", third = ""] = html.match(/<img[^>]*>/g) ?? [];
  expect(first).toContain('width="600" height="300"');
  expect(first).toContain(`srcset="${copy?.url} 480w, ${url} 600w"`);
  expect(second).toContain('width="60"');
  expect(second).not.toContain("height=");
  expect(third).not.toContain("srcset");
});

describe("who sees a picture", () => {
  test("its owner and editors, as long as no post shows it", async () => {
    const { url, variants } = await upload();
    for (const address of [url, variants[0]?.url ?? ""]) {
      expect(await seen(address, author)).toMatch(/^image\//);
      expect(await seen(address, editor)).toMatch(/^image\//);
      expect(await seen(address, other)).toBeNull();
      expect(await seen(address, guest)).toBeNull();
    }
  });

  test("who reads the post that shows it: with a draft nobody, until it is published, and again", async () => {
    const { id, url } = await upload();
    const asCover = await write(author, { cover: id });
    const inText = await write(author, { body: `Look:\n\n![A field](${url})` });
    for (const post of [asCover, inText]) {
      expect(await seen(url, guest)).toBeNull();
      await run(publishPost, author, { id: post.id });
      expect(await seen(url, guest)).toBe("image/png");
      expect(await seen(url, other)).toBe("image/png");
      await run(unpublishPost, author, { id: post.id });
      expect(await seen(url, guest)).toBeNull();
    }
    await run(publishPost, author, { id: inText.id });
    await run(deletePost, author, { id: inText.id });
    expect(await seen(url, guest)).toBeNull();
    expect(await seen(url, author)).toBe("image/png");
  });

  test("a co-author of the draft", async () => {
    const { url } = await upload();
    await write(author, { body: `![A field](${url})`, coAuthors: ["other"] });
    expect(await seen(url, other)).toBe("image/png");
  });

  test("not the world, when a stranger names its address in a post of his", async () => {
    const { id, url } = await upload();
    await write(other, { body: `![Mine now](${url})`, status: "published" });
    expect(await seen(url, guest)).toBeNull();
    expect(await wrongField(write(other, { cover: id }))).toBe("/cover not_found");
  });

  test("everybody, when an editor put it in another's post, whoever saves that next", async () => {
    const { url } = await upload(editor);
    const post = await write(author, { status: "published" });
    await run(updatePost, editor, { id: post.id, body: `![A field](${url})` });
    await run(updatePost, author, { id: post.id, body: `Look!\n\n![A field](${url})` });
    expect(await seen(url, guest)).toBe("image/png");
  });

  test("everybody, when it is its owner's portrait", async () => {
    const { url } = await upload();
    await db().user.update({ where: { id: author.id }, data: { image: url } });
    expect(await seen(url, guest)).toBe("image/png");
    await db().user.update({ where: { id: other.id }, data: { image: (await upload()).url } });
    await db().user.update({ where: { id: author.id }, data: { image: null } });
    expect(await seen(url, guest)).toBeNull();
  });

  test.each(["picture.svg", "..%2Fpassword", "", "picture", "480.webp.png", "picture.constructor"])(
    "nobody, under the name %j",
    async (name) => {
      const { url } = await upload();
      expect(await seen(url.replace("picture.png", name), author)).toBeNull();
    },
  );
});

describe("the sweep", () => {
  test("removes the files that nobody has any more, and leaves the others", async () => {
    const gone = await upload();
    const shared = await upload(author, await picture("#3a3"));
    await upload(other, await picture("#3a3"));
    await run(deleteUpload, author, { id: gone.id });
    await run(deleteUpload, author, { id: shared.id });
    expect(await sweepFiles()).toBe(2);
    expect(await seen(shared.url, other)).toBe("image/png");
    expect(await files()).toHaveLength(2);
    expect(await sweepFiles()).toBe(0);
  });

  test("does not take from who uploads the same picture meanwhile", async () => {
    const first = await upload();
    await run(deleteUpload, author, { id: first.id });
    const [again] = await Promise.all([upload(), sweepFiles(), sweepFiles()]);
    expect(await seen(again.url, author)).toBe("image/png");
    expect(await files()).toHaveLength(2);
  });

  test("removes what was being written when the process died, after a day", async () => {
    await upload();
    const draft = join(root, "incoming", randomUUID());
    await writeFile(draft, "half a fi");
    expect(await sweepFiles()).toBe(0);
    const past = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(draft, past, past);
    expect(await sweepFiles()).toBe(1);
    expect(await files()).toHaveLength(2);
  });
});

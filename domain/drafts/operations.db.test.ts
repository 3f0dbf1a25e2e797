import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { discardDraft, getDraft, saveDraft } from "#domain/drafts/operations";
import type { Known } from "#domain/operation";
import { getEditablePost, getPost, replacePost, updatePost } from "#domain/posts/operations";
import { guest } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let ada: Known;
let id: string;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
  ({ id } = await write(ada, { status: "published", body: "Public words." }));
});

const save = (input: object) => run(saveDraft, ada, { id, ...input });
const kept = async () => (await run(getEditablePost, ada, { id })).draft;

describe("autosaving", () => {
  test("keeps what is in hand, half typed or empty, and leaves the post as it is", async () => {
    const before = await run(getPost, guest, { id });
    const words = {
      title: "",
      body: "Half a sen",
      slug: "Not a slug!",
      canonicalUrl: "http",
      tags: ["New"],
    };
    const draft = await save({ version: 1, ...words });
    expect(draft).toMatchObject({
      postId: id,
      version: 1,
      draftVersion: 1,
      stale: false,
      ...words,
    });
    expect(await run(getDraft, ada, { id })).toEqual(draft);
    expect(await kept()).toEqual(draft);
    expect(await run(getPost, guest, { id })).toEqual(before);
    expect(await db().revision.count()).toBe(1);
    expect(await db().tag.count()).toBe(0);
  });

  test("is told to its owner, in nothing but the words that are public, and purges no page", async () => {
    await save({ title: "A secret", body: "Words not for everybody." });
    const event = await db().event.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({ type: "post.draftSaved", visibility: "owner", tags: [] });
    expect(JSON.stringify(event.payload)).not.toContain("secret");
  });

  test("takes the place of the save before, and the same words again are no event", async () => {
    await save({ body: "One.", title: "Gone" });
    expect(await save({ body: "Two.", draftVersion: 1 })).toMatchObject({ draftVersion: 2 });
    const again = await save({ body: "Two.", draftVersion: 2 });
    expect(again).toMatchObject({ draftVersion: 2, body: "Two." });
    expect(again).not.toHaveProperty("title");
    expect((await eventTypes()).filter((type) => type === "post.draftSaved")).toHaveLength(2);
  });

  test("refuses words that began from an older version of the post", async () => {
    await run(updatePost, ada, { id, title: "Elsewhere" });
    expect(await verdict(save({ body: "Old.", version: 1 }))).toBe("conflict");
    expect(await verdict(run(saveDraft, ada, { id, body: "Old." }, [1]))).toBe(
      "precondition_failed",
    );
    expect(await kept()).toBeNull();
  });

  test("refuses to overwrite what another window has kept", async () => {
    await save({ body: "Of one window.", draftVersion: 0 });
    expect(await verdict(save({ body: "Of another.", draftVersion: 0 }))).toBe("conflict");
    expect(await kept()).toMatchObject({ body: "Of one window." });
  });

  test("two windows at once do not both keep theirs", async () => {
    const both = ["One.", "Two."].map((body) => verdict(save({ body, draftVersion: 0 })));
    expect((await Promise.all(both)).sort()).toEqual(["conflict", "ok"]);
  });
});

describe("the working copy", () => {
  test("goes with the save that was made of it", async () => {
    await save({ body: "Better words." });
    await run(updatePost, ada, { id, body: "Better words, and more.", draftVersion: 1 });
    expect(await kept()).toBeNull();
    expect((await eventTypes()).slice(-2)).toEqual(["post.draftDiscarded", "post.updated"]);
  });

  test("goes when the post says the same, whoever made it say so", async () => {
    await save({ title: "Another", body: "Better words.", excerpt: "", tags: ["New"] });
    await run(updatePost, ada, { id, title: "Another", body: "Better words.", tags: ["New"] });
    expect(await kept()).toBeNull();
  });

  test("has the cover, which the post gets when it is saved and not before", async () => {
    const cover = await pictureOf(ada);
    expect(await save({ cover })).toMatchObject({ cover });
    expect(await run(getPost, guest, { id })).toMatchObject({ cover: null });
    expect(await run(getEditablePost, ada, { id })).toMatchObject({ draftCover: { id: cover } });
    await run(updatePost, ada, { id, title: "Another" });
    expect(await kept()).toMatchObject({ cover });
    await run(updatePost, ada, { id, cover });
    expect(await kept()).toBeNull();
    await save({ cover: await pictureOf(ada) });
    await db().upload.deleteMany({ where: { covers: { none: {} } } });
    expect(await run(getEditablePost, ada, { id })).toMatchObject({ draftCover: null });
    expect(await save({ cover: null })).toMatchObject({ cover: null });
    expect(await run(getPost, guest, { id })).toMatchObject({ cover: { id: cover } });
    await run(updatePost, ada, { id, cover: null });
    expect(await kept()).toBeNull();
  });

  test("takes no cover that the post could not have", async () => {
    const cover = await pictureOf(await person("author", "grace"));
    expect(await verdict(save({ cover }))).toBe("invalid");
    expect(await verdict(save({ cover: randomUUID() }))).toBe("invalid");
    expect(await kept()).toBeNull();
  });

  test("stays beside any other change, and says that it began earlier", async () => {
    await save({ body: "Better words." });
    await run(updatePost, ada, { id, tags: ["New"] });
    await run(replacePost, ada, { id, title: "Another", body: "Other words.", draftVersion: 7 });
    expect(await kept()).toMatchObject({ body: "Better words.", version: 1, stale: true });
  });

  test("goes with a save that changes nothing but that", async () => {
    await save({ body: "Public words, and" });
    const same = await run(updatePost, ada, { id, body: "Public words.", draftVersion: 1 });
    expect(same).toMatchObject({ version: 1 });
    expect(await kept()).toBeNull();
  });

  test("can be discarded, once and again", async () => {
    await save({ body: "Worse words." });
    await run(discardDraft, ada, { id });
    await run(discardDraft, ada, { id });
    expect(await verdict(run(getDraft, ada, { id }))).toBe("not_found");
    expect((await eventTypes()).filter((type) => type === "post.draftDiscarded")).toHaveLength(1);
  });
});

async function pictureOf(owner: Known): Promise<string> {
  const digest = randomUUID().replaceAll("-", "").repeat(2);
  const { id: upload } = await db().upload.create({
    data: {
      ownerId: owner.id,
      digest,
      url: `/media/${digest}/picture.png`,
      mediaType: "image/png",
      bytes: 1,
      width: 1,
      height: 1,
    },
  });
  return upload;
}

import { beforeEach, expect, test } from "vitest";
import { createComment } from "#domain/comments/operations";
import type { Known } from "#domain/operation";
import { getMe, getSession, updateMe } from "#domain/users/operations";
import { guest, tokenPermissions } from "#lib/actor";
import { db } from "#lib/db";
import { eventTypes, person, run, verdict, write, wrongField } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

let author: Known;

beforeEach(async () => {
  await truncateAll(db());
  author = await person("author");
});

const lastTags = async () =>
  (await db().event.findFirst({ where: { type: "user.updated" }, orderBy: { id: "desc" } }))?.tags;

test("one says who one is; what is left out stays, and null clears", async () => {
  const image = "https://pictures.example/ada.png";
  const made = await run(updateMe, author, { name: " Ada  Lovelace", bio: "Writes.", image });
  expect(made).toMatchObject({ name: "Ada  Lovelace", bio: "Writes.", image, scopes: null });
  expect(await run(updateMe, author, { bio: null })).toMatchObject({ bio: "", image });
  expect(await run(updateMe, author, { image: null })).toMatchObject({ image: null });
  expect(await run(getMe, author, {})).toMatchObject({ name: "Ada  Lovelace", handle: "author" });
  expect((await run(getSession, author, {})).user?.name).toBe("Ada  Lovelace");
});

test("what changes nothing is no news", async () => {
  await run(updateMe, author, {});
  await run(updateMe, author, { name: "The author", bio: "", image: null });
  expect(await eventTypes()).toEqual([]);
});

test.each([
  [{ name: "" }, "/name too_small"],
  [{ name: "two\nlines" }, "/name custom"],
  [{ name: "x".repeat(101) }, "/name too_big"],
  [{ bio: "x".repeat(501) }, "/bio too_big"],
  [{ image: "javascript:alert(1)" }, "/image invalid_format"],
  [{ image: "data:image/png;base64,AA" }, "/image invalid_format"],
  [{ image: "/relative.png" }, "/image invalid_format"],
  [{ handle: "another" }, "/handle unknown_key"],
  [{ email: "other@example.org" }, "/email unknown_key"],
  [{ role: "admin" }, "/role unknown_key"],
])("%j is refused", async (input, wrong) => {
  expect(await wrongField(run(updateMe, author, input as { name: string }))).toBe(wrong);
});

test("no token changes its owner, nor does a guest anybody", async () => {
  const token = {
    ...author,
    kind: "token" as const,
    tokenId: author.id,
    may: tokenPermissions("author", ["posts:write"]),
  };
  expect(await verdict(run(updateMe, token, { name: "Mallory" }))).toBe("forbidden");
  expect(await verdict(run(updateMe, guest, { name: "Mallory" }))).toBe("unauthenticated");
});

test("a new name is purged wherever it stands", async () => {
  const reader = await person("reader");
  await run(updateMe, reader, { name: "Nobody knows" });
  expect(await lastTags()).toEqual(["unpublished"]);

  const post = await write(author, { status: "published" });
  for (const body of ["One.", "Two."]) await run(createComment, reader, { id: post.id, body });
  await run(updateMe, reader, { name: "Somebody" });
  expect(await lastTags()).toEqual([`comments:${post.id}`, "unpublished"]);
  await run(updateMe, reader, { bio: "Reads." });
  expect(await lastTags()).toEqual(["unpublished"]);

  await run(updateMe, author, { bio: "Writes." });
  expect((await lastTags())?.toSorted()).toEqual(["author:author", "authors", "unpublished"]);
  await run(updateMe, author, { name: "A new name" });
  expect(await lastTags()).toEqual(["duet"]);
});

test("of who commented in very many places everything is purged", async () => {
  const reader = await person("reader");
  const { id: postId } = await write(author, { status: "published" });
  await db().$executeRaw`
    with copies as (
      insert into posts (id, slug, title, body, html, text, outline, auto_excerpt, word_count,
          reading_minutes, author_id)
        select gen_random_uuid(), 'copy-' || n, title, body, html, text, outline, auto_excerpt,
          word_count, reading_minutes, author_id
        from posts, generate_series(1, 51) n where posts.id = ${postId}::uuid
        returning id)
    insert into comments (id, post_id, author_id, path, depth, body, html)
      select gen_random_uuid(), id, ${reader.id}::uuid, 'a', 0, 'x', 'x' from copies`;
  await run(updateMe, reader, { name: "Everywhere" });
  expect(await lastTags()).toEqual(["duet"]);
});

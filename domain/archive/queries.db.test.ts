import { beforeEach, expect, test, vi } from "vitest";
import { ARCHIVE_PAGE, archivedPosts, archiveYears } from "#domain/archive/queries";
import type { Known } from "#domain/operation";
import { db } from "#lib/db";
import { person, write } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";

vi.mock("next/cache.js", () => ({ cacheTag: () => undefined, cacheLife: () => undefined }));

let ada: Known;

beforeEach(async () => {
  await truncateAll(db());
  ada = await person("author", "ada");
});

const published = (title: string, at: string) =>
  write(ada, { title, status: "published", publishedAt: new Date(at) });

test("years and months are UTC's, to the millisecond", async () => {
  await published("Last of 2024", "2024-12-31T23:59:59.999Z");
  await published("First of 2025", "2025-01-01T00:00:00.000Z");
  await published("A day in May", "2025-05-03T10:00:00Z");
  await write(ada, { title: "Draft" });
  const years = await archiveYears();
  expect(years.map(({ year, postCount }) => [year, postCount])).toEqual([
    [2025, 2],
    [2024, 1],
  ]);
  expect(years[0]?.months).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  const titles = async (year: number) => (await archivedPosts(year, 1)).map(({ title }) => title);
  expect(await titles(2025)).toEqual(["A day in May", "First of 2025"]);
  expect(await titles(2024)).toEqual(["Last of 2024"]);
  expect(await titles(2023)).toEqual([]);
});

test("a year of many posts has pages, and every post is on one of them", async () => {
  const rows = Array.from({ length: ARCHIVE_PAGE + 5 }, (_, at) => ({
    slug: `post-${at}`,
    title: `Post ${at}`,
    authorId: ada.id,
    publishedAt: new Date(Date.UTC(2020, 0, 1, at)),
    status: "published" as const,
    ...{ body: "", html: "", text: "", outline: [], autoExcerpt: "" },
    ...{ wordCount: 1, readingMinutes: 1 },
  }));
  await db().post.createMany({ data: rows });
  const pages = await Promise.all([1, 2, 3].map((number) => archivedPosts(2020, number)));
  expect(pages.map(({ length }) => length)).toEqual([ARCHIVE_PAGE, 5, 0]);
  expect(new Set(pages.flat().map(({ title }) => title)).size).toBe(ARCHIVE_PAGE + 5);
  expect(pages[0]?.[0]?.title).toBe(`Post ${ARCHIVE_PAGE + 4}`);
});

import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { tag } from "#domain/events";
import { type TagView, type tagsInput, tagView } from "#domain/tags/schema";
import { untilPurged } from "#lib/cache-life";
import { db } from "#lib/db";
import { paginate } from "#lib/keyset";

const fields = { id: true, slug: true, name: true, postCount: true } as const;

interface TagRow {
  id: string;
  slug: string;
  name: string;
  postCount: number;
}

/** One page of the tags that a published post carries, the most used first. */
export async function listUsedTags(input: z.output<typeof tagsInput>) {
  const where = { postCount: { gt: 0 } };
  const { rows, page } = await paginate<TagRow>({
    list: "tags",
    order: {
      field: "postCount",
      descending: true,
      type: "count",
      tiebreak: { field: "slug", descending: false },
    },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().tag.findMany({ where: { AND: [where, beyond] }, select: fields, ...slice }),
    count: () => db().tag.count({ where }),
  });
  return { data: rows.map(tagViewOf), page };
}

/** A tag that a published post carries; one used only in drafts does not exist for anybody. */
export async function findUsedTag(slug: string): Promise<z.input<typeof tagView> | null> {
  const row = await db().tag.findFirst({ where: { slug, postCount: { gt: 0 } }, select: fields });
  return row && tagViewOf(row);
}

function tagViewOf({ slug, name, postCount }: TagRow): z.input<typeof tagView> {
  return { slug, name, postCount, url: `/tags/${slug}` };
}

/** The same, for the tag's page. */
export async function publishedTag(slug: string): Promise<TagView | null> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.tag(slug));
  const found = await findUsedTag(slug);
  return found && tagView.parse(found);
}

/** Every tag in use, for the page of all tags; the most used thousand, should there be more. */
export async function publishedTags(): Promise<TagView[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.tags);
  const rows = await db().tag.findMany({
    where: { postCount: { gt: 0 } },
    orderBy: [{ postCount: "desc" }, { slug: "asc" }],
    take: 1000,
    select: fields,
  });
  return rows.map((row) => tagView.parse(tagViewOf(row)));
}

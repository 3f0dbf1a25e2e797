import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { tag } from "#domain/events";
import { type authorsInput, type ProfileView, profileView } from "#domain/users/schema";
import { untilPurged } from "#lib/cache-life";
import { db } from "#lib/db";
import { paginate } from "#lib/keyset";

const fields = {
  id: true,
  handle: true,
  name: true,
  image: true,
  bio: true,
  postCount: true,
} as const;

interface AuthorRow {
  id: string;
  handle: string;
  name: string;
  image: string | null;
  bio: string;
  postCount: number;
}

/** One page of the people who published something, the most prolific first. */
export async function listPublishedAuthors(input: z.output<typeof authorsInput>) {
  const where = { postCount: { gt: 0 } };
  const { rows, page } = await paginate<AuthorRow>({
    list: "authors",
    order: {
      field: "postCount",
      descending: true,
      type: "count",
      tiebreak: { field: "id", descending: false },
    },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().user.findMany({ where: { AND: [where, beyond] }, select: fields, ...slice }),
    count: () => db().user.count({ where }),
  });
  return { data: rows.map(profileOf), page };
}

/** Somebody who published something: an account alone makes nobody public. */
export async function findPublishedAuthor(
  handle: string,
): Promise<z.input<typeof profileView> | null> {
  const row = await db().user.findFirst({
    where: { handle, postCount: { gt: 0 } },
    select: fields,
  });
  return row && profileOf(row);
}

/** The caller's own row. */
export async function findUser(id: string) {
  return db().user.findUnique({
    where: { id },
    select: { id: true, handle: true, name: true, email: true, image: true, role: true },
  });
}

function profileOf({ id: _, ...row }: AuthorRow): z.input<typeof profileView> {
  return { ...row, url: `/authors/${row.handle}` };
}

/** The same, for the author's page. */
export async function publishedAuthor(handle: string): Promise<ProfileView | null> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.author(handle));
  const found = await findPublishedAuthor(handle);
  return found && profileView.parse(found);
}

/** Everybody who published something, for the page of all authors; the first thousand. */
export async function publishedAuthors(): Promise<ProfileView[]> {
  "use cache";
  cacheLife(untilPurged);
  cacheTag(tag.everything, tag.authors);
  const rows = await db().user.findMany({
    where: { postCount: { gt: 0 } },
    orderBy: [{ postCount: "desc" }, { id: "asc" }],
    take: 1000,
    select: fields,
  });
  return rows.map((row) => profileView.parse(profileOf(row)));
}

import { cacheLife, cacheTag } from "next/cache.js";
import type { z } from "zod";
import { tag } from "#domain/events";
import { type authorsInput, type ProfileView, profileView } from "#domain/users/schema";
import { untilPurged } from "#lib/cache-life";
import { db, type Tx } from "#lib/db";
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

const ownFields = {
  id: true,
  handle: true,
  name: true,
  email: true,
  image: true,
  bio: true,
  role: true,
} as const;

/** The caller's own row. */
export async function findUser(id: string) {
  return db().user.findUnique({ where: { id }, select: ownFields });
}

/** The same with what tells where the name stands, locked until the transaction ends. */
export async function lockUser(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from users where id = ${id}::uuid for no key update`;
  return tx.user.findUnique({ where: { id }, select: { ...ownFields, postCount: true } });
}

/** The posts under which somebody wrote something, and `null` when they are more than `most`. */
export async function threadsWith(tx: Tx, authorId: string, most: number) {
  // By SQL, since Prisma's `distinct` reads them all and sorts out the rest itself.
  const rows = await tx.$queryRaw<{ postId: string }[]>`
    select distinct post_id as "postId" from comments where author_id = ${authorId}::uuid
    limit ${most + 1}`;
  return rows.length > most ? null : rows.map(({ postId }) => postId);
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

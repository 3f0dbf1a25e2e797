import type { z } from "zod";
import type { listRevisionsInput, RevisionSummary } from "#domain/revisions/schema";
import type { Database, Tx } from "#lib/db";
import { AppError } from "#lib/errors";
import { paginate } from "#lib/keyset";

const editor = { select: { handle: true, name: true, image: true } } as const;

/** A revision of a post, whole; not_found when there is none of this number. */
export async function findRevision(tx: Database | Tx, postId: string, number: number) {
  const found = await tx.revision.findUnique({
    where: { postId_number: { postId, number } },
    select: { ...whole, editor, createdAt: true },
  });
  if (!found) throw new AppError("not_found", "No such revision.");
  return found;
}

const whole = { postId: true, number: true, title: true, slug: true, excerpt: true, body: true };

/** The latest revision's number: the text of the post now; 0 when it has none. */
export async function currentNumber(tx: Database | Tx, postId: string): Promise<number> {
  const latest = await tx.revision.findFirst({
    where: { postId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  return latest?.number ?? 0;
}

interface Row {
  number: number;
  title: string;
  createdAt: Date;
  editor: { handle: string; name: string; image: string | null } | null;
}

/** One page of a post's revisions, the latest first. */
export async function listRevisionsOf(tx: Database, input: z.output<typeof listRevisionsInput>) {
  const where = { postId: input.id };
  const { rows, page } = await paginate<Row>({
    list: `revisions:${input.id}`,
    order: { field: "number", descending: true, type: "count", tiebreak: null },
    input,
    find: ({ where: beyond, ...slice }) =>
      tx.revision.findMany({
        where: { AND: [where, beyond] },
        select: { number: true, title: true, createdAt: true, editor },
        ...slice,
      }),
    count: () => tx.revision.count({ where }),
  });
  const current = await currentNumber(tx, input.id);
  const changes = await changesOf(tx, input.id, rows);
  const data = rows.map((row) => ({
    ...row,
    current: row.number === current,
    ...(changes.get(row.number) ?? { changed: [], size: 0, sizeChange: 0 }),
  }));
  return { data, page };
}

type Changes = Pick<RevisionSummary, "changed" | "size" | "sizeChange">;

/** What each of these revisions changed; the lengths are those PostgreSQL knows without reading the texts. */
async function changesOf(tx: Database, postId: string, rows: Row[]): Promise<Map<number, Changes>> {
  const numbers = rows.map(({ number }) => number);
  const found = await tx.$queryRaw<({ number: number } & Changes)[]>`
    select r.number, octet_length(r.body) as size,
      octet_length(r.body) - coalesce(octet_length(p.body), 0) as "sizeChange",
      case when p.number is null then '{}' else array_remove(array[
        case when r.title <> p.title then 'title' end,
        case when r.slug <> p.slug then 'slug' end,
        case when r.excerpt is distinct from p.excerpt then 'excerpt' end,
        case when r.body <> p.body then 'body' end], null) end as changed
    from revisions r left join lateral (
      select * from revisions before where before.post_id = r.post_id and before.number < r.number
      order by before.number desc limit 1) p on true
    where r.post_id = ${postId}::uuid and r.number = any(${numbers}::int[])`;
  return new Map(found.map(({ number, ...changes }) => [number, changes]));
}

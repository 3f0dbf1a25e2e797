import type { z } from "zod";
import type { PostFacts } from "#domain/events";
import { managedBy, visibleTo } from "#domain/uploads/policy";
import type { listUploadsInput, uploadView } from "#domain/uploads/schema";
import { type Actor, guest } from "#lib/actor";
import { db, type Tx } from "#lib/db";
import { mediaTypes } from "#lib/images";
import { paginate } from "#lib/keyset";
import { type ByteRange, fileStore } from "#lib/storage";
import type { Prisma } from "#prisma/client";

export const uploadFields = {
  id: true,
  ownerId: true,
  url: true,
  digest: true,
  mediaType: true,
  bytes: true,
  width: true,
  height: true,
  widths: true,
  placeholder: true,
  alt: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  _count: { select: { uses: true } },
} as const satisfies Prisma.UploadSelect;

export type UploadRow = Prisma.UploadGetPayload<{ select: typeof uploadFields }>;

/** One page of somebody's uploads, the newest first. */
export async function listOwnUploads(ownerId: string, input: z.output<typeof listUploadsInput>) {
  const where = { ownerId };
  const { rows, page } = await paginate<UploadRow>({
    list: `uploads:${ownerId}`,
    order: { field: "id", descending: true, type: "text", tiebreak: null },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().upload.findMany({ where: { AND: [where, beyond] }, select: uploadFields, ...slice }),
    count: () => db().upload.count({ where }),
  });
  return { data: rows.map(uploadViewOf), page };
}

/** An upload that the actor takes care of, or null. */
export function findUpload(tx: Tx, id: string, actor: Actor): Promise<UploadRow | null> {
  return tx.upload.findFirst({ where: { AND: [{ id }, managedBy(actor)] }, select: uploadFields });
}

/** The same, locked until the transaction ends. */
export async function lockUpload(tx: Tx, id: string, actor: Actor): Promise<UploadRow | null> {
  await tx.$queryRaw`select 1 from uploads where id = ${id}::uuid for update`;
  return findUpload(tx, id, actor);
}

/** Somebody's upload of this very picture, or null. */
export function findSame(tx: Tx, ownerId: string, digest: string): Promise<UploadRow | null> {
  return tx.upload.findUnique({
    where: { ownerId_digest: { ownerId, digest } },
    select: uploadFields,
  });
}

/** How many bytes somebody's pictures take, their narrower copies included. */
export async function storedBytesOf(tx: Tx, ownerId: string): Promise<number> {
  const { _sum } = await tx.upload.aggregate({ where: { ownerId }, _sum: { storedBytes: true } });
  return _sum.storedBytes ?? 0;
}

/** The published posts that have an upload as their cover. */
export async function coveredPosts(tx: Tx, id: string): Promise<PostFacts[]> {
  const rows = await tx.post.findMany({
    where: { coverId: id, status: "published" },
    select: {
      id: true,
      slug: true,
      title: true,
      status: true,
      version: true,
      publishedAt: true,
      formerSlugs: { select: { slug: true } },
      tags: { select: { tag: { select: { slug: true } } } },
      bylines: { select: { user: { select: { handle: true } } } },
    },
  });
  return rows.map(({ formerSlugs, tags, bylines, ...post }) => ({
    ...post,
    formerSlugs: formerSlugs.map(({ slug }) => slug),
    tags: tags.map(({ tag }) => tag),
    authors: bylines.map(({ user }) => user),
  }));
}

/** A row as the API shows it. */
export function uploadViewOf(row: UploadRow): z.input<typeof uploadView> {
  const { _count, widths, digest, ownerId: _, ...upload } = row;
  const variants = widths.map((width) => ({
    url: addressOf(digest, `${width}.webp`),
    width,
    height: Math.max(1, Math.round((row.height * width) / row.width)),
  }));
  return { ...upload, variants, uses: _count.uses };
}

/** The digests of the pictures whose addresses a text names. */
export function digestsIn(text: string): string[] {
  const named = [...text.matchAll(/\/media\/([0-9a-f]{64})\//g)].map(([, digest = ""]) => digest);
  return [...new Set(named)];
}

/** The sizes of the pictures that a text names, by their digests. */
export async function picturesIn(text: string) {
  const digests = digestsIn(text);
  if (digests.length === 0) return {};
  const rows = await db().upload.findMany({
    where: { digest: { in: digests } },
    distinct: ["digest"],
    select: { digest: true, width: true, height: true, widths: true },
  });
  return Object.fromEntries(rows.map(({ digest, ...picture }) => [digest, picture]));
}

/** Where a file of a picture is served. */
export function addressOf(digest: string, name: string): string {
  return `/media/${digest}/${name}`;
}

/** The key of a file in the store. */
export function keyOf(digest: string, name: string): string {
  return `media/${digest}/${name}`;
}

/** A file that an actor may see. */
export interface ServedFile {
  mediaType: string;
  /** In bytes. */
  size: number;
  /** Whether everybody may see it. */
  publicly: boolean;
  open(range?: ByteRange): ReturnType<ReturnType<typeof fileStore>["read"]>;
}

/**
 * A picture's file by its address, if the actor may see the picture; else null, as if there were
 * none. Who asks is found out only for what is not public.
 */
export async function findServedFile(
  digest: string,
  name: string,
  who: () => Promise<Actor>,
): Promise<ServedFile | null> {
  const [, ending = ""] = /^(?:picture|\d{3,4})\.([a-z]{3,4})$/.exec(name) ?? [];
  const mediaType = Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
  if (!/^[0-9a-f]{64}$/.test(digest) || !mediaType) return null;
  const visible = (actor: Actor) =>
    db().upload.findFirst({ where: { digest, ...visibleTo(actor) }, select: { id: true } });
  const publicly = (await visible(guest)) !== null || (await isAvatar(digest));
  if (!publicly && !(await visible(await who()))) return null;
  const key = keyOf(digest, name);
  const size = await fileStore().size(key);
  if (size === null) return null;
  return { mediaType, size, publicly, open: (range) => fileStore().read(key, range) };
}

/** Whether somebody who uploaded a picture shows it as his own. */
async function isAvatar(digest: string): Promise<boolean> {
  const rows = await db().upload.findMany({
    where: { digest },
    select: { url: true, owner: { select: { image: true } } },
  });
  return rows.some(({ url, owner }) => owner.image === url);
}

import { digestsIn, keyOf } from "#domain/uploads/queries";
import { db, lockName, type Tx, transaction } from "#lib/db";
import type { Picture } from "#lib/images";
import { fileStore } from "#lib/storage";

/** How long a file that was sent to the store itself may wait for its completion, in milliseconds. */
const PENDING_MS = 24 * 60 * 60 * 1000;

/** Where a presigned file waits: below its owner's id, so that nobody completes another's. */
export const pendingKey = (ownerId: string, id: string) => `pending/${ownerId}/${id}`;

/** Stores a picture's files. What is there already has the same bytes, and stays. */
export async function storeFiles(picture: Picture): Promise<void> {
  for (const { name, bytes, mediaType } of picture.files) {
    const key = keyOf(picture.digest, name);
    if ((await fileStore().size(key)) !== bytes.length)
      await fileStore().put(key, bytes, mediaType);
  }
}

/**
 * Holds a picture's files in their place until the transaction ends: the sweep leaves them alone
 * meanwhile, and what it took just before is stored again.
 */
export async function holdFiles(tx: Tx, picture: Picture): Promise<void> {
  await lockName(tx, `files:${picture.digest}`);
  await storeFiles(picture);
}

/** Whether a post has a cover or one of our pictures in its text. */
export function showsPictures(post: { html: string; coverId: string | null }): boolean {
  return post.coverId !== null || digestsIn(post.html).length > 0;
}

/** Notes which pictures a post shows: its cover, and those its HTML names that it may show. */
export async function notePictures(
  tx: Tx,
  post: { id: string; html: string; coverId: string | null; bylines: { userId: string }[] },
  editorId: string,
): Promise<void> {
  const owners = [...post.bylines.map(({ userId }) => userId), editorId];
  const found = showsPictures(post)
    ? await tx.upload.findMany({
        where: {
          OR: [
            ...(post.coverId ? [{ id: post.coverId }] : []),
            {
              digest: { in: digestsIn(post.html) },
              // Who merely knows the address of another's picture does not make it public by naming it.
              OR: [{ ownerId: { in: owners } }, { uses: { some: { postId: post.id } } }],
            },
          ],
        },
        select: { id: true },
      })
    : [];
  const uploadIds = found.map(({ id }) => id);
  await tx.postUpload.deleteMany({ where: { postId: post.id, uploadId: { notIn: uploadIds } } });
  await tx.postUpload.createMany({
    data: uploadIds.map((uploadId) => ({ postId: post.id, uploadId })),
    skipDuplicates: true,
  });
}

/**
 * Removes the files that no upload has (deleted, or left by a process that died before it noted
 * them) and, after a day, those that were never finished: presigned and not completed, or half written. Answers with their number.
 */
export async function sweepFiles(now = new Date()): Promise<number> {
  const store = fileStore();
  let removed = 0;
  const files = new Map<string, string[]>();
  for await (const { key } of store.list("media")) {
    const digest = key.split("/")[1] ?? "";
    files.set(digest, [...(files.get(digest) ?? []), key]);
  }
  const digests = [...files.keys()];
  for (let at = 0; at < digests.length; at += 500) {
    const batch = digests.slice(at, at + 500);
    const rows = await db().upload.findMany({
      where: { digest: { in: batch } },
      select: { digest: true },
    });
    const kept = new Set(rows.map(({ digest }) => digest));
    for (const digest of batch.filter((each) => !kept.has(each))) {
      removed += await removeUnlessUsed(digest, files.get(digest) ?? []);
    }
  }
  for (const folder of ["pending", "incoming"]) {
    for await (const { key, storedAt } of store.list(folder)) {
      if (now.getTime() - storedAt.getTime() < PENDING_MS) continue;
      await store.remove(key);
      removed++;
    }
  }
  return removed;
}

function removeUnlessUsed(digest: string, keys: string[]): Promise<number> {
  return transaction(async (tx) => {
    // The same picture may be arriving again in this moment.
    await lockName(tx, `files:${digest}`);
    if (await tx.upload.findFirst({ where: { digest }, select: { id: true } })) return 0;
    for (const key of keys) await fileStore().remove(key);
    return keys.length;
  });
}

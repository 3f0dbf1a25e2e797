import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { DomainEvent } from "#domain/events";
import { type Known, read, write } from "#domain/operation";
import { nothing } from "#domain/site/schema";
import {
  addressOf,
  coveredPosts,
  findSame,
  findUpload,
  listOwnUploads,
  lockUpload,
  storedBytesOf,
  type UploadRow,
  uploadFields,
  uploadViewOf,
} from "#domain/uploads/queries";
import {
  completeUploadInput,
  createUploadInput,
  deleteUploadInput,
  listUploadsInput,
  presignInput,
  presignView,
  updateUploadInput,
  uploadList,
  uploadRef,
  uploadView,
} from "#domain/uploads/schema";
import { holdFiles, pendingKey, storeFiles } from "#domain/uploads/storage";
import { db, type Tx } from "#lib/db";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { type Picture, processPicture } from "#lib/images";
import { fileStore } from "#lib/storage";

export const listUploads = read({
  name: "uploads.list",
  gate: "uploads:write",
  input: listUploadsInput,
  output: uploadList,
  run: ({ actor, input }) => listOwnUploads((actor as Known).id, input),
});

export const getUpload = read({
  name: "uploads.get",
  gate: "uploads:write",
  input: uploadRef,
  output: uploadView,
  async run({ actor, input: { id }, tx }) {
    const row = await findUpload(tx, id, actor);
    if (!row) throw noSuchUpload();
    return uploadViewOf(row);
  },
});

/** The same picture again is the same upload; with another `alt`, that one is taken. */
export const createUpload = write({
  name: "uploads.create",
  gate: "uploads:write",
  input: createUploadInput,
  output: uploadView,
  prepare: async ({ actor, input: { file } }) => {
    refuseLarge(file.size);
    return takeIn(actor, await file.bytes());
  },
  async run({ actor, input: { alt }, tx, prepared, emit }) {
    const { row, events } = await keep(tx, actor, prepared, alt);
    for (const event of events) emit(event);
    return uploadViewOf(row);
  },
});

/** Only the words: other bytes are another upload. */
export const updateUpload = write({
  name: "uploads.update",
  gate: "uploads:write",
  input: updateUploadInput,
  output: uploadView,
  async run({ actor, input: { id, alt }, tx, emit, checkVersion }) {
    const before = await lockUpload(tx, id, actor);
    if (!before) throw noSuchUpload();
    checkVersion(before.version);
    if (alt === before.alt) return uploadViewOf(before);
    const { row, event } = await changeAlt(tx, before, alt);
    emit(event);
    return uploadViewOf(row);
  },
});

/** Refused while a post shows it: the post would change behind its authors' backs. */
export const deleteUpload = write({
  name: "uploads.delete",
  gate: "uploads:write",
  input: deleteUploadInput,
  output: nothing,
  async run({ actor, input: { id }, tx, emit, checkVersion }) {
    const row = await lockUpload(tx, id, actor);
    if (!row) throw noSuchUpload();
    checkVersion(row.version);
    const { uses } = row._count;
    if (uses > 0) {
      const posts = uses === 1 ? "A post shows" : `${uses} posts show`;
      throw new AppError("conflict", `${posts} this picture. Take it out there first.`);
    }
    // Its files go with the next sweep, if nobody else has uploaded the same picture.
    await tx.upload.delete({ where: { id } });
    emit({ type: "upload.deleted", upload: row });
    return null;
  },
});

/** For a store that takes files from browsers itself. Nothing is stored until `completeUpload`. */
export const presignUpload = write({
  name: "uploads.presign",
  gate: "uploads:write",
  input: presignInput,
  output: presignView,
  async run({ actor, tx }) {
    const store = fileStore();
    if (!store.presign) throw noPresigning();
    refuseFull(await storedBytesOf(tx, actor.id), 1);
    const id = randomUUID();
    const maxBytes = env().UPLOAD_MAX_BYTES;
    const { url, fields, expiresAt } = await store.presign(pendingKey(actor.id, id), maxBytes);
    return { id, url, fields, expiresAt, maxBytes };
  },
});

/** What was sent to the store itself is checked and encoded anew like any other picture. */
export const completeUpload = write({
  name: "uploads.complete",
  gate: "uploads:write",
  input: completeUploadInput,
  output: uploadView,
  prepare: async ({ actor, input: { id } }) => {
    // Without a store that takes files itself, nothing was ever sent to one.
    if (!fileStore().presign) throw noSuchUpload();
    const key = pendingKey(actor.id, id);
    const size = await fileStore().size(key);
    if (size === null) throw noSuchUpload();
    refuseLarge(size);
    const stream = await fileStore().read(key);
    if (!stream) throw noSuchUpload();
    return { key, picture: await takeIn(actor, await buffer(stream)) };
  },
  async run({ actor, input: { alt }, tx, prepared: { key, picture }, emit }) {
    const { row, events } = await keep(tx, actor, picture, alt);
    for (const event of events) emit(event);
    await fileStore().remove(key);
    return uploadViewOf(row);
  },
});

/** Checks, encodes and stores a picture's files, before any row knows of it. */
async function takeIn(actor: Known, bytes: Uint8Array): Promise<Picture> {
  const picture = await processPicture(bytes);
  // Asked again beside the row; here so that a full account stores nothing.
  const same = await findSame(db(), actor.id, picture.digest);
  if (!same) refuseFull(await storedBytesOf(db(), actor.id), sizeOf(picture));
  await storeFiles(picture);
  return picture;
}

/** The row of a picture whose files are stored: a new one, or the one its owner has of it. */
async function keep(
  tx: Tx,
  actor: Known,
  picture: Picture,
  alt: string | undefined,
): Promise<{ row: UploadRow; events: DomainEvent[] }> {
  // One after the other for one person, so that two at once do not both find room for one.
  await tx.$queryRaw`select 1 from users where id = ${actor.id}::uuid for no key update`;
  await holdFiles(tx, picture);
  const same = await findSame(tx, actor.id, picture.digest);
  if (same) {
    if (alt === undefined || alt === same.alt) return { row: same, events: [] };
    const { row, event } = await changeAlt(tx, same, alt);
    return { row, events: [event] };
  }
  refuseFull(await storedBytesOf(tx, actor.id), sizeOf(picture));
  const { digest, mediaType, width, height, widths, placeholder, files } = picture;
  const [main] = files;
  const row = await tx.upload.create({
    data: {
      ownerId: actor.id,
      url: addressOf(digest, main.name),
      digest,
      mediaType,
      bytes: main.bytes.length,
      storedBytes: sizeOf(picture),
      width,
      height,
      widths,
      placeholder,
      alt: alt ?? "",
    },
    select: uploadFields,
  });
  return { row, events: [{ type: "upload.created", upload: row }] };
}

async function changeAlt(
  tx: Tx,
  before: UploadRow,
  alt: string,
): Promise<{ row: UploadRow; event: DomainEvent }> {
  const row = await tx.upload.update({
    where: { id: before.id },
    data: { alt, version: { increment: 1 }, updatedAt: new Date() },
    select: uploadFields,
  });
  // A cover's words stand on every page that shows the cover.
  const covered = await coveredPosts(tx, row.id);
  return { row, event: { type: "upload.updated", upload: row, covered } };
}

const sizeOf = ({ files }: Picture) => files.reduce((sum, { bytes }) => sum + bytes.length, 0);

function refuseLarge(bytes: number): void {
  const most = env().UPLOAD_MAX_BYTES;
  if (bytes > most) throw new AppError("too_large", `A picture may have ${most} bytes at most.`);
}

function refuseFull(stored: number, more: number): void {
  const most = env().UPLOAD_QUOTA_BYTES;
  if (stored + more <= most) return;
  throw new AppError(
    "quota_exceeded",
    `Your pictures have ${stored} of ${most} bytes already: delete some first.`,
  );
}

function noSuchUpload(): AppError {
  return new AppError("not_found", "No such upload.");
}

function noPresigning(): AppError {
  return new AppError(
    "conflict",
    "This blog keeps its files on its own disk: send the picture to POST /api/uploads instead.",
  );
}

import type { Readable } from "node:stream";
import { env } from "#lib/env";
import { diskStore } from "#lib/storage-disk";
import { s3Store } from "#lib/storage-s3";

/** A part of a file, both ends included, in bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What a browser needs to send a file to the store itself. */
export interface PresignedPost {
  url: string;
  /** The fields of the form, before the file, which is called `file` and comes last. */
  fields: Record<string, string>;
  expiresAt: Date;
}

/** Where files are kept. Keys are paths of small letters, digits, dots, hyphens and slashes. */
export interface FileStore {
  /** Stores a file whole or not at all; an acknowledged one survives the end of the process. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** A file's size in bytes, or null when there is none. */
  size(key: string): Promise<number | null>;
  /** A file, or a part of it; null when there is none. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Removes a file; one that is not there is fine. */
  remove(key: string): Promise<void>;
  /** Every file below a path, with the time it was stored. */
  list(prefix: string): AsyncIterable<{ key: string; storedAt: Date }>;
  /** Lets somebody send one file of at most `bytes` to the store for ten minutes; not every store can. */
  presign?(key: string, bytes: number): Promise<PresignedPost>;
}

const holder = globalThis as typeof globalThis & { duetStore?: FileStore };

/** The store of this process: S3's when S3_BUCKET is set, else the folder `uploads` in DATA_DIR. */
export function fileStore(): FileStore {
  const settings = env();
  holder.duetStore ??= settings.S3_BUCKET ? s3Store(settings) : diskStore(settings.DATA_DIR);
  return holder.duetStore;
}

import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { Env } from "#lib/env";
import type { FileStore } from "#lib/storage";

/** How long a presigned form can be sent, in seconds. */
const PRESIGNED_SECONDS = 600;

/** Files in a bucket of S3, or of a service that speaks its protocol at S3_ENDPOINT. */
export function s3Store(settings: Env): FileStore {
  const { S3_ENDPOINT, S3_BUCKET: Bucket = "", S3_REGION } = settings;
  const client = new S3Client({
    region: S3_REGION,
    ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
    credentials: {
      accessKeyId: settings.S3_ACCESS_KEY_ID ?? "",
      secretAccessKey: settings.S3_SECRET_ACCESS_KEY ?? "",
    },
    // What other services than Amazon's do not know is left out where it is not required.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  return {
    async put(Key, Body, ContentType) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
    async size(Key) {
      const command = new HeadObjectCommand({ Bucket, Key });
      const found = await client.send(command).catch(ifMissing);
      return found?.ContentLength ?? null;
    },
    async read(Key, range) {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const command = new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) });
      const found = await client.send(command).catch(ifMissing);
      // In Node the SDK gives Node's own stream.
      return (found?.Body as Readable | undefined) ?? null;
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async *list(prefix) {
      const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: `${prefix}/` });
      for await (const { Contents = [] } of pages) {
        for (const { Key, LastModified } of Contents) {
          if (Key && LastModified) yield { key: Key, storedAt: LastModified };
        }
      }
    },
    async presign(Key, bytes) {
      const expiresAt = new Date(Date.now() + PRESIGNED_SECONDS * 1000);
      const { url, fields } = await createPresignedPost(client, {
        Bucket,
        Key,
        Conditions: [["content-length-range", 1, bytes]],
        Expires: PRESIGNED_SECONDS,
      });
      return { url, fields, expiresAt };
    },
  };
}

function ifMissing(error: unknown): null {
  const { name } = error as { name?: string };
  if (name === "NotFound" || name === "NoSuchKey") return null;
  throw error;
}

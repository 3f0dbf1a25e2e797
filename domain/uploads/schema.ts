import { z } from "zod";
import { fieldsOf, id, listOf, paging, timestamp, version } from "#lib/fields";
import { line } from "#lib/text";

/** What the picture shows, for who cannot see it; empty for mere decoration. */
const alt = line({ min: 0, max: 1000 });

export const createUploadInput = z.strictObject({
  file: z.file("Choose a picture.").min(1, "The file is empty."),
  alt: alt.optional(),
});

export const uploadRef = z.strictObject({ id });
export const updateUploadInput = z.strictObject({ id, version: version.optional(), alt });
export const deleteUploadInput = z.strictObject({ id, version: version.optional() });

export const presignInput = z.strictObject({});
/** `id` is the one that presigning gave. */
export const completeUploadInput = z.strictObject({ id, alt: alt.optional() });

export const uploadView = z.object({
  id: z.string(),
  /** Where it is served: a path of this site. */
  url: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  /** Narrower copies, the narrowest first. */
  variants: z.array(z.object({ url: z.string(), width: z.int(), height: z.int() })),
  /** A few pixels of it as a data: address, to show until it is there. */
  placeholder: z.string().nullable(),
  /** How many posts show it, as cover or in their text. */
  uses: z.int(),
  version: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type UploadView = z.output<typeof uploadView>;

export const listUploadsInput = z.strictObject({ ...paging, fields: fieldsOf(uploadView) });
export const uploadList = listOf(uploadView);

export const presignView = z.object({
  /** For the call that completes the upload. */
  id: z.string(),
  /** Where to POST the form. */
  url: z.string(),
  /** The form's fields; the file comes after them, as `file`. */
  fields: z.record(z.string(), z.string()),
  expiresAt: timestamp,
  /** How many bytes the file may have. */
  maxBytes: z.int(),
});

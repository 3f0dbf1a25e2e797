import { exampleIds, type ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/uploads/operations";

const id = exampleIds.upload;

const sent = {
  quota_exceeded: "Your pictures take as much room as one's may.",
  too_large: "The file has more bytes than one may have.",
  unsupported_media: "The bytes are no PNG, JPEG, WebP, GIF or AVIF.",
  unavailable: "Too many pictures are being worked on.",
} as const;

export const reference: ReferenceOf<typeof operations> = {
  listUploads: {
    summary: "List your uploads",
    description: "The caller's pictures, the newest first.",
    example: { limit: 10 },
  },
  getUpload: {
    summary: "Read an upload",
    description: "What is known of a picture: your own; an editor reads everybody's.",
    example: { id },
  },
  createUpload: {
    summary: "Upload a picture",
    description:
      "As `multipart/form-data` with the parts `file` and `alt`, or as the bytes themselves with an image's `Content-Type` and `?alt=`. PNG, JPEG, WebP, GIF and AVIF are taken, by their bytes and not by their name, encoded anew without metadata, and brought down to 4096 pixels (AVIF: 2048). The same picture again answers with the upload there is. It stays private until a post shows it that others may read.",
    example: { file: new File(["…"], "cat.png", { type: "image/png" }), alt: "A cat on a wall" },
    problems: sent,
  },
  updateUpload: {
    summary: "Describe an upload",
    description: "Changes `alt`, the words for who cannot see the picture.",
    example: { id, alt: "A cat asleep on a wall" },
  },
  deleteUpload: {
    summary: "Delete an upload",
    description: "Refused while a post shows it, drafts and trash included.",
    example: { id },
    problems: { conflict: "A post shows it." },
  },
  presignUpload: {
    summary: "Prepare an upload to the store",
    description:
      "Where files are kept in S3: an address and the fields of a form with which a browser sends the file there itself, as its last field `file`, within ten minutes. Complete it afterwards.",
    example: {},
    problems: {
      conflict: "This blog keeps its files on its own disk.",
      quota_exceeded: sent.quota_exceeded,
    },
  },
  completeUpload: {
    summary: "Complete an upload to the store",
    description:
      "Checks and encodes what was sent with a presigned form, as if it had been sent here. `id` is the one that presigning gave.",
    example: { id, alt: "A cat on a wall" },
    problems: { ...sent, conflict: "This blog keeps its files on its own disk." },
  },
};

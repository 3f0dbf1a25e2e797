import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { AppError, invalidField } from "#lib/errors";

/** A file that is stored: its name within the picture's folder, and its bytes. */
export interface PictureFile {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** A picture as Duet keeps it: re-encoded, upright, without metadata. */
export interface Picture {
  /** SHA-256 of the main file's bytes, hex. */
  digest: string;
  mediaType: string;
  /** In pixels, of the main file. */
  width: number;
  height: number;
  /** The widths of the narrower copies, in pixels. */
  widths: number[];
  /** A few pixels of it, as a data: address. */
  placeholder: string;
  /** The main file first, then the copies. */
  files: [PictureFile, ...PictureFile[]];
}

/** What is taken, by sharp's name for it; AVIF is the one use of HEIF that is. */
const formats = {
  png: { ending: "png", longest: 4096, encode: (image: Sharp) => image.png() },
  jpeg: { ending: "jpg", longest: 4096, encode: (image: Sharp) => image.jpeg({ quality: 85 }) },
  webp: { ending: "webp", longest: 4096, encode: (image: Sharp) => image.webp({ quality: 85 }) },
  gif: { ending: "gif", longest: 4096, encode: (image: Sharp) => image.gif() },
  // Nothing interrupts libaom: the size and the effort bound its time (docs/decisions/0019-uploads.md).
  avif: {
    ending: "avif",
    longest: 2048,
    encode: (image: Sharp) => image.avif({ quality: 60, effort: 0 }),
  },
} as const;

type Format = keyof typeof formats;

/** The media types of what is stored, by the ending of the file's name. */
export const mediaTypes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(formats).map(([name, { ending }]) => [ending, `image/${name}`]),
);

/** Pixels of all frames together: a decoded pixel takes 4 bytes, and more while it is worked on. */
const MOST_PIXELS = 50_000_000;
const MOST_FRAMES = 300;
const TIMEOUT_SECONDS = 30;
const WIDTHS = [480, 960, 1600];

/** How many pictures may wait for their turn; each holds its bytes in memory. */
const MOST_WAITING = 16;

// libvips reads some forty formats, some through libraries of doubtful safety: all but ours are off.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadPng",
    "VipsForeignLoadJpeg",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadHeif",
  ],
});
sharp.cache(false);
// One picture at a time on one thread: the other cores are the readers'.
sharp.concurrency(1);

// One queue a process, however often a bundler evaluates this module.
const holder = globalThis as typeof globalThis & {
  duetImages?: { waiting: number; last: Promise<unknown> };
};
holder.duetImages ??= { waiting: 0, last: Promise.resolve() };
const queue = holder.duetImages;

/**
 * Decodes a picture and encodes it anew: PNG, JPEG, WebP, GIF (animated too) or AVIF, by what the
 * bytes are, whatever they were called. At most 50 megapixels and 300 frames; the longer side is
 * brought down to 4096 pixels (AVIF: 2048). One picture after the other. Throws AppError: another
 * kind of file (unsupported_media), one that is damaged, too large or too slow (invalid), too many
 * waiting (unavailable).
 */
export async function processPicture(bytes: Uint8Array): Promise<Picture> {
  if (queue.waiting >= MOST_WAITING) {
    throw new AppError("unavailable", "Too many pictures are being worked on. Try again soon.");
  }
  queue.waiting++;
  const result = queue.last.then(() => encode(bytes)).finally(() => queue.waiting--);
  // The next in line waits for this one, whatever becomes of it.
  queue.last = result.then(noop, noop);
  return result;
}

async function encode(bytes: Uint8Array): Promise<Picture> {
  const { format, animated } = await inspect(bytes);
  const { ending, longest, encode } = formats[format];
  const mediaType = `image/${format}`;
  try {
    const source = open(bytes, animated).autoOrient();
    const fitted = source.resize({
      width: longest,
      // Of an animation this counts for all frames stacked: it is bounded by their pixels instead.
      ...(animated ? {} : { height: longest, fit: "inside" as const }),
      withoutEnlargement: true,
    });
    const { data, info } = await encode(fitted).toBuffer({ resolveWithObject: true });
    const height = info.pageHeight ?? info.height;
    const main = { name: `picture.${ending}`, mediaType, bytes: data };
    const widths = animated ? [] : WIDTHS.filter((width) => width < info.width);
    const copies: PictureFile[] = [];
    for (const width of widths) copies.push(await narrower(data, width));
    return {
      digest: createHash("sha256").update(data).digest("hex"),
      mediaType,
      width: info.width,
      height,
      widths,
      placeholder: await placeholderOf(data),
      files: [main, ...copies],
    };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw refusal(cause);
  }
}

/** What a file is, by its own bytes, before anything of it is decoded. */
async function inspect(bytes: Uint8Array): Promise<{ format: Format; animated: boolean }> {
  let metadata: Awaited<ReturnType<Sharp["metadata"]>>;
  try {
    metadata = await open(bytes, true).metadata();
  } catch (cause) {
    throw refusal(cause);
  }
  const { format, compression, width, height, pages = 1 } = metadata;
  const name = format === "heif" && compression === "av1" ? "avif" : format;
  if (!Object.hasOwn(formats, name)) throw unsupported();
  const frame = metadata.pageHeight ?? height;
  if (pages > MOST_FRAMES) {
    throw invalidField("file", "too_large", `It has more than ${MOST_FRAMES} frames.`);
  }
  if (width * frame * pages > MOST_PIXELS) throw tooManyPixels();
  const moves = name === "gif" || name === "webp";
  return { format: name as Format, animated: moves && pages > 1 };
}

function open(bytes: Uint8Array, animated: boolean): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, animated, failOn: "warning" }).timeout({
    seconds: TIMEOUT_SECONDS,
  });
}

async function narrower(main: Buffer, width: number): Promise<PictureFile> {
  const bytes = await open(main, false).resize({ width }).webp({ quality: 80 }).toBuffer();
  return { name: `${width}.webp`, mediaType: "image/webp", bytes };
}

async function placeholderOf(main: Buffer): Promise<string> {
  const tiny = await open(main, false)
    .resize(12, 12, { fit: "inside" })
    .webp({ quality: 40, alphaQuality: 40 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

/** What libvips says of a file, in words for who sent it. */
function refusal(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : "";
  if (/pixel limit/.test(message)) return tooManyPixels();
  if (/unsupported image format|is empty/.test(message)) return unsupported();
  if (/timeout/i.test(message)) {
    return invalidField("file", "too_complex", "It takes too long to decode.");
  }
  return new AppError("invalid", "The picture is damaged or incomplete.", {
    fields: [{ pointer: "/file", code: "damaged", detail: "It cannot be decoded." }],
    cause,
  });
}

function unsupported(): AppError {
  return new AppError(
    "unsupported_media",
    "This is no picture that is taken here: send PNG, JPEG, WebP, GIF or AVIF.",
    { accept: Object.values(mediaTypes).join(", ") },
  );
}

function tooManyPixels(): AppError {
  const most = MOST_PIXELS / 1_000_000;
  return invalidField("file", "too_large", `It has more than ${most} megapixels.`);
}

function noop(): void {}

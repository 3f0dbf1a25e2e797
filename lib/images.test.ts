import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { type Picture, processPicture } from "#lib/images";
import { bomb } from "#lib/testing/pictures";

const flat = (width: number, height: number, background = "#a33") =>
  sharp({ create: { width, height, channels: 3, background } });

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await processPicture(bytes);
    return "taken";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.code, error.details.fields?.[0]?.code].filter(Boolean).join(" ");
  }
}

const main = ({ files }: Picture) => sharp(files[0].bytes);

describe("what is taken", () => {
  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)("%s", async (format) => {
    const picture = await processPicture(await flat(60, 40).toFormat(format).toBuffer());
    expect(picture).toMatchObject({ mediaType: `image/${format}`, width: 60, height: 40 });
    expect(await main(picture).metadata()).toMatchObject({ width: 60, height: 40 });
    expect(picture.digest).toBe(createHash("sha256").update(picture.files[0].bytes).digest("hex"));
  });

  test("an animation keeps its frames and their times", async () => {
    const frames = await Promise.all(
      ["#000", "#777", "#fff"].map((color) => flat(30, 20, color).png().toBuffer()),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer();
    const picture = await processPicture(gif);
    expect(picture).toMatchObject({ width: 30, height: 20, widths: [] });
    const { pages, delay } = await sharp(picture.files[0].bytes, { animated: true }).metadata();
    expect({ pages, delay }).toEqual({ pages: 3, delay: [100, 200, 300] });
  });

  test("the same picture gives the same bytes", async () => {
    const bytes = await flat(500, 20).png().toBuffer();
    const [one, two] = [await processPicture(bytes), await processPicture(bytes)];
    expect(one.digest).toBe(two.digest);
    expect(one.files).toEqual(two.files);
  });
});

describe("what is stored of it", () => {
  test("stands upright, and tells nothing of its maker", async () => {
    const bytes = await flat(60, 40)
      .withExif({ IFD0: { Artist: "Somebody" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(bytes.includes("Somebody")).toBe(true);
    const picture = await processPicture(bytes);
    expect(picture).toMatchObject({ width: 40, height: 60 });
    const { exif, icc, xmp, orientation } = await main(picture).metadata();
    expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("has narrower copies, and none that is wider", async () => {
    const picture = await processPicture(await flat(1000, 500).jpeg().toBuffer());
    expect(picture.widths).toEqual([480, 960]);
    const copies = picture.files.slice(1);
    expect(copies.map(({ name }) => name)).toEqual(["480.webp", "960.webp"]);
    const sizes = await Promise.all(copies.map(({ bytes }) => sharp(bytes).metadata()));
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [480, 240],
      [960, 480],
    ]);
  });

  test("is no wider than a screen, and has a placeholder of few bytes", async () => {
    const picture = await processPicture(await flat(5000, 1000).jpeg().toBuffer());
    expect(picture).toMatchObject({ width: 4096, height: 819 });
    expect(picture.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(picture.placeholder.length).toBeLessThan(500);
  });

  test("nothing that hid behind the picture", async () => {
    const script = "<script>alert(1)</script>";
    const png = await flat(20, 20).png().toBuffer();
    const picture = await processPicture(Buffer.concat([png, Buffer.from(script)]));
    expect(picture.files.some(({ bytes }) => bytes.includes("script"))).toBe(false);
  });
});

describe("what is refused", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
  test.each([
    ["nothing", ""],
    ["SVG", svg],
    ["SVG with a declaration", `<?xml version="1.0"?>${svg}`],
    ["HTML", "<!doctype html><p>Hello"],
    ["PDF", "%PDF-1.7\n1 0 obj\n"],
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["words", "Just words, many of them."],
    ["a signature and no more", "GIF89a"],
  ])("%s", async (_, text) => {
    expect(await refusal(Buffer.from(text, "latin1"))).toMatch(
      /^(unsupported_media|invalid damaged)$/,
    );
  });

  test("a kind of picture that is not taken", async () => {
    expect(await refusal(await flat(9, 9).tiff().toBuffer())).toBe("unsupported_media");
  });

  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)("half of a %s", async (format) => {
    const bytes = await flat(300, 200).toFormat(format).toBuffer();
    expect(await refusal(bytes.subarray(0, bytes.length - 24))).toBe("invalid damaged");
  });

  test("one that would fill the memory, before it does", async () => {
    expect(await refusal(bomb(30_000, 30_000))).toBe("invalid too_large");
    expect(await refusal(bomb(8_000, 6_251))).toBe("invalid too_large");
  });

  test("too many at once, and what waits is done all the same", async () => {
    const bytes = await flat(20, 20).png().toBuffer();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusal(bytes)));
    expect(outcomes).toEqual([...Array(16).fill("taken"), ...Array(4).fill("unavailable")]);
    expect(await refusal(bytes)).toBe("taken");
  });
});

import "#lib/images";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Card, drawCard } from "#lib/card-drawing";
import { drawable } from "#lib/card-fonts";

const asked = vi.fn(() => Promise.reject(new Error("A drawing asks nobody.")));

beforeEach(() => {
  vi.stubGlobal("fetch", asked);
});

afterEach(() => {
  vi.unstubAllGlobals();
  expect(asked).not.toHaveBeenCalled();
});

const card: Card = { site: "Duet", kicker: "Tag", title: "Two doors", line: "Inês", cover: null };

/** How many pixels of a picture are as dark as its letters. */
async function inkOf(png: Buffer): Promise<number> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1200, 630]);
  return data.filter((grey) => grey < 100).length;
}

test.each([
  ["Latin", "Ünïcödé — naïve façade, “quoted” Łódź"],
  ["Cyrillic and Greek", "Две двери, Δύο πόρτες"],
  ["Han and kana", "日本語のタイトル：二つの扉"],
  ["Hangul", "두 개의 문"],
  ["Hebrew", "שתי דלתות"],
  ["Arabic", "بابان إلى بيت واحد، ۲۰۲۶"],
  ["Devanagari", "दो दरवाज़े, एक घर। क्षेत्र"],
  ["Thai", "ประตูสองบาน"],
  ["emoji", "🚀😀 ❤️"],
])("%s are drawn, every character", async (_, title) => {
  const without = await inkOf(await drawCard({ ...card, title: "." }, null));
  expect(await inkOf(await drawCard({ ...card, title }, null))).toBeGreaterThan(without + 500);
  expect(drawable(title).replaceAll(" ", "")).toBe(title.replace(/\s|\ufe0f/g, ""));
});

test("emoji of several parts become their parts; a script without a font is left out", () => {
  expect(drawable("👩‍💻 and 👍🏽")).toBe("👩💻 and 👍");
  expect(drawable("বাংলা")).toBe("");
});

test("a letter has the form that its neighbors ask of it", async () => {
  const widthOf = async (title: string) => {
    const row = { left: 60, top: 250, width: 1080, height: 120 };
    const drawn = await sharp(await drawCard({ ...card, title }, null))
      .extract(row)
      .toBuffer();
    return (await sharp(drawn).trim({ threshold: 40 }).toBuffer({ resolveWithObject: true })).info
      .width;
  };
  // Each alone is a bowl; joined, only the last one is.
  expect(await widthOf("بببب")).toBeLessThan(0.75 * 4 * (await widthOf("ب")));
  // Two letters with a virama between them become one.
  expect(await widthOf("क्षक्षक्ष")).toBeLessThan(0.85 * (await widthOf("कषकषकष")));
});

test("a cover stands beside the title; what is no picture is left out", async () => {
  const red = { create: { width: 40, height: 40, channels: 3, background: "#f00" } } as const;
  const cover = await sharp(red).png().toBuffer();
  const pixel = (png: Buffer) =>
    sharp(png)
      .removeAlpha()
      .extract({ left: 1100, top: 300, width: 1, height: 1 })
      .raw()
      .toBuffer();
  const [r = 0, g = 255] = await pixel(await drawCard(card, cover));
  expect(r).toBeGreaterThan(240);
  expect(g).toBeLessThan(15);
  const [, plain] = await pixel(await drawCard(card, Buffer.from("no picture")));
  expect(plain).toBeGreaterThan(240);
});

test("any words at all make a picture, also very long ones", async () => {
  const unit = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
  const words = fc.oneof(
    fc.string({ unit, maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom("", "W".repeat(200), "<b>&amp;</b>", "\u0301".repeat(50), "ﷺ".repeat(60)),
  );
  await fc.assert(
    fc.asyncProperty(words, words, async (title, line) => {
      await inkOf(await drawCard({ ...card, title, line, kicker: line }, null));
    }),
    { numRuns: 12 },
  );
}, 60_000);

// The two fonts of every page, cut from those of npm to what our pages use of them: a third less to wait for.
// The outcome is in the repository; scripts/fonts.test.ts holds it to what this makes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convert } from "fontverter";
import subsetFont from "subset-font";

const top = join(import.meta.dirname, "..");

interface Cut {
  /** What is cut, from the top of the checkout. */
  from: string;
  /** OpenType features that its text is set with: globals.css and prose.css name the optional ones. */
  features: string[];
  /** A part of its names that a changed font may not bear (OFL, Reserved Font Name), and one as long in its place. */
  renamed?: [from: string, to: string];
}

const shaping = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"];

/** The files, by their places from the top of the checkout. */
export const fonts: Record<string, Cut> = {
  "app/fonts/inter.woff2": {
    from: "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    features: [...shaping, "tnum"],
  },
  "app/fonts/serif.woff2": {
    from: "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
    features: [...shaping, "pnum", "tnum"],
    renamed: ["Source", "Duetto"],
  },
};

/** The weights our sheets ask for; bold within a heading asks for 900 and gets the heaviest there is. */
const weights = { min: 400, max: 700 };

/** Whatever is in the font; surrogates are no characters. */
const everything = Array.from({ length: 0xffff - 0x20 }, (_, at) => at + 0x20)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCharCode(code))
  .join("");

/** Copyright, license and its address go with every copy (OFL, condition 2), in the font itself. */
const LICENSE_NAMES = [0, 13, 14];

/** One of `fonts` made anew, as WOFF2. */
export async function cut({ from, features, renamed }: Cut): Promise<Buffer> {
  const font = await subsetFont(readFileSync(join(top, from)), everything, {
    targetFormat: "sfnt",
    variationAxes: { wght: weights },
    keepFeatures: features,
    preserveNameIds: LICENSE_NAMES,
  });
  if (renamed) rename(font, ...renamed);
  return convert(font, "woff2");
}

/**
 * The names in a font, as SFNT, by their number, in UTF-16 as HarfBuzz leaves them: the `name` table of OpenType
 * (https://learn.microsoft.com/typography/opentype/spec/name).
 */
export function namesOf(font: Buffer): { id: number; bytes: Buffer }[] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === "name");
  if (entry === undefined) throw new Error("The font has no names.");
  const table = font.readUInt32BE(entry + 8);
  const strings = table + font.readUInt16BE(table + 4);
  return Array.from({ length: font.readUInt16BE(table + 2) }, (_, at) => {
    const record = table + 6 + 12 * at;
    const start = strings + font.readUInt16BE(record + 10);
    const bytes = font.subarray(start, start + font.readUInt16BE(record + 8));
    return { id: font.readUInt16BE(record + 6), bytes };
  });
}

/** Writes a name over another in a font's names, but for what the license says of it. */
function rename(font: Buffer, from: string, to: string): void {
  if (from.length !== to.length) throw new Error(`${to} is not as long as ${from}.`);
  const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();
  let found = 0;
  for (const { id, bytes } of namesOf(font)) {
    const at = LICENSE_NAMES.includes(id) ? -1 : bytes.indexOf(utf16(from));
    if (at < 0) continue;
    utf16(to).copy(bytes, at);
    found++;
  }
  if (found === 0) throw new Error(`No name has ${from} in it.`);
}

if (import.meta.main) {
  for (const [file, font] of Object.entries(fonts)) writeFileSync(join(top, file), await cut(font));
}

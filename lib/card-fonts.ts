import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The fonts of drawn pictures, in the order in which a character is looked for. Each comes in slices
 * of a few hundred characters, and says which slice has which: only what a text needs is read.
 */
const families = [
  {
    name: "source-serif-4",
    weight: 600,
    has: /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}]/u,
  },
  { name: "noto-sans-hebrew", weight: 600, has: /\p{sc=Hebrew}/u },
  { name: "noto-sans-arabic", weight: 600, has: /\p{scx=Arabic}/u },
  { name: "noto-sans-devanagari", weight: 600, has: /\p{scx=Devanagari}/u },
  { name: "noto-sans-thai", weight: 600, has: /\p{sc=Thai}/u },
  { name: "gowun-dodum", weight: 400, has: /\p{sc=Hangul}/u },
  { name: "noto-emoji", weight: 600, has: /\p{Emoji_Presentation}|\p{Extended_Pictographic}/u },
  {
    name: "noto-sans-sc",
    weight: 600,
    has: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff00-\uffef]/u,
  },
] as const;

interface Slice {
  name: string;
  /** The scripts that the family is for: some say of a range that they have it, and draw a part of it. */
  script: RegExp;
  file: string;
  ranges: [first: number, last: number][];
}

let known: Slice[] | null = null;

function slices(): Slice[] {
  known ??= families.flatMap(({ name, weight, has: script }) => {
    const folder = join(process.cwd(), "node_modules/@fontsource", name);
    const table: Record<string, string> = JSON.parse(
      readFileSync(join(folder, "unicode.json"), "utf8"),
    );
    return Object.entries(table).map(([subset, ranges]) => {
      const slice = `${name}-${subset.replace(/[[\]]/g, "")}`;
      const file = join(folder, "files", `${slice}-${weight}-normal.woff`);
      return { name: slice, file, script, ranges: ranges.split(",").map(rangeOf) };
    });
  });
  return known;
}

/** `U+4E00-4E10` or `U+4E00`. */
function rangeOf(text: string): [number, number] {
  const [first = "", last = first] = text.trim().replace(/^U\+/i, "").split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

function has({ ranges, script }: Slice, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return script.test(character) && ranges.some(([first, last]) => code >= first && code <= last);
}

export interface CardFont {
  name: string;
  data: Buffer;
}

const loaded = new Map<string, Promise<Buffer>>();

/** The fonts that have a text's characters. */
export async function fontsFor(text: string): Promise<CardFont[]> {
  const needed = new Set<Slice>();
  for (const character of `A…${text}`) {
    // Each that says so: slices overlap in ranges, and one of them draws it.
    for (const slice of slices()) if (has(slice, character)) needed.add(slice);
  }
  const inOrder = slices().filter((slice) => needed.has(slice));
  return Promise.all(
    inOrder.map(async ({ name, file }) => {
      const reading = loaded.get(file) ?? readFile(file);
      loaded.set(file, reading);
      return { name, data: await reading };
    }),
  );
}

/** Joins, chooses between forms of, or colors what stands beside it: alone it is nothing. */
const modifiers = /[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Cf}]/gu;

/** A text with nothing in it that our fonts cannot draw. Emoji of several parts become their parts. */
export function drawable(text: string): string {
  const plain = text.normalize("NFC").replace(modifiers, "").replace(/\s+/gu, " ");
  const drawn = [...plain].filter((character) => slices().some((slice) => has(slice, character)));
  return drawn.join("").replace(/ +/g, " ").trim();
}

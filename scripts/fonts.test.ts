import { readFileSync } from "node:fs";
import { join } from "node:path";
import { convert } from "fontverter";
import { describe, expect, test } from "vitest";
import { cut, fonts, namesOf } from "./fonts.ts";

describe.each(Object.entries(fonts))("%s", (file, font) => {
  const kept = readFileSync(join(import.meta.dirname, "..", file));

  test("is what `node scripts/fonts.ts` makes of the installed package", async () => {
    const made = await cut(font);
    expect(made.equals(kept)).toBe(true);
  });

  test("bears its copyright and license, and no name that is reserved", async () => {
    const names = namesOf(await convert(kept, "sfnt")).map(({ id, bytes }) => ({
      id,
      text: Buffer.from(bytes).swap16().toString("utf16le"),
    }));
    const named = (id: number) => names.find((name) => name.id === id)?.text;
    expect(named(0)).toContain(font.renamed ? "Adobe" : "The Inter Project Authors");
    expect(named(14)).toMatch(/OFL|openfontlicense/);
    const reserved = names.filter(({ id, text }) => id !== 0 && text.includes("Source"));
    expect(reserved).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tokenClasses } from "./code-theme.ts";

const sheet = readFileSync("lib/markdown/code-theme.css", "utf8");
const globals = readFileSync("app/globals.css", "utf8");

type Scheme = "light" | "dark";

/** A custom property's color in one scheme, as OKLCH numbers: through var() and light-dark(). */
function colorOf(name: string, scheme: Scheme): [number, number, number] {
  const value = new RegExp(`${name}:\\s*([^;]+);`).exec(sheet + globals)?.[1]?.trim() ?? "";
  const pair = /^light-dark\(\s*((?:[^(),]|\([^)]*\))+),\s*((?:[^(),]|\([^)]*\))+)\)$/.exec(value);
  const side = (pair ? pair[scheme === "light" ? 1 : 2] : value)?.trim() ?? "";
  const [, inner] = /^var\((--[\w-]+)\)$/.exec(side) ?? [];
  if (inner) return colorOf(inner, scheme);
  const [, l, c, h] = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(side) ?? [];
  if (!h) throw new Error(`No color ${name} (${side})`);
  return [Number(l), Number(c), Number(h)];
}

/** Relative luminance (WCAG 2.2) of an OKLCH color, clipped to sRGB as browsers do. */
function luminance([l, c, h]: [number, number, number]): number {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return (
    0.2126 * clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z) +
    0.7152 * clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z) +
    0.0722 * clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z)
  );
}

const colors = Array.from(sheet.matchAll(/^\s*(--tok-[\w-]+):/gm), ([, name]) => name ?? "");

test.each(
  colors.flatMap((name) => ["--code-bg", "--code-marked"].map((ground) => ({ name, ground }))),
)("$name can be read on $ground, light and dark (WCAG AA)", ({ name, ground }) => {
  for (const scheme of ["light", "dark"] as const) {
    const [front, back] = [luminance(colorOf(name, scheme)), luminance(colorOf(ground, scheme))];
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    expect(contrast, scheme).toBeGreaterThanOrEqual(4.5);
  }
});

test("every kind of word has its rule", () => {
  expect(colors.length).toBeGreaterThan(10);
  expect(tokenClasses.filter((name) => !new RegExp(`\\.${name}\\b`).test(sheet))).toEqual([]);
});

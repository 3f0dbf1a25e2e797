import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { themeColors, themeKey, themeScript } from "#lib/theme";

/*
 * Reads the colors a reader gets from the style sheet itself and measures them: OKLCH to linear
 * sRGB (https://bottosson.github.io/posts/oklab/), relative luminance and contrast as in WCAG 2.2.
 */

type Mode = "light" | "dark";
type Rgb = readonly [number, number, number];

const css = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");
const declared = new Map(
  [...css.matchAll(/^\s*--([\w-]+):\s*([^;{}]+);/gm)].map(([, name = "", value = ""]) => [
    name,
    value.replace(/\s+/g, " ").trim(),
  ]),
);
const avatarHues = [...css.matchAll(/--hue:\s*(\d+)/g)].map(([, hue]) => Number(hue));

/** The token's value in linear sRGB, unclipped. */
function color(token: string, mode: Mode, hue = 0): Rgb {
  const value = declared.get(token);
  if (value === undefined) throw new Error(`No token --${token} in globals.css.`);
  return evaluate(value, mode, hue);
}

function evaluate(value: string, mode: Mode, hue: number): Rgb {
  if (value.startsWith("light-dark(")) {
    const [light = "", dark = ""] = value.slice("light-dark(".length, -1).split(", ");
    return evaluate(mode === "light" ? light : dark, mode, hue);
  }
  const reference = /^var\(--([\w-]+)\)$/.exec(value);
  if (reference?.[1]) return color(reference[1], mode, hue);
  const oklch = /^oklch\(([\d.]+) ([\d.]+) (?:([\d.]+)|var\(--hue\))\)$/.exec(value);
  if (!oklch) throw new Error(`Not a color this test can read: ${value}`);
  const [lightness, chroma] = [Number(oklch[1]), Number(oklch[2])];
  const angle = ((oklch[3] === undefined ? hue : Number(oklch[3])) * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => Math.min(1, Math.max(0, channel))) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["color-canvas", "color-raised", "color-sunken", "color-active"];
const tones = ["accent", "success", "warning", "danger", "plum"];
const softs = tones.map((tone) => `color-${tone}-soft`);

/** Every text on every ground it may stand on. */
const texts: [text: string, ground: string][] = [
  ...["color-ink", "color-muted", "color-faint", ...tones.map((tone) => `color-${tone}`)].flatMap(
    (text) => grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...grounds.map((ground): [string, string] => ["color-accent-strong", ground]),
  ...tones.map((tone): [string, string] => [`color-${tone}`, `color-${tone}-soft`]),
  ...["color-ink", "color-muted", "color-faint"].flatMap((text) =>
    softs.map((soft): [string, string] => [text, soft]),
  ),
  ...["color-accent", "color-accent-strong"].flatMap((text) =>
    softs.map((soft): [string, string] => [text, soft]),
  ),
  ["color-on-accent", "color-accent"],
  ["color-on-accent", "color-accent-strong"],
  ["color-on-danger", "color-danger"],
  ["color-canvas", "color-ink"],
  ["color-ink", "color-selection"],
  ["color-ink", "color-mark"],
  ["color-muted", "color-mark"],
  ["code-fg", "code-bg"],
  ["code-fg", "color-sunken"],
];

/** What is not text but must be seen: edges of controls, the focus ring. */
const shapes: [shape: string, ground: string][] = [
  ...grounds.map((ground): [string, string] => ["color-accent", ground]),
  ...["color-canvas", "color-raised", "color-sunken"].map((ground): [string, string] => [
    "color-control",
    ground,
  ]),
];

describe.each<Mode>(["light", "dark"])("in the %s theme", (mode) => {
  test.each(texts)("%s on %s is readable (AA, 4.5)", (text, ground) => {
    expect(contrast(color(text, mode), color(ground, mode))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapes)("%s on %s can be made out (AA, 3)", (shape, ground) => {
    expect(contrast(color(shape, mode), color(ground, mode))).toBeGreaterThanOrEqual(3);
  });

  test.each(avatarHues)("initials on an avatar of hue %i are readable", (hue) => {
    const pair = [color("avatar-fg", mode, hue), color("avatar-bg", mode, hue)] as const;
    expect(contrast(...pair)).toBeGreaterThanOrEqual(4.5);
  });

  test("every color lies within sRGB, so that all screens show what is measured here", () => {
    const tokens = [...declared].filter(([, value]) => /^(light-dark|oklch)\(/.test(value));
    const outside = tokens
      .filter(([name]) => !name.startsWith("shadow"))
      .flatMap(([name]) => (name.startsWith("avatar") ? avatarHues : [0]).map((hue) => [name, hue]))
      .filter(([name, hue]) =>
        color(String(name), mode, Number(hue)).some((value) => value < -0.003 || value > 1.003),
      );
    expect(outside).toEqual([]);
  });

  test("the browser's own frame has the color of the canvas", () => {
    const encode = (linear: number) => {
      const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
      return Math.round(value * 255)
        .toString(16)
        .padStart(2, "0");
    };
    expect(`#${color("color-canvas", mode).map(encode).join("")}`).toBe(themeColors[mode]);
  });
});

describe("the script before the first paint", () => {
  const run = (stored: string | null) => {
    const dataset: Record<string, string> = {};
    const localStorage = {
      getItem: (key: string) => (key === themeKey ? stored : null),
    };
    new Function("document", "localStorage", themeScript)(
      { documentElement: { dataset } },
      localStorage,
    );
    return dataset.theme;
  };

  test("applies what the reader chose, and nothing else", () => {
    expect(run("dark")).toBe("dark");
    expect(run("light")).toBe("light");
    expect(run(null)).toBeUndefined();
    expect(run("system")).toBeUndefined();
    expect(run('"><script>')).toBeUndefined();
  });

  test("leaves the choice to the system where storage is forbidden", () => {
    const forbidden = {
      getItem: () => {
        throw new Error("SecurityError");
      },
    };
    const documentElement = { dataset: {} as Record<string, string> };
    new Function("document", "localStorage", themeScript)({ documentElement }, forbidden);
    expect(documentElement.dataset.theme).toBeUndefined();
  });
});

import { renderAsync } from "@resvg/resvg-js";
import { createElement, type ReactNode } from "react";
import satori from "satori";
import sharp from "sharp";
import { drawable, fontsFor } from "#lib/card-fonts";

/** What a picture for links shows: all that is drawn, and nothing else. */
export interface Card {
  /** The blog's name. */
  site: string;
  kicker: string;
  title: string;
  /** One line under the title. */
  line: string;
  /** The address of a picture of ours beside it. */
  cover: string | null;
}

/** The size that networks show whole (pixels). */
export const cardSize = { width: 1200, height: 630 } as const;

const coverWidth = 420;

const ink = "#1b1a17";
const muted = "#5f5b52";
const accent = "#2b4db5";
const paper = "#faf8f2";

/** The mark of lib/icon.ts. */
const mark = `data:image/svg+xml;base64,${Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24"><path d="M3 3.5h8v17H3z" fill="none" stroke="${ink}" stroke-width="1.75" stroke-linejoin="round"/><circle cx="8.4" cy="12.2" r="1.05" fill="${ink}"/><path d="M13.6 3.5 20.4 1v22l-6.8-2.5z" fill="${accent}" stroke="${accent}" stroke-width="1.25" stroke-linejoin="round"/><circle cx="15.9" cy="12.2" r="1.05" fill="${paper}"/></svg>`,
).toString("base64")}`;

type Style = Record<string, string | number>;

const box = (style: Style, ...children: ReactNode[]) =>
  createElement("div", { style: { display: "flex", ...style } }, ...children);

/** At most so many lines, with an ellipsis. */
const lines = (count: number) => ({ display: "block", lineClamp: count, overflow: "hidden" });

/**
 * Draws a card as PNG, with the bytes of its cover if it has one. Satori, which lays it out, asks for
 * what its fonts lack; it gets nothing, so that no request leaves this machine.
 */
export async function drawCard(card: Card, cover: Buffer | null): Promise<Buffer> {
  const words = {
    site: drawable(card.site),
    kicker: drawable(card.kicker),
    title: shown(card.title) || drawable(card.site),
    line: drawable(card.line),
  };
  const fonts = await fontsFor(Object.values(words).join(""));
  const side = cover && (await pictureOf(cover));
  const svg = await satori(layout(words, side, fonts.map(({ name }) => name).join(", ")), {
    ...cardSize,
    fonts: fonts.map((font) => ({ ...font, weight: 600, style: "normal" })),
    loadAdditionalAsset: async () => [],
  });
  // Not by sharp: this process does not let it read SVG, whoever wrote it (lib/images.ts).
  const drawn = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return drawn.asPng();
}

/** Of a title in a script without a font there is nothing to show but what would mislead. */
function shown(title: string): string {
  const text = drawable(title);
  return text.length * 2 >= title.trim().length ? text : "";
}

function layout(words: Omit<Card, "cover">, side: string | null, fontFamily: string): ReactNode {
  const { length } = words.title;
  const size = (length > 120 ? 44 : length > 70 ? 52 : length > 35 ? 64 : 76) - (side ? 8 : 0);
  const text = box(
    { flexDirection: "column", flex: 1, padding: "64px 72px", justifyContent: "space-between" },
    box(
      { alignItems: "center", fontSize: 34 },
      createElement("img", { src: mark, width: 48, height: 48, style: { marginRight: 16 } }),
      words.site.slice(0, 40),
    ),
    box(
      { flexDirection: "column" },
      words.kicker &&
        box({ ...lines(1), fontSize: 28, color: accent, marginBottom: 16 }, words.kicker),
      box({ ...lines(4), fontSize: size, lineHeight: 1.15, wordBreak: "break-word" }, words.title),
    ),
    box({ ...lines(1), fontSize: 30, color: muted }, words.line || " "),
  );
  const picture =
    side &&
    createElement("img", {
      src: side,
      width: coverWidth,
      height: cardSize.height,
      style: { objectFit: "cover" },
    });
  const style = { width: "100%", height: "100%", background: paper, color: ink, fontFamily };
  return box(style, text, picture);
}

/** A cover, cut to its place; null for what cannot be read, which then is left out. The demo's are SVG. */
async function pictureOf(bytes: Buffer): Promise<string | null> {
  if (bytes.subarray(0, 4).toString() === "<svg") {
    return `data:image/svg+xml;base64,${bytes.toString("base64")}`;
  }
  const jpeg = await sharp(bytes, { limitInputPixels: 50_000_000 })
    .resize(coverWidth, cardSize.height, { fit: "cover" })
    .flatten({ background: paper })
    .jpeg({ quality: 85 })
    .toBuffer()
    .catch(() => null);
  return jpeg && `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}

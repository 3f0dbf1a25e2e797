// The package has no types, and those of others for it do not know `keepFeatures`.
declare module "subset-font" {
  /** A font in SFNT, of the given characters. Rejects with an Error where the font cannot be read. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: "sfnt";
      variationAxes: Record<string, { min: number; max: number }>;
      /** OpenType layout features. */
      keepFeatures: string[];
      /** Entries of its name table, beside 0 to 6. */
      preserveNameIds: number[];
    },
  ): Promise<Buffer>;
}

declare module "fontverter" {
  export function convert(font: Buffer, toFormat: "woff2"): Promise<Buffer>;
  export function convert(font: Buffer, toFormat: "sfnt"): Promise<Buffer>;
}

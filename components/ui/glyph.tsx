import type { SVGProps } from "react";

/*
 * The few icons of the reader's pages. lucide-react marks its base icon "use client", so each use
 * would ship it to readers; these are plain server markup. The studio uses lucide-react.
 */
const shapes = {
  "arrow-left": <path d="M19 12H5m6-6-6 6 6 6" />,
  "arrow-right": <path d="M5 12h14m-6-6 6 6-6 6" />,
  bulb: (
    <path d="M9 17.5h6M10 21h4M8.5 14.8A6.5 6.5 0 1 1 15.5 14.8c-.4.5-.5 1.7-.5 2.7H9c0-1-.1-2.2-.5-2.7z" />
  ),
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  chevron: <path d="m6 9 6 6 6-6" />,
  clap: (
    <path d="M8.5 14V6.5a1.5 1.5 0 0 1 3 0V11m0-6a1.5 1.5 0 0 1 3 0v6m0-4.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-2.4 0-3.9-.9-5.2-3L4 13.6a1.4 1.4 0 0 1 2.3-1.6l2.2 2.4M20.5 3l-1.2 1.6M22 6.8l-2 .4" />
  ),
  close: <path d="M6 6l12 12M18 6 6 18" />,
  comment: <path d="M4 5h16v11H11l-4.5 4v-4H4z" />,
  danger: (
    <>
      <path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z" />
      <path d="M12 8v5m0 3v.01" />
    </>
  ),
  heart: (
    <path d="M12 20s-8-4.6-8-10.4A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.6C20 15.4 12 20 12 20z" />
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5m0-8v.01" />
    </>
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />,
  rss: (
    <>
      <path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14" />
      <circle cx="6" cy="18" r="1" />
    </>
  ),
  screen: (
    <>
      <rect x="3" y="4" width="18" height="12" rx="1.5" />
      <path d="M9 20h6" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  success: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m8 12.5 2.75 2.75L16 9.5" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.4M6.7 17.3l-1.4 1.4m13.4 0-1.4-1.4M6.7 6.7 5.3 5.3" />
    </>
  ),
  thumb: (
    <path d="M7.5 11v9H4v-9zm0 0L11.8 4c1.4.1 2.2 1.3 1.8 2.7L12.7 10H18a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7.5" />
  ),
  warning: (
    <>
      <path d="M12 4 2.5 20h19z" />
      <path d="M12 10v4.5m0 2.5v.01" />
    </>
  ),
} as const;

export type GlyphName = keyof typeof shapes;

export const glyphNames = Object.keys(shapes) as GlyphName[];

export interface GlyphProps extends Omit<SVGProps<SVGSVGElement>, "name"> {
  name: GlyphName;
  /** Edge in pixels. */
  size?: number;
}

/** A decorative line icon in the color of its text; its meaning must also be said in words. */
export function Glyph({ name, size = 16, ...props }: GlyphProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...props}
    >
      {shapes[name]}
    </svg>
  );
}

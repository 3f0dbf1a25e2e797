import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { iconUrl } from "#lib/icon";
import { themeColors, themeScript } from "#lib/theme";

// Cut by scripts/fonts.ts, fetched at once. Their stand-ins are in globals.css, measured by hand: Next would
// make one for all weights, and bold runs differently wide.
const sans = localFont({
  src: "./fonts/inter.woff2",
  variable: "--face-sans",
  weight: "400 700",
  adjustFontFallback: false,
});
const serif = localFont({
  src: "./fonts/serif.woff2",
  variable: "--face-serif",
  weight: "400 700",
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: "Duet", template: "%s · Duet" },
  description: "One blog, two doors.",
  icons: { icon: { url: iconUrl, type: "image/svg+xml" } },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: themeColors.light },
    { media: "(prefers-color-scheme: dark)", color: themeColors.dark },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme script sets data-theme before React looks.
    <html lang="en" className={`${sans.variable} ${serif.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; it must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}

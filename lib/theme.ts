/** The three choices a reader has; "system" takes away an earlier choice. */
export const themes = ["system", "light", "dark"] as const;

/** One of the reader's three choices. */
export type Theme = (typeof themes)[number];

/** The key in localStorage under which the choice is kept. */
export const themeKey = "duet-theme";

/** The canvas as hex, for `viewport.themeColor`, where OKLCH is not understood by every browser. */
export const themeColors = { light: "#faf8f2", dark: "#101113" } as const;

/**
 * Runs before the first paint (inline in <head>): sets `data-theme` from localStorage so that a
 * reader who chose a theme never sees the other one flash. Without storage the system decides.
 */
export const themeScript = `try{var t=localStorage.getItem("${themeKey}");if(t=="light"||t=="dark")document.documentElement.dataset.theme=t}catch{}`;

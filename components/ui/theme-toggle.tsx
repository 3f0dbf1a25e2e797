import { Glyph, type GlyphName } from "#components/ui/glyph";
import { ThemeKeeper } from "#components/ui/theme-keeper";
import { type Theme, themes } from "#lib/theme";

const glyphs: Record<Theme, GlyphName> = { system: "screen", light: "sun", dark: "moon" };

/**
 * System, light or dark. Three radios, drawn on the server: without JavaScript the style sheet follows
 * the checked one on this page; with it the choice is kept, and applied before the first paint by
 * `themeScript`.
 */
export function ThemeToggle() {
  return (
    <fieldset
      data-print="hide"
      className="inline-flex rounded-full border border-line-strong p-0.5"
    >
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => (
        <label
          key={theme}
          title={theme}
          className="inline-flex size-7 items-center justify-center rounded-full text-faint transition-colors hover:text-ink has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1"
        >
          <input
            type="radio"
            name="theme"
            value={theme}
            defaultChecked={theme === "system"}
            className="sr-only"
          />
          <span className="sr-only">{theme}</span>
          <Glyph name={glyphs[theme]} size={15} />
        </label>
      ))}
      <ThemeKeeper />
    </fieldset>
  );
}

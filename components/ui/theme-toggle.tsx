"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type Theme, themeKey, themes } from "#lib/theme";

export interface ThemeToggleProps {
  /** A picture for each choice, drawn on the server so that this leaf carries none. */
  glyphs: Record<Theme, ReactNode>;
}

/**
 * System, light or dark. Three radios: without JavaScript the style sheet follows the checked one
 * on this page; with it the choice is kept, and applied before the first paint by `themeScript`.
 */
export function ThemeToggle({ glyphs }: ThemeToggleProps) {
  const fieldset = useRef<HTMLFieldSetElement>(null);

  useEffect(() => {
    const { theme = "system" } = document.documentElement.dataset;
    for (const radio of fieldset.current?.querySelectorAll("input") ?? []) {
      radio.checked = radio.value === theme;
    }
  }, []);

  return (
    <fieldset
      ref={fieldset}
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
            onChange={() => choose(theme)}
            className="sr-only"
          />
          <span className="sr-only">{theme}</span>
          {glyphs[theme]}
        </label>
      ))}
    </fieldset>
  );
}

function choose(theme: Theme) {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } catch {
    // Storage may be forbidden; the choice then holds for this page, which is what was asked.
  }
}

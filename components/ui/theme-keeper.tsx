"use client";

import { useEffect } from "react";
import { type Theme, themeKey } from "#lib/theme";

/** Shows on the radios of the page which theme was chosen, and keeps a new choice. Renders nothing itself. */
export function ThemeKeeper() {
  useEffect(() => {
    const { theme = "system" } = document.documentElement.dataset;
    for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=theme]")) {
      radio.checked = radio.value === theme;
      radio.onchange = () => choose(radio.value as Theme);
    }
  }, []);
  return null;
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

"use client";

import { useEffect } from "react";
import { type Theme, themeKey } from "#lib/theme";

/** Shows on the radios of the page which theme was chosen, and keeps a new choice. Renders nothing itself. */
export function ThemeKeeper() {
  useEffect(() => {
    const radios = [...document.querySelectorAll<HTMLInputElement>("[name=theme]")];
    // Without a choice that was kept, the one on the page: somebody may have been faster than this script.
    const { theme = radios.find(({ checked }) => checked)?.value } =
      document.documentElement.dataset;
    if (theme !== "system") choose(theme as Theme);
    for (const radio of radios) {
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
    localStorage.setItem(themeKey, theme);
  } catch {
    // Storage may be forbidden; the choice then holds for this page, which is what was asked.
  }
}

"use client";

import { useEffect } from "react";

/** Gives each code block of the page a button that copies it. Renders nothing itself. */
export function CodeCopy() {
  useEffect(() => {
    const added = [...document.querySelectorAll("figure.code")].map((figure) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.onclick = async () => {
        const done = await navigator.clipboard
          .writeText(figure.querySelector("pre")?.textContent ?? "")
          .then(
            () => "Copied",
            () => "Failed",
          );
        button.textContent = done;
        setTimeout(() => {
          button.textContent = "Copy";
        }, 2000);
      };
      figure.append(button);
      return button;
    });
    return () => {
      for (const button of added) button.remove();
    };
  }, []);
  return null;
}

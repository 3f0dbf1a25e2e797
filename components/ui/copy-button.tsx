"use client";

import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";

export interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy token". */
  label: string;
}

const never = () => () => {};

/** Puts a text into the clipboard. Without scripts there is no button: the text beside it is selected by a click. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [outcome, setOutcome] = useState<"" | "Copied" | "Select it and copy it by hand">("");
  if (!scripted) return null;
  async function copy() {
    // Browsers give a page the clipboard over https and on localhost only.
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setOutcome(copied ? "Copied" : "Select it and copy it by hand");
  }
  return (
    <span className="inline-flex items-center gap-3">
      <Button size="sm" variant="secondary" onClick={copy}>
        {label}
      </Button>
      <span role="status" className="text-sm">
        {outcome}
      </span>
    </span>
  );
}

"use client";

import {
  type TextareaHTMLAttributes,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { controlClass } from "#components/ui/control";

export interface TextareaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  /** Finds what was typed before the scripts came. */
  id: string;
  /** Code and Markdown read better in a fixed pitch. */
  mono?: boolean;
}

/** Grows with its text where the browser can; elsewhere it can be dragged. */
export function Textarea({ id, mono = false, rows = 4, className = "", ...props }: TextareaProps) {
  return (
    <textarea
      id={id}
      ref={useEarlyWords(id)}
      rows={rows}
      className={`${controlClass} field-sizing-content min-h-24 resize-y px-3 py-2 leading-6 ${mono ? "font-mono" : ""} ${className}`}
      {...props}
    />
  );
}

/**
 * Keeps what somebody typed before the scripts came: when React takes over the server's text area it
 * puts the text of the HTML back (an <input> it leaves alone).
 */
function useEarlyWords(id: string) {
  const element = useRef<HTMLTextAreaElement>(null);
  const hydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const [early] = useState(() => (hydrating ? typedInto(id) : null));
  useLayoutEffect(() => {
    const area = element.current;
    if (!area || !early || area.value === early.text) return;
    area.value = early.text;
    if (document.activeElement === area) area.setSelectionRange(early.start, early.end);
  }, [early]);
  return element;
}

const never = () => () => {};

function typedInto(id: string) {
  if (typeof document === "undefined") return null;
  const area = document.getElementById(id);
  if (!(area instanceof HTMLTextAreaElement) || area.value === area.defaultValue) return null;
  return { text: area.value, start: area.selectionStart, end: area.selectionEnd };
}

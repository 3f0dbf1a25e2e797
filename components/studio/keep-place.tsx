"use client";

import { Children, type ReactNode, useEffect, useRef } from "react";

export interface KeepPlaceProps {
  /** Names the list. */
  label: string;
  /** Its entries. */
  children: ReactNode;
}

/** A list whose entries may be done away with by their own buttons: the next one then has the focus. */
export function KeepPlace({ label, children }: KeepPlaceProps) {
  const list = useRef<HTMLUListElement>(null);
  const pressed = useRef<number | null>(null);
  useEffect(() => {
    const entries = [...(list.current?.children ?? [])] as HTMLElement[];
    if (pressed.current === null || document.activeElement !== document.body) return;
    entries[Math.min(pressed.current, entries.length - 1)]?.focus();
    pressed.current = null;
  });
  return (
    <ul
      ref={list}
      aria-label={label}
      className="grid gap-4"
      onSubmit={({ target, currentTarget }) => {
        const entries = [...currentTarget.children];
        pressed.current = entries.findIndex((entry) => entry.contains(target as Node));
      }}
    >
      {Children.map(children, (entry) => (
        <li tabIndex={-1}>{entry}</li>
      ))}
    </ul>
  );
}

"use client";

import { useSyncExternalStore } from "react";
import { type DateFormat, dateWords } from "#lib/date-words";

export interface TimeProps {
  /** ISO 8601 instant. */
  value: string;
  format?: DateFormat;
  className?: string;
}

/** An instant. The server prints it in UTC; once in the browser it is told in the reader's zone. */
export function Time({ value, format = "date", className }: TimeProps) {
  const text = useSyncExternalStore(
    never,
    () => dateWords(value, format, new Date(value).getTimezoneOffset()),
    () => dateWords(value, format),
  );
  return (
    <time dateTime={value} className={className}>
      {text}
    </time>
  );
}

const never = () => () => {};

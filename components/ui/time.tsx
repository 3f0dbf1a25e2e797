"use client";

import { useSyncExternalStore } from "react";

const months =
  "January February March April May June July August September October November December";

export interface TimeProps {
  /** ISO 8601 instant. */
  value: string;
  /** "date": May 3, 2026; "short": May 3; "datetime": May 3, 2026, 14:05. */
  format?: "date" | "short" | "datetime";
  className?: string;
}

/**
 * An instant. The server prints it in UTC; once in the browser it is told in the reader's zone.
 * Written by hand rather than with Intl, whose data differ between Node and browsers, so that both
 * print the same characters and hydration has nothing to complain about.
 */
export function Time({ value, format = "date", className }: TimeProps) {
  const text = useSyncExternalStore(
    never,
    () => print(value, format, new Date(value).getTimezoneOffset()),
    () => print(value, format, 0),
  );
  return (
    <time dateTime={value} className={className}>
      {text}
    </time>
  );
}

const never = () => () => {};

function print(value: string, format: TimeProps["format"], offset: number): string {
  const date = new Date(Date.parse(value) - offset * 60_000);
  const month = months.split(" ")[date.getUTCMonth()];
  const day = `${format === "short" ? month?.slice(0, 3) : month} ${date.getUTCDate()}`;
  if (format === "short") return day;
  const full = `${day}, ${date.getUTCFullYear()}`;
  return format === "date" ? full : `${full}, ${date.toISOString().slice(11, 16)}`;
}

/** The months as English calls them, January first. */
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "date": May 3, 2026; "short": May 3; "datetime": May 3, 2026, 14:05. */
export type DateFormat = "date" | "short" | "datetime";

/**
 * An instant (ISO 8601) in words, told in a zone that is `offset` minutes behind UTC, as
 * `Date.prototype.getTimezoneOffset` counts. By hand rather than with Intl, whose data differ between
 * Node and browsers: both must print the same characters, or hydration complains.
 */
export function dateWords(value: string, format: DateFormat, offset = 0): string {
  const date = new Date(Date.parse(value) - offset * 60_000);
  const month = monthNames[date.getUTCMonth()];
  const day = `${format === "short" ? month?.slice(0, 3) : month} ${date.getUTCDate()}`;
  if (format === "short") return day;
  const full = `${day}, ${date.getUTCFullYear()}`;
  return format === "date" ? full : `${full}, ${date.toISOString().slice(11, 16)}`;
}

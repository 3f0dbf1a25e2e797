const numeric =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(.*))?$/s;
const inWords = /^(?:[a-z]{3,9},?\s+)?(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2}),?\s+\d{4}\b/i;
const namedZone = /(?:\bGMT|\bUTC|Z|[+-]\d{2}:?\d{2})$/;

const firstYear = 1900;
const lastYear = 2199;

/**
 * The instant a date in front matter means, or undefined when it means none: ISO 8601 and YAML's
 * forms (`2013-05-06 02:12:52 +0200`, `2011-03-18T06:22:17.000Z`, `2013-05-06`), and dates in English
 * words (`Mon, 06 May 2013 10:00:00 GMT`, `May 6, 2013`). Without a zone it is UTC, whatever the
 * machine's. Years 1900 to 2199.
 */
export function readDate(value: unknown): Date | undefined {
  // TOML's dates are Dates whose ISO string is what was written, zone or none.
  const text = (value instanceof Date ? value.toISOString() : String(value)).trim();
  const date = readNumeric(text) ?? readWords(text);
  const year = date?.getUTCFullYear() ?? 0;
  return year >= firstYear && year <= lastYear ? date : undefined;
}

function readNumeric(text: string): Date | undefined {
  const found = numeric.exec(text);
  if (!found) return;
  const [, year, month, day, hour, minute, second, fraction, rest = ""] = found;
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  const [h, mi, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  const offset = readOffset(rest, year ?? "");
  // Date.UTC takes a year below 100 for one of the last century.
  if (y < 100 || offset === undefined || h > 24 || mi > 59 || s > 60) return;
  const midnight = new Date(Date.UTC(y, mo - 1, d));
  // 30 February would be 2 March.
  if (midnight.getUTCMonth() !== mo - 1 || midnight.getUTCDate() !== d) return;
  const milliseconds = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  return new Date(midnight.getTime() + ((h * 60 + mi - offset) * 60 + s) * 1000 + milliseconds);
}

/** Minutes east of UTC; a year written once more before the zone (it happens) says nothing new. */
function readOffset(text: string, year: string): number | undefined {
  const zone = text.replace(new RegExp(`^${year}\\b\\s*`), "").trim();
  if (/^(?:Z|UTC|GMT)?$/i.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  if (!sign || Number(hours) > 14) return;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}

function readWords(text: string): Date | undefined {
  if (!inWords.test(text)) return;
  const date = new Date(namedZone.test(text) ? text : `${text} UTC`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** What the info string of a fenced code block says (https://spec.commonmark.org/0.31.2/#info-string). */
export type FenceInfo = {
  language: string;
  title: string;
  anyMarked: boolean;
  /** Whether a line, counted from one, is to be highlighted. */
  marked: (line: number) => boolean;
};

const mostMarks = 100;

/**
 * Reads `ts title="app/page.ts" {1,3-5}` and `ts:app/page.ts {2}`: the first word is the language,
 * and may carry the file name; a title may be quoted either way and be called title, file, filename
 * or name; braces hold the highlighted lines, counted from one. What it does not know it ignores.
 */
export function readFence(language: string, meta: string): FenceInfo {
  // `js{1,3}`: the braces may follow the language at once.
  const [, word = "", attached = ""] = /^([^{\s]*)(.*)$/s.exec(language) ?? [];
  const colon = word.indexOf(":");
  const rest = `${attached} ${meta}`;
  const [, , double, single, bare] =
    /(?:^|\s)(title|file|filename|name)=(?:"([^"]*)"|'([^']*)'|([^\s{]+))/i.exec(rest) ?? [];
  const title = double ?? single ?? bare ?? (colon > 0 ? word.slice(colon + 1) : "");
  const ranges = readRanges(/\{([\d\s,-]+)\}/.exec(rest)?.[1] ?? "");
  return {
    language: (colon > 0 ? word.slice(0, colon) : word).toLowerCase(),
    title: title.trim(),
    anyMarked: ranges.length > 0,
    marked: (line) => ranges.some(([from, to]) => line >= from && line <= to),
  };
}

function readRanges(text: string): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (const part of text.split(",").slice(0, mostMarks)) {
    const [, from, to] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (from) ranges.push([Number(from), Number(to ?? from)]);
  }
  return ranges;
}

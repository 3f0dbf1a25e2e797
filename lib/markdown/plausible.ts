import { MarkdownTooComplexError } from "./limits.ts";

/** The longest source, in UTF-16 units; whoever stores posts will allow less. */
const longestSource = 2_000_000;

// Far beyond what people write, and where the parser's time begins to grow with the square.
const limits = {
  /** Quotes and list items that one line opens; and the squares of these numbers, summed. */
  containers: 50,
  containersSquared: 300_000,
  /** Lines outside fences. */
  lines: 40_000,
  /** Columns before a list's marker: items nested by indentation. */
  indentation: 300,
  /** Square brackets that wait for an end, or have no beginning, in one paragraph. */
  brackets: 500,
  /** Runs of `*`, `_` and `~` in one paragraph. */
  emphasis: 10_000,
  /** HTML elements open at once. */
  elements: 1_000,
  /** Cells in all tables. */
  cells: 20_000,
  /** Footnotes and references to them. */
  footnotes: 5_000,
};

const container = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
const indentedMarker = /^[ \t]*(?=(?:[-+*]|\d{1,9}[.)])[ \t])/;
const thematicBreak = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const fence = /^[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})/;
const startsBlock = /^[ \t]*(?:$|[>#|]|[-+*][ \t]|\d{1,9}[.)][ \t])/;
const tag = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])/gi;
// Elements that end by themselves.
const endless = new Set([
  "br",
  "hr",
  "img",
  "wbr",
  "input",
  "p",
  "li",
  "td",
  "tr",
  "th",
  "dt",
  "dd",
]);

/**
 * Refuses, in one pass over the source, the nesting that would cost the parser more than it is
 * worth. Throws MarkdownTooComplexError; what passes may still be refused by the limits of the tree
 * or by the time it takes.
 */
export function assertPlausible(source: string): void {
  if (source.length > longestSource) throw new MarkdownTooComplexError("The text is too long.");
  const paragraph = { open: 0, stray: 0, runs: 0 };
  const total = { lines: 0, containersSquared: 0, elements: 0, cells: 0, footnotes: 0 };
  let openFence = "";
  for (const line of linesOf(source)) {
    const marker = fence.exec(line)?.[1];
    if (openFence) {
      if (marker?.startsWith(openFence)) openFence = "";
      continue;
    }
    if (marker) openFence = marker;
    if (++total.lines > limits.lines) refuse("The text has too many lines.");
    total.containersSquared += containersOf(line) ** 2;
    if (total.containersSquared > limits.containersSquared) refuse(tooNested);
    if (startsBlock.test(line)) paragraph.open = paragraph.stray = paragraph.runs = 0;
    countInline(line, paragraph, total);
    total.elements = Math.max(0, total.elements + elementsOpenedBy(line));
    if (total.elements > limits.elements) refuse("HTML elements are nested too deeply.");
  }
}

const tooNested = "Quotes or lists are nested too deeply.";

function refuse(reason: string): never {
  throw new MarkdownTooComplexError(reason);
}

function* linesOf(source: string): Generator<string> {
  let start = 0;
  for (let end = source.indexOf("\n"); end !== -1; end = source.indexOf("\n", start)) {
    yield source.slice(start, end);
    start = end + 1;
  }
  yield source.slice(start);
}

/** How many quotes and list items a line opens; refuses too many, and too deep an indentation. */
function containersOf(line: string): number {
  const indentation = indentedMarker.exec(line)?.[0].length ?? 0;
  let count = 0;
  container.lastIndex = 0;
  while (count <= limits.containers && container.test(line)) count++;
  if (count > limits.containers && thematicBreak.test(line)) return 0;
  if (count > limits.containers || indentation > limits.indentation) refuse(tooNested);
  return count;
}

function countInline(
  line: string,
  paragraph: { open: number; stray: number; runs: number },
  total: { cells: number; footnotes: number },
): void {
  let previous = "";
  let deepest = 0;
  for (const character of line) {
    if (character === "[") deepest = Math.max(deepest, ++paragraph.open);
    else if (character === "]" && paragraph.open > 0) paragraph.open--;
    else if (character === "]") paragraph.stray++;
    else if (character === "|") total.cells++;
    else if (character === "^" && previous === "[") total.footnotes++;
    else if ("*_~".includes(character) && character !== previous) paragraph.runs++;
    previous = character;
  }
  if (Math.max(deepest, paragraph.stray) > limits.brackets) {
    refuse("Square brackets are nested too deeply.");
  }
  if (paragraph.runs > limits.emphasis) refuse("One paragraph has too many emphasis marks.");
  if (total.cells > limits.cells) refuse("The tables have too many cells.");
  if (total.footnotes > limits.footnotes) refuse("There are too many footnotes.");
}

/** How many elements a line opens beyond those it ends, of those that need an end tag. */
function elementsOpenedBy(line: string): number {
  if (!line.includes("<")) return 0;
  let open = 0;
  for (const [, slash, name = ""] of line.matchAll(tag)) {
    if (!endless.has(name.toLowerCase())) open += slash ? -1 : 1;
  }
  return open;
}

import { diffArrays, diffWordsWithSpace } from "diff";

/** Lines in a row that stayed, went or came; `parts` tells the words that differ from the other side's. */
export interface DiffBlock {
  kind: "same" | "removed" | "added";
  text: string;
  parts?: { text: string; changed: boolean }[];
}

/** Changes that lie close together, with the lines around them; line numbers count from 1. */
export interface DiffHunk {
  fromLine: number;
  toLine: number;
  blocks: DiffBlock[];
}

export interface TextDiff {
  hunks: DiffHunk[];
  /** How many lines went and came. */
  removed: number;
  added: number;
  /** False when the texts differ in so much that no smallest difference was looked for. */
  smallest: boolean;
}

/** Lines that are shown around a change. */
const CONTEXT = 3;
/** What is spent on finding the lines, and then the words, that differ (milliseconds). */
const LINES_MS = 300;
const WORDS_MS = 200;
/** Beyond so many changed lines the memory of the search grows beyond what the answer is worth. */
const MOST_EDITS = 2_000;
/** Longer blocks are shown as wholly changed: nobody reads such a comparison word by word. */
const LONGEST_WORDS = 20_000;

interface Run {
  kind: DiffBlock["kind"];
  lines: string[];
}

/** What became of a text, by lines and within them by words. Takes about half a second at most. */
export function diffText(before: string, after: string): TextDiff {
  if (before === after) return { hunks: [], removed: 0, added: 0, smallest: true };
  const { runs, smallest } = diffLines(before.split("\n"), after.split("\n"));
  const count = (kind: Run["kind"]) =>
    runs.reduce((sum, run) => sum + (run.kind === kind ? run.lines.length : 0), 0);
  return { hunks: hunksOf(runs), removed: count("removed"), added: count("added"), smallest };
}

function diffLines(before: string[], after: string[]): { runs: Run[]; smallest: boolean } {
  // What both begin and end with costs nothing, and is most of it.
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const middle = (lines: string[]) => lines.slice(head, lines.length - tail);
  const found = diffArrays(middle(before), middle(after), {
    timeout: LINES_MS,
    maxEditLength: MOST_EDITS,
  });
  const changed: Run[] = found
    ? found.map(({ added, removed, value }) => ({
        kind: added ? "added" : removed ? "removed" : "same",
        lines: value,
      }))
    : [
        { kind: "removed", lines: middle(before) },
        { kind: "added", lines: middle(after) },
      ];
  const same = (lines: string[]): Run => ({ kind: "same", lines });
  const all = [same(before.slice(0, head)), ...changed, same(tail > 0 ? before.slice(-tail) : [])];
  return { runs: all.filter(({ lines }) => lines.length > 0), smallest: found !== undefined };
}

function hunksOf(runs: Run[]): DiffHunk[] {
  const words = wordsWithin(WORDS_MS);
  const hunks: DiffHunk[] = [];
  let fromLine = 1;
  let toLine = 1;
  let hunk: DiffHunk | undefined;
  for (const [at, { kind, lines }] of runs.entries()) {
    if (kind === "same") {
      const before = at === 0 ? [] : lines.slice(0, CONTEXT);
      const rest = lines.slice(before.length);
      const last = at === runs.length - 1;
      const next = last ? [] : rest.slice(-CONTEXT);
      const joined = !last && hunk && rest.length <= CONTEXT;
      const shown = joined ? lines : before;
      if (hunk && shown.length > 0) hunk.blocks.push({ kind, text: shown.join("\n") });
      fromLine += lines.length;
      toLine += lines.length;
      if (joined || last) continue;
      const blocks: DiffBlock[] = next.length > 0 ? [{ kind, text: next.join("\n") }] : [];
      hunk = { fromLine: fromLine - next.length, toLine: toLine - next.length, blocks };
      hunks.push(hunk);
      continue;
    }
    if (!hunk) {
      hunk = { fromLine, toLine, blocks: [] };
      hunks.push(hunk);
    }
    const block: DiffBlock = { kind, text: lines.join("\n") };
    const previous = hunk.blocks.at(-1);
    hunk.blocks.push(block);
    if (kind === "removed") fromLine += lines.length;
    else toLine += lines.length;
    if (kind === "added" && previous?.kind === "removed") words(previous, block);
  }
  return hunks;
}

/** Marks the words that differ between what went and what came in its place, while time is left. */
function wordsWithin(budget: number) {
  let left = budget;
  return (removed: DiffBlock, added: DiffBlock) => {
    if (left <= 0 || Math.max(removed.text.length, added.text.length) > LONGEST_WORDS) return;
    const started = performance.now();
    const found = diffWordsWithSpace(removed.text, added.text, {
      timeout: left,
      maxEditLength: MOST_EDITS,
    });
    left -= performance.now() - started;
    // Two texts with hardly a word in common are easier to read one after the other.
    const kept = found?.reduce((sum, { added, removed, value }) => {
      return sum + (added || removed ? 0 : value.length);
    }, 0);
    if (!found || !kept || kept * 4 < Math.min(removed.text.length, added.text.length)) return;
    const partsOf = (other: "added" | "removed") =>
      found
        .filter((part) => !part[other])
        .map((part) => ({ text: part.value, changed: part.added || part.removed }));
    removed.parts = partsOf("added");
    added.parts = partsOf("removed");
  };
}

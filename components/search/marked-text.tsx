import type { Marked } from "#domain/search/schema";

/** A text in which what was searched for stands out. */
export function MarkedText({ pieces }: { pieces: Marked }) {
  return pieces.map(({ text, marked }, at) =>
    marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and never move
      <mark key={at} className="rounded-[2px] bg-mark text-inherit">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}

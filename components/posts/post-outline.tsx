import clsx from "clsx";
import type { OutlineEntryView } from "#components/posts/view";
import { Glyph } from "#components/ui/glyph";

export interface PostOutlineProps {
  outline: readonly OutlineEntryView[];
  /** "aside" stands beside the text and follows the reader; "inline" folds above it. */
  variant?: "aside" | "inline";
}

/** The contents of a post; nothing for a post of fewer than two sections. */
export function PostOutline({ outline, variant = "aside" }: PostOutlineProps) {
  if (outline.length < 2) return null;
  const list = (
    <ol className="grid text-sm">
      {outline.map(({ depth, id, text }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className={clsx(
              "-ms-px block border-s border-transparent py-1.5 text-faint transition-colors hover:text-ink aria-[current]:border-ink aria-[current]:text-ink",
              depth === 3 ? "ps-8" : "ps-4",
            )}
          >
            {text}
          </a>
        </li>
      ))}
    </ol>
  );
  if (variant === "inline") {
    return (
      <details className="group rounded-card border border-line" data-print="hide">
        <summary className="flex min-h-11 items-center justify-between px-4 text-sm font-medium">
          Contents
          <Glyph name="chevron" className="text-faint transition-transform group-open:rotate-180" />
        </summary>
        <nav aria-label="Contents" className="px-4 pb-4">
          <div className="border-s border-line">{list}</div>
        </nav>
      </details>
    );
  }
  return (
    <nav aria-labelledby="contents" data-outline="" data-print="hide">
      <p id="contents" className="mb-3 text-sm font-semibold">
        Contents
      </p>
      <div className="border-s border-line">{list}</div>
    </nav>
  );
}

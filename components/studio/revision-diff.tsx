import clsx from "clsx";
import type { RevisionDiff, TextDiffView } from "#domain/revisions/schema";

type Block = TextDiffView["hunks"][number]["blocks"][number];

const parts = ["title", "slug", "excerpt", "body"] as const;

/** What became of one version in the other, part by part. */
export function RevisionDiffView({ diff }: { diff: RevisionDiff }) {
  const changed = parts.flatMap((part) => {
    const text = diff[part];
    return text ? [{ part, text }] : [];
  });
  if (changed.length === 0) {
    return <p className="text-muted">Nothing differs: the words are the same.</p>;
  }
  return changed.map(({ part, text }) => (
    <section key={part} aria-labelledby={`diff-${part}`} className="grid gap-2">
      <h3 id={`diff-${part}`} className="text-sm font-medium capitalize">
        {part}{" "}
        <span className="font-normal text-faint normal-case">
          {text.added} added, {text.removed} removed
          {!text.smallest && "; too much differs to compare it line by line"}
        </span>
      </h3>
      {text.hunks.map((hunk) => (
        <div
          key={`${hunk.fromLine}-${hunk.toLine}`}
          className="overflow-hidden rounded-card border border-line bg-raised font-mono text-sm"
        >
          {part === "body" && (
            <p className="border-b border-line bg-sunken px-3 py-1 text-xs text-muted">
              Line {hunk.toLine}
            </p>
          )}
          {hunk.blocks.map((block, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a difference have no other name, and never move
            <Lines key={at} block={block} />
          ))}
        </div>
      ))}
    </section>
  ));
}

const marks = {
  same: { sign: " ", name: null, box: "" },
  removed: { sign: "−", name: "Removed:", box: "border-danger bg-danger-soft" },
  added: { sign: "+", name: "Added:", box: "border-success bg-success-soft" },
};

/** Lines with their sign; a word that changed is struck through or underlined, whatever its color. */
function Lines({ block }: { block: Block }) {
  const { sign, name, box } = marks[block.kind];
  const Marked = block.kind === "removed" ? "del" : "ins";
  return (
    <div className={clsx("flex gap-3 border-s-4 border-transparent px-3 py-1", box)}>
      <span aria-hidden="true" className="select-none">
        {sign}
      </span>
      <div className="min-w-0 whitespace-pre-wrap wrap-anywhere">
        {name && <span className="sr-only">{name} </span>}
        {block.parts
          ? block.parts.map(({ text, changed }, at) =>
              changed ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <Marked key={at} className="font-semibold">
                  {text}
                </Marked>
              ) : (
                text
              ),
            )
          : block.text || " "}
      </div>
    </div>
  );
}

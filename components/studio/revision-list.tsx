import clsx from "clsx";
import { StudioLink } from "#components/studio/studio-link";
import { Time } from "#components/ui/time";
import type { RevisionSummary } from "#domain/revisions/schema";

export interface RevisionListProps {
  revisions: readonly RevisionSummary[];
  /** The number of the one that is shown beside. */
  shown: number | null;
  hrefOf: (number: number) => string;
}

/** The versions of a post's words, the latest first. */
export function RevisionList({ revisions, shown, hrefOf }: RevisionListProps) {
  return (
    <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-raised text-sm">
      {revisions.map(({ number, current, createdAt, editor, changed, sizeChange }) => (
        <li key={number}>
          <StudioLink
            href={hrefOf(number)}
            aria-current={number === shown ? "true" : undefined}
            className={clsx(
              "grid gap-0.5 border-s-4 px-4 py-3 -outline-offset-2 hover:bg-sunken",
              number === shown ? "border-accent bg-sunken" : "border-transparent",
            )}
          >
            <span className="font-medium">
              Version {number}
              {current && <span className="font-normal text-faint"> · current</span>}
            </span>
            <span className="text-muted">
              <Time value={createdAt} format="datetime" /> · {editor?.name ?? "somebody who left"}
            </span>
            <span className="text-faint">
              {changed.length > 0 ? `Changed: ${changed.join(", ")}` : "The first version"}
              {changed.includes("body") &&
                ` (${sizeChange < 0 ? "−" : "+"}${Math.abs(sizeChange)})`}
            </span>
          </StudioLink>
        </li>
      ))}
    </ol>
  );
}

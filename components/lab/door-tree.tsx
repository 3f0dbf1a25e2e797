import type { ReactNode } from "react";
import { ClaimLinks } from "#components/lab/claim-links";

export interface Question {
  id: string;
  asks: string;
  /** What follows from yes. */
  door: string;
  because: string;
  claims: readonly number[];
  /** Features of this blog that came out here. */
  ours: readonly string[];
}

/** Questions in their order: the first yes decides. Each opens without JavaScript. */
export function DoorTree({ questions, last }: { questions: readonly Question[]; last: ReactNode }) {
  return (
    <ol className="grid gap-4">
      {questions.map(({ id, asks, door, because, claims, ours }, at) => (
        <li key={id} id={id} className="scroll-mt-6">
          <details
            open
            className="rounded-card border border-line bg-raised [&[open]>summary]:border-b"
          >
            <summary className="flex min-h-12 cursor-pointer flex-wrap items-baseline gap-x-3 border-line px-5 py-3">
              <span className="tabular-nums text-faint">{at + 1}.</span>
              <span className="flex-1 font-semibold">{asks}</span>
            </summary>
            <div className="grid gap-2 p-5">
              <p>
                <strong className="font-semibold">Yes: {door}.</strong> {because}
              </p>
              {ours.length > 0 && <p className="text-muted">Here: {ours.join("; ")}.</p>}
              <p className="text-sm text-muted">
                See <ClaimLinks ids={claims} />.
              </p>
            </div>
          </details>
          <p aria-hidden="true" className="ps-5 pt-4 text-sm text-faint">
            No ↓
          </p>
        </li>
      ))}
      <li className="rounded-card border border-accent-line bg-accent-soft p-5">{last}</li>
    </ol>
  );
}

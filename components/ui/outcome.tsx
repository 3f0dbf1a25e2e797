import type { ReactNode } from "react";

export interface OutcomeProps {
  /** It failed: announced at once, and not when there is a pause. */
  failed?: boolean;
  /** One sentence, and what to do about it. */
  children: ReactNode;
}

/** What came of a small form on a reader's page: a Notice without the pictures and their bytes. */
export function Outcome({ failed = false, children }: OutcomeProps) {
  return (
    <p
      role={failed ? "alert" : "status"}
      className={`text-sm font-medium ${failed ? "text-danger" : "text-success"}`}
    >
      {children}
    </p>
  );
}

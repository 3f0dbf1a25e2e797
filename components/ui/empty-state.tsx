import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: ReactNode;
  /** What to do next, in one sentence. */
  children?: ReactNode;
  actions?: ReactNode;
  /** The level of the title in the page's outline. */
  level?: 2 | 3;
}

/** Nothing here yet, why, and the next step. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="grid justify-items-center gap-2 rounded-card border border-dashed border-line-strong px-6 py-14 text-center">
      <span aria-hidden="true" className="mb-3 flex gap-1 text-line-strong">
        <span className="h-8 w-4 border-2 border-current" />
        <span className="h-8 w-4 border-2 border-current bg-sunken" />
      </span>
      <Heading className="font-serif text-title font-semibold">{title}</Heading>
      {children && <div className="max-w-md text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

import type { ReactNode } from "react";

export interface StudioHeadingProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons of the page. */
  actions?: ReactNode;
  /** <Tabs> of the page. */
  tabs?: ReactNode;
}

/** The opening of a page of the studio. */
export function StudioHeading({ title, description, actions, tabs }: StudioHeadingProps) {
  return (
    <header className="mb-6 grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h1 className="font-serif text-heading font-semibold tracking-[-0.018em] wrap-anywhere">
            {title}
          </h1>
          {description && <p className="max-w-[65ch] text-muted wrap-anywhere">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {tabs}
    </header>
  );
}

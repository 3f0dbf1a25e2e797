import clsx from "clsx";
import type { ReactNode } from "react";

export interface CardProps {
  title?: ReactNode;
  /** A sentence under the title. */
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** The level of the title in the page's outline. */
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
}

/** One matter on its own sheet. */
export function Card({
  title,
  description,
  actions,
  footer,
  level = 2,
  className,
  children,
}: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={clsx("rounded-card border border-line bg-raised shadow-card", className)}>
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-5">
          <div className="grid gap-1">
            {title && <Heading className="text-base font-semibold">{title}</Heading>}
            {description && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex gap-2">{actions}</div>}
        </header>
      )}
      {children && <div className="p-5">{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center gap-3 border-t border-line px-5 py-4 text-sm text-faint">
          {footer}
        </footer>
      )}
    </section>
  );
}

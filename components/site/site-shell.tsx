import type { ReactNode } from "react";
import { SiteFooter, type SiteFooterProps } from "#components/site/site-footer";
import { SiteHeader, type SiteHeaderProps } from "#components/site/site-header";
import { SkipLink } from "#components/site/skip-link";

export interface SiteShellProps extends SiteHeaderProps {
  footer?: Omit<SiteFooterProps, "name">;
  children: ReactNode;
}

/** What stands around every page of the site; a page sets its own width with the class `page`. */
export function SiteShell({ footer, children, ...header }: SiteShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader {...header} />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter name={header.name} {...footer} />
    </div>
  );
}

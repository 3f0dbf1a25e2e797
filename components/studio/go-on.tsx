import type { ReactNode } from "react";
import { SiteFrame } from "#components/site/site-frame";
import { ButtonLink } from "#components/ui/button";

export interface GoOnProps {
  /** A path of this site. */
  to: string;
  title: string;
  children?: ReactNode;
}

/**
 * Sends a visitor on from a page whose status is out already. `redirect()` there needs JavaScript;
 * this needs none (https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh), and the link is
 * there for who has that turned off too.
 */
export function GoOn({ to, title, children }: GoOnProps) {
  return (
    <SiteFrame>
      <meta httpEquiv="refresh" content={`0;url=${to}`} />
      <div className="page grid justify-items-start gap-5 py-20">
        <h1 className="font-serif text-heading font-semibold">{title}</h1>
        {children && <p className="text-muted">{children}</p>}
        <ButtonLink href={to} variant="primary">
          Continue
        </ButtonLink>
      </div>
    </SiteFrame>
  );
}

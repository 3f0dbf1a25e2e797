import type { ReactNode } from "react";
import { JsonLd } from "#components/site/json-ld";
import { SiteFrame } from "#components/site/site-frame";
import { Tabs } from "#components/ui/tabs";
import { type DocsPage, docsData } from "#doors/faces/docs";

const places = [
  { href: "/docs", label: "Overview" },
  { href: "/docs/api", label: "Reference" },
  { href: "/docs/guides", label: "Guides" },
  { href: "/docs/errors", label: "Errors" },
  { href: "/docs/changelog", label: "Changelog" },
];

export interface DocsFrameProps {
  /** The part of the documentation that this page is, or belongs to. */
  current: "/docs" | "/docs/api" | "/docs/guides" | "/docs/errors" | "/docs/changelog";
  /** What it is, for machines. */
  page: DocsPage;
  children: ReactNode;
}

/** What stands around every page about the API. */
export async function DocsFrame({ current, page, children }: DocsFrameProps) {
  return (
    <SiteFrame>
      <JsonLd graph={await docsData(page)} />
      <div className="page pt-6" data-print="hide">
        <Tabs
          label="Documentation"
          tabs={places.map((place) => ({ ...place, current: place.href === current }))}
        />
      </div>
      {children}
    </SiteFrame>
  );
}

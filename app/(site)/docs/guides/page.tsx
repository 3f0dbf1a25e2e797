import type { Metadata } from "next";
import { DocsFrame } from "#components/docs/docs-frame";
import { GuideList } from "#components/docs/guide-list";
import { PageHeading } from "#components/site/page-heading";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "API guides",
  description: "How to do the things that a reference does not tell.",
};

/** The guides, in the order to read them in. */
export default function Guides() {
  return (
    <DocsFrame current="/docs/guides">
      <div className="page pb-20">
        <PageHeading
          kicker="API"
          title="Guides"
          lede="How to do the things that a reference does not tell."
        />
        <GuideList />
      </div>
    </DocsFrame>
  );
}

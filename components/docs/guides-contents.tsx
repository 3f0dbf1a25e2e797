import { GuideList } from "#components/docs/guide-list";
import { PageHeading } from "#components/site/page-heading";

/** The guides, in the order to read them in. */
export function GuidesContents() {
  return (
    <div className="page pb-20">
      <PageHeading
        kicker="API"
        title="Guides"
        lede="How to do the things that a reference does not tell."
      />
      <GuideList />
    </div>
  );
}

import type { Metadata } from "next";
import { Controls } from "#components/design/controls";
import { Foundations } from "#components/design/foundations";
import { Messages } from "#components/design/messages";
import { Reading } from "#components/design/reading";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";

export const ensureStatic = "navigation";

export const metadata: Metadata = { title: "Design", robots: { index: false } };

/** Every component in every state; a new one must join (components/design/shown.test.ts). */
export default function Design() {
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          title="Design"
          lede="What the pages of this blog are made of: every component in every state."
        />
        <div className="grid grid-cols-1 gap-16">
          <Foundations />
          <Controls />
          <Messages />
          <Reading />
        </div>
      </div>
    </SiteFrame>
  );
}

import type { ReactNode } from "react";
import { SiteFrame } from "#components/site/site-frame";
import { Tabs } from "#components/ui/tabs";

const places = [
  { href: "/lab", label: "Experiments" },
  { href: "/lab/which-door", label: "Which door" },
  { href: "/lab/claims", label: "Claims" },
  { href: "/lab/misconceptions", label: "Misconceptions" },
  { href: "/lab/measured", label: "Measured" },
  { href: "/lab/ledger", label: "Ledger" },
];

export interface LabFrameProps {
  /** The place that this page is. */
  current: string;
  children: ReactNode;
}

/** What stands around every page about the two doors that is no experiment. */
export function LabFrame({ current, children }: LabFrameProps) {
  return (
    <SiteFrame>
      <div className="page pt-6" data-print="hide">
        <Tabs
          label="The lab"
          tabs={places.map((place) => ({ ...place, current: place.href === current }))}
        />
      </div>
      {children}
    </SiteFrame>
  );
}

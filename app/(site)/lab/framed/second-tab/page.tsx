import type { Metadata } from "next";
import { CachedPanels } from "#components/lab/cached-panels";
import { visitorPanels } from "#doors/visitor";

/** It shows the visitor's own blog. */
export const instant = false;

export const metadata: Metadata = { title: "A second tab", robots: { index: false } };

/** The panels of the experiment about freshness, in a frame of its page: a document and a router of its own. */
export default async function SecondTab() {
  return (
    <main className="grid gap-3 p-3">
      <h1 className="sr-only">The same three panels, in a second tab</h1>
      <CachedPanels said={await visitorPanels()} />
    </main>
  );
}

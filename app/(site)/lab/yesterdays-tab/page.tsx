import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { YesterdaysTab } from "#components/lab/yesterdays-tab";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("yesterdays-tab");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function YesterdaysTabPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={YesterdaysTab}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            With the same key (
            <code className="font-mono text-sm break-all">NEXT_SERVER_ACTIONS_ENCRYPTION_KEY</code>)
            and the same code an id outlives a build; with another it does not. A tab cannot know,
            so it must be able to fail without losing a word.
          </p>
          <p>This is what the editor’s autosave stands on: a handler, its address, and a key.</p>
        </>
      }
    />
  );
}

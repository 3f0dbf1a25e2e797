import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { FiveCalls } from "#components/lab/five-calls";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("five-slow-calls");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function FiveCallsPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={FiveCalls}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            Each action’s answer holds the page as it is after that action. Two at once would leave
            open which of two pages is the newer one, so Next’s router sends them one at a time in
            each tab. Navigating waits in the same line.
          </p>
          <p>
            That is right for what a person does with forms, and wrong for what runs beside it:
            saving while one types, searching while one types, ten pictures at once. Those are
            fetches to a handler.
          </p>
        </>
      }
    />
  );
}

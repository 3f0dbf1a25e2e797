import type { Metadata } from "next";
import { ChangedMind } from "#components/lab/changed-mind";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("changed-mind");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function ChangedMindPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={ChangedMind}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            React gives an action’s caller a promise and nothing to cancel it with, and the router
            keeps its line. A fetch is the browser’s own: an AbortController ends it, keepalive lets
            it outlive the tab, and nobody else waits for it.
          </p>
          <p>
            That is why this blog’s editor saves through a handler while one types, and publishes
            through an action.
          </p>
        </>
      }
    />
  );
}

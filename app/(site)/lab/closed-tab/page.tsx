import type { Metadata } from "next";
import { ClosedTab } from "#components/lab/closed-tab";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("closed-tab");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function ClosedTabPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={ClosedTab}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            The tab here is an empty frame of this page, which is removed: to its requests that is
            the same. In it the action’s call is sent as React sends it, by the same id, without
            keepalive and without a signal. Its connection is closed, and the server has no reason
            to stop: what it does is done, and the answer goes nowhere.
          </p>
          <p>
            A handler’s address is yours to call as you like. With keepalive, or by sendBeacon, up
            to 64 KB are the browser’s to deliver, also when the page is gone. A plain fetch at that
            moment is a gamble: above you see how it went this time.
          </p>
        </>
      }
    />
  );
}

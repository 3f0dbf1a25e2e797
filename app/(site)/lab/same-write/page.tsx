import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { SameWrite } from "#components/lab/same-write";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("same-write");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function SameWritePage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={SameWrite}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            A Server Action belongs to a page: the browser posts to the page’s own address, with the
            action’s id in a header, and Next answers with one stream, in which the return value and
            the rendered page are rows. A route handler belongs to an address: it answers with what
            it was asked for, and no page knows that it ran.
          </p>
          <p>
            So the action saves a round trip where a page follows, and the handler saves the page
            where none does.
          </p>
        </>
      }
    />
  );
}

import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { Failures } from "#components/lab/failures";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("failures");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function FailuresPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={Failures}
      adapters={["actions/lab.ts", "actions/lab-bare.ts", "app/api/lab/failures/route.ts"]}
      why={
        <>
          <p>
            An action is a function, and a function that expects a failure returns it: the form
            shows the message beside the field. To HTTP that is a success. What it throws is another
            matter: Next answers 500, React throws it again in the browser, and an error boundary
            takes the place of the form and of what was typed.
          </p>
          <p>
            A handler speaks HTTP: the status is the verdict, and programs, caches and monitors read
            it without knowing the body.
          </p>
        </>
      }
    />
  );
}

import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { Redirects } from "#components/lab/redirects";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("redirects");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function RedirectsPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={Redirects}
      adapters={["actions/lab.ts", "doors/lab/redirects.ts"]}
      why={
        <>
          <p>
            A form without JavaScript, sent to the same action, is answered with a true 303. With
            JavaScript the browser must not follow by itself, or the page would be loaded anew: so
            Next tells its router where to go, and renders the target in the same answer.
          </p>
          <p>
            In a handler, redirect() looks at what came: a form is led on with 303, as after an
            action; anything else with 307, the same method and the same body elsewhere.
          </p>
        </>
      }
    />
  );
}

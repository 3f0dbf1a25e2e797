import type { Metadata } from "next";
import { CurlBoth } from "#components/lab/curl-both";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("curl-both");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function CurlBothPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={CurlBoth}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            The compiler turns an action into an id, and the id is all that a caller needs. A page
            that is guarded does not guard its actions; types do not check what comes; an id that no
            page uses any more still answers while the build does.
          </p>
          <p>
            curl sends no Origin, and Next lets an action without one pass. This blog’s own actions
            refuse it where a session is at stake; the lab’s do not, for there is nothing to win.
          </p>
        </>
      }
    />
  );
}

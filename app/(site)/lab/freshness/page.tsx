import type { Metadata } from "next";
import { CachedPanels } from "#components/lab/cached-panels";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { Freshness } from "#components/lab/freshness";
import { experimentNamed } from "#domain/experiments";
import { visitorPanels } from "#doors/visitor";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("freshness");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default async function FreshnessPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={Freshness}
      shows={<CachedPanels said={await visitorPanels()} />}
      adapters={["actions/lab-bare.ts", "doors/lab/freshness.ts"]}
      why={
        <>
          <p>
            Next keeps what is cached until somebody says a tag of it. An action belongs to a page,
            so what it says is seen in its own answer: updateTag and refresh work there and nowhere
            else, and throw in a handler. A handler has revalidateTag alone, and says how long the
            old may still be shown.
          </p>
          <p>
            HTTP’s own caches are another matter. An action is a POST, and its answer says no-store.
            What a handler is asked for with GET may carry Cache-Control and an ETag: whoever asks
            again with that gets a 304, as the last run shows.
          </p>
          <p>
            On the blog itself nobody chooses. An operation says what happened, and each door purges
            what that touches: the action with updateTag, the handler with {"{ expire: 0 }"}, so
            that whoever asks next sees it. To tell open tabs takes a channel of one’s own.
          </p>
        </>
      }
    />
  );
}

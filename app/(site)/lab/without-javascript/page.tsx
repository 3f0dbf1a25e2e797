import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { WithoutJavaScript } from "#components/lab/without-javascript";
import { experimentNamed } from "#domain/experiments";

export const ensureStatic = "navigation";

const experiment = experimentNamed("without-javascript");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function WithoutJavaScriptPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={WithoutJavaScript}
      shows={null}
      adapters={["actions/lab.ts", "doors/lab/plain-form.ts"]}
      why={
        <>
          <p>
            React renders a form with an action as a multipart form to the page’s own address, with
            the action’s id, and what it is bound to, in fields that begin with $ACTION. Next knows
            them again, runs the action and renders the page in the same answer; where the action
            redirects, it answers with 303. So a reload of the answer asks whether to send again,
            and what must not be made twice needs a redirect or a nonce. A call from onClick has no
            form, and does nothing.
          </p>
          <p>
            A handler gets the form as it is, and its answer is the next thing that the reader sees.
            After a form that is a 303 to a page, by hand or by redirect(), which knows a form when
            it gets one.
          </p>
          <p>
            Every form of this blog works like this: that is why its own pages send theirs to
            actions.
          </p>
        </>
      }
    />
  );
}

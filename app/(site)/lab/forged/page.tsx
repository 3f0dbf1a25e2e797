import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { Forged } from "#components/lab/forged";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("forged");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function ForgedPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={Forged}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts", "doors/lab/bare.ts"]}
      why={
        <>
          <p>
            The frame below the buttons has an opaque origin, as every page in a sandbox has: its
            requests say Origin: null, and the cookie of your throw-away blog, which is
            SameSite=Lax, stays at home. They find their way here by a mark in Accept, one of the
            few headers that such a page may choose. It may not choose application/json either: a
            browser would ask us first, and we would not allow it.
          </p>
          <p>
            Next compares the Origin of an action’s call with the Host, and answers another one with
            500. This blog’s front does the same before Next sees it, and answers 403. For a route
            handler Next compares nothing. Ours does, in one place for all: a session’s cookie is
            worth something only from our own pages, and with a body that no form can send. A
            program without a browser sends no Origin at all, and has to bring a token.
          </p>
          <p>
            The bare handler is the one door of this blog that is open to every page there is. It
            adds one to a number in memory, so many times a minute, and does nothing else.
          </p>
        </>
      }
    />
  );
}

import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { SentTwice } from "#components/lab/sent-twice";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("sent-twice");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function SentTwicePage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={SentTwice}
      adapters={["actions/lab.ts", "app/api/lab/posts/route.ts"]}
      why={
        <>
          <p>
            What is sent twice is executed twice, at every door: a POST promises nothing else. Who
            knows that two requests mean one thing is whoever sends them, so the sender names the
            thing, and the server remembers the name.
          </p>
          <p>
            At this blog both names lead to the same row. Killed at any moment, either the post and
            the name are stored, or neither is.
          </p>
        </>
      }
    />
  );
}

"use client";

import type { ReactNode } from "react";
import { createLabPostAndGoAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";

const choices = [
  { id: "303", label: "Both answer 303, and the browser gets the target." },
  {
    id: "followed",
    label:
      "The handler answers 307 and is posted to again; the action’s answer holds the target already.",
  },
  { id: "302", label: "Both answer 302, as ever." },
];

async function methodAfter(kind: string): Promise<string> {
  const answer = await fetch(`/api/lab/redirects/${kind}`, { method: "POST" });
  const { method } = await answer.json();
  return `${method}${answer.redirected ? "" : " (not redirected)"}`;
}

/** redirect() after a write, at both doors: what the browser asks for next. */
export function Redirects({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="After a write, both call redirect(). What does the browser see, and what does it ask for next?"
      choices={choices}
      right="followed"
      because="To an action, redirect() is a place for the router to go: the target’s content comes in the same answer, and no second request leaves the browser. In a handler it is a 307 unless a form was sent, and a 307 keeps the method: the target is posted to. Who wants a 303 after a program’s POST answers it himself."
      doors={[
        {
          name: "Write and redirect through the Server Action",
          async work({ recording }) {
            // The router takes over: the call's own promise is of no use to who redirects.
            const call = createLabPostAndGoAction(null, { title: "Made, and led here" });
            await call.catch(() => undefined);
            const [answer] = recording.exchanges;
            const to = answer?.responseHeaders.find(([name]) => name === "x-action-redirect")?.[1];
            return `It answered ${answer?.status} with x-action-redirect: ${to ?? "none"}.`;
          },
        },
        {
          name: "Redirect through the route handler",
          async work() {
            const kept = await methodAfter("next");
            const turned = await methodAfter("see-other");
            return `After redirect() the target was asked with ${kept}; after a 303 of one’s own with ${turned}.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

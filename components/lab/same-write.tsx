"use client";

import type { ReactNode } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";

const choices = [
  { id: "none", label: "One request for the action, one for the handler." },
  { id: "action", label: "One request for the action, two for the handler." },
  { id: "handler", label: "Two requests for the action, one for the handler." },
];

/** The same operation through both doors: what it takes until the page shows the post. */
export function SameWrite({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="You write a post through each door. How many requests does it take until this page shows it?"
      choices={choices}
      right="action"
      because="The action’s one answer holds the return value and the page anew, so it is large, and the post is there. The handler’s answer is the post alone, small; the page knows nothing of it and has to be asked for."
      doors={[
        {
          name: "Write through the Server Action",
          async work() {
            const state = await createLabPostAction(null, { title: "Written through the action" });
            return state?.ok ? "It returned the post, and the page with it." : "It was refused.";
          },
        },
        {
          name: "Write through the route handler",
          async work({ show }) {
            const answer = await fetch("/api/lab/posts", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ title: "Written through the handler" }),
            });
            await show();
            return `It answered ${answer.status} with the post; then the page asked for itself.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

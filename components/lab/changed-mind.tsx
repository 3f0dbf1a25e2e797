"use client";

import type { ReactNode } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import { Waterfall } from "#components/lab/waterfall";
import { after, PATIENCE, PAUSE } from "#lib/lab/pace";

const choices = [
  { id: "stops", label: "Both requests stop, and nothing is written." },
  {
    id: "half",
    label: "The handler’s request stops and writes nothing; the action’s cannot be stopped.",
  },
  {
    id: "waits",
    label: "The handler’s request stops, the action’s cannot be; both posts are written.",
  },
];

/** A slow call that nobody wants any more: what stops, and what goes on. */
export function ChangedMind({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question={`A call takes a second. After ${PATIENCE} ms you change your mind and ask for the page instead. What happens?`}
      choices={choices}
      right="waits"
      because="An action has no signal: the page stands behind it in the line, as the waterfall shows. The fetch ends at once, and the page is free. But ending a request takes nothing back: the server had begun, and both posts are there. A handler may look at request.signal and stop; what has to be undone must be asked for."
      chart={(runs) => runs.length > 0 && <Waterfall runs={runs} />}
      doors={[
        {
          name: "Change your mind about the Server Action",
          async work({ show }) {
            const call = createLabPostAction(null, {
              title: "Unwanted, by the action",
              pause: PAUSE,
            });
            await after(PATIENCE);
            const [state] = await Promise.all([call, show()]);
            return state?.ok
              ? "There was nothing to stop it with: the page had to wait for it, and the post is written."
              : "It was refused.";
          },
        },
        {
          name: "Change your mind about the route handler",
          async work({ show }) {
            const control = new AbortController();
            const call = fetch("/api/lab/posts", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ title: "Unwanted, by the handler", pause: PAUSE }),
              signal: control.signal,
            }).then(
              () => "It was answered before it could be stopped",
              (error: Error) => `The fetch ended with ${error.name}`,
            );
            await after(PATIENCE);
            control.abort();
            const said = await call;
            await show();
            await after(PAUSE);
            const answer = await fetch("/api/lab/posts");
            const { data } = await answer.json();
            const written = data[0]?.title === "Unwanted, by the handler";
            return `${said}, and the page came at once; but a second later the post ${written ? "is written" : "is not there"}.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

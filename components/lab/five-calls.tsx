"use client";

import type { ReactNode } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import { Waterfall } from "#components/lab/waterfall";

/** Milliseconds that the server waits in each call. */
const PAUSE = 400;

const calls = [1, 2, 3, 4, 5];

const choices = [
  {
    id: "parallel",
    label: "About half a second at both doors: Promise.all runs them side by side.",
  },
  {
    id: "queue",
    label: "About two seconds through the action, half a second through the handler.",
  },
  { id: "both", label: "About two seconds at both doors: the server takes one after the other." },
];

/** Five slow calls at once through each door: how they line up. */
export function FiveCalls({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question={`Five calls, of which each waits ${PAUSE} ms on the server, are started together with Promise.all. How long do they take?`}
      choices={choices}
      right="queue"
      because="The actions stand in a queue, of which this tab sends one at a time: the second request begins when the first is answered, whatever Promise.all would like. The handler’s requests are the browser’s own, and go out together."
      chart={(runs) => runs.length > 0 && <Waterfall runs={runs} />}
      doors={[
        {
          name: "Five Server Actions at once",
          async work() {
            const made = await Promise.all(
              calls.map((call) =>
                createLabPostAction(null, { title: `Action ${call} of five`, pause: PAUSE }),
              ),
            );
            return `${made.filter((state) => state?.ok).length} of five were made, one after the other.`;
          },
        },
        {
          name: "Five route handlers at once",
          async work({ show }) {
            const made = await Promise.all(
              calls.map((call) =>
                fetch("/api/lab/posts", {
                  method: "POST",
                  headers: { "Content-Type": "application/json" },
                  body: JSON.stringify({ title: `Handler ${call} of five`, pause: PAUSE }),
                }),
              ),
            );
            await show();
            return `${made.filter(({ ok }) => ok).length} of five were made, side by side; then the page asked for itself.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

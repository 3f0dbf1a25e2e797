"use client";

import type { ReactNode } from "react";
import { LabBench } from "#components/lab/lab-bench";
import { randomKey } from "#lib/random-key";

const choices = [
  { id: "works", label: "Both work: an address is an address." },
  { id: "gone", label: "The action is not found; the handler answers as ever." },
  { id: "reload", label: "Next reloads the tab, and the words are gone with it." },
];

/** As long as an action's id, and none of this build's. */
const yesterday = "40".padEnd(42, "0");

function post(title: string, key: string): Promise<Response> {
  return fetch("/api/lab/posts", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ title }),
  });
}

/** A tab that was opened before a deployment: what each door makes of it. */
export function YesterdaysTab({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="A tab was opened yesterday; over night the blog was built anew, with another key. Today its form is sent. What happens?"
      choices={choices}
      right="gone"
      because="The id of an action is made with the build’s key, and an unknown one is answered with 409 and a header that says so: React throws, the words are still in the form, and no write happened. The handler’s address is ours to keep, so what must not be lost can go there, under a key that makes it once, however often it is tried."
      doors={[
        {
          name: "Send yesterday’s action",
          async work() {
            const answer = await fetch(location.pathname, {
              method: "POST",
              headers: { "Next-Action": yesterday, Accept: "text/x-component" },
              body: JSON.stringify([null, { title: "From yesterday" }]),
            });
            const said = answer.headers.get("x-nextjs-action-not-found");
            return `It answered ${answer.status}, with x-nextjs-action-not-found: ${said ?? "none"}. Nothing was written.`;
          },
        },
        {
          name: "Save the words through the route handler",
          async work({ show }) {
            const key = randomKey();
            const first = await post("Saved from yesterday’s tab", key);
            const again = await post("Saved from yesterday’s tab", key);
            await show();
            const replayed = again.headers.get("idempotent-replayed") ?? "none";
            return `It answered ${first.status}; tried again with the same key ${again.status}, with Idempotent-Replayed: ${replayed}.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

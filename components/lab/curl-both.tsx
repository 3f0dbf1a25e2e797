"use client";

import type { ReactNode } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";

const choices = [
  { id: "private", label: "The handler can; the action belongs to React and refuses." },
  { id: "both", label: "Both can be called: the action by the id that stands in our script." },
  { id: "signed", label: "The action only with a secret that React was given for this page." },
];

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A command that sends what this fetch sends. */
function curl(path: string, headers: Record<string, string>, body: string): string {
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const address = quoted(location.origin + path);
  return [`curl -sS ${address}`, ...given, `--data-raw ${quoted(body)}`].join(" \\\n  ");
}

async function byHand(path: string, headers: Record<string, string>, body: string) {
  const answer = await fetch(path, { method: "POST", headers, body });
  return { status: answer.status, type: answer.headers.get("content-type") ?? "nothing" };
}

/** Both doors without React: what anybody with a terminal can do. */
export function CurlBoth({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="Somebody has curl and no browser. Which door opens?"
      choices={choices}
      right="both"
      because="A Server Action is a POST that anybody can send: the id is in the script that every visitor gets. What it lacks is not openness but a contract, since the id, the encoding and the answer are Next’s own, and may change with each build. So the gate stands in the operation, behind both doors."
      doors={[
        {
          name: "The Server Action, then the same by hand",
          async work({ recording }) {
            await createLabPostAction(null, { title: "Called by React" });
            const [sent] = recording.exchanges;
            const id = sent?.requestHeaders.find(([name]) => name === "next-action")?.[1] ?? "";
            const headers = {
              "Next-Action": id,
              Accept: "text/x-component",
              "Content-Type": "text/plain;charset=UTF-8",
            };
            const body = JSON.stringify([null, { title: "Called by hand" }]);
            const { status, type } = await byHand(location.pathname, headers, body);
            return {
              said: `By hand it answered ${status}, in ${type}: the post is written.`,
              command: curl(location.pathname, headers, body),
            };
          },
        },
        {
          name: "The route handler by hand",
          async work({ show }) {
            const headers = { "Content-Type": "application/json" };
            const body = JSON.stringify({ title: "Called as documented" });
            const { status, type } = await byHand("/api/lab/posts", headers, body);
            await show();
            return {
              said: `It answered ${status}, in ${type}.`,
              command: curl("/api/lab/posts", headers, body),
            };
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

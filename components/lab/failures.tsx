"use client";

import type { ReactNode } from "react";
import { createLabPostAction, failInLabAction, updateLabPostAction } from "#actions/lab";
import { throwBareAction } from "#actions/lab-bare";
import { LabBench } from "#components/lab/lab-bench";

const choices = [
  { id: "all", label: "All of them: 422, 401, 404 and 500 at both doors." },
  { id: "none", label: "None: an action that answers always answers 200." },
  { id: "thrown", label: "Only what nobody caught; what is returned comes with 200." },
];

/** Nobody's post. */
const missing = "019c3a58-0000-7000-8000-000000000000";

async function send(method: string, path: string, body: unknown): Promise<number> {
  const headers = { "Content-Type": "application/json" };
  return (await fetch(path, { method, headers, body: JSON.stringify(body) })).status;
}

/** The same four failures at both doors, and a fifth that no door of ours catches. */
export function Failures({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="Each door fails four times: invalid, not signed in, missing, and a fault of ours. The action fails once more, in code that catches nothing. Which of the action’s answers have an error’s status?"
      choices={choices}
      right="thrown"
      because="A program that looks at the status alone would take four of the action’s five failures for successes. The thrown one is a 500, and of its message only a digest leaves the server: look into the rows."
      doors={[
        {
          name: "Fail through the Server Action",
          async work() {
            const codes: string[] = [];
            const note = (state: { ok: boolean } | null) =>
              codes.push(state && "code" in state ? String(state.code) : "ok");
            note(await createLabPostAction(null, { title: "" }));
            note(await failInLabAction(null, { how: "unauthenticated" }));
            note(await updateLabPostAction(null, { id: missing, title: "Anything" }));
            note(await failInLabAction(null, { how: "thrown" }));
            const message = await throwBareAction().then(
              () => "nothing",
              (error: Error) => error.message,
            );
            return `Four were returned (${codes.join(", ")}); the last was thrown here, and says only “${message.slice(0, 60)}…”.`;
          },
        },
        {
          name: "Fail through the route handler",
          async work() {
            const statuses = [
              await send("POST", "/api/lab/posts", { title: "" }),
              await send("POST", "/api/lab/failures", { how: "unauthenticated" }),
              await send("PATCH", `/api/lab/posts/${missing}`, { title: "Anything" }),
              await send("POST", "/api/lab/failures", { how: "thrown" }),
            ];
            return `It answered ${statuses.join(", ")}, each with a problem that says what is wrong.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

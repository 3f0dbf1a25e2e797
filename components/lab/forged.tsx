"use client";

import { type ReactNode, useRef } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import type { Tools } from "#components/lab/use-runs";
import type { ArrivalsView } from "#domain/lab/schema";
import { askStranger } from "#lib/lab/ask-stranger";
import { type Forgery, markOf, STRANGER } from "#lib/lab/stranger";

const choices = [
  { id: "none", label: "None of them: a browser keeps other sites from posting to us." },
  { id: "bare", label: "The handler without a check, and no other." },
  { id: "handlers", label: "Both handlers: what a cookie opens, a stranger’s page opens." },
];

type Arrived = ArrivalsView["data"][number];

/** "came with Origin null, from cross-site, without a cookie, and was answered 403" */
function fateOf(arrived: Arrived | undefined): string {
  if (!arrived) return "never arrived";
  const { origin, site, cookies, status } = arrived;
  const accompanied = cookies.length > 0 ? `with ${cookies.join(", ")}` : "without a cookie";
  return `came with Origin ${origin ?? "none"}, Sec-Fetch-Site ${site ?? "none"}, ${accompanied}, and was answered ${status}`;
}

/** A call of an action as a form without JavaScript sends it (React's encoding of `action(null, form)`). */
const formOf = (id: string, title: string) => ({
  $ACTION_REF_1: "",
  "$ACTION_1:0": JSON.stringify({ id, bound: "$@1" }),
  "$ACTION_1:1": "[null]",
  title,
});

/** The same calls from this page and from a stranger's: which of them run. */
export function Forged({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLIFrameElement>(null);

  async function forge(
    { arrivals }: Tools,
    own: (headers: Record<string, string>) => Promise<Response>,
    forgery: Omit<Forgery, "headers">,
  ) {
    const { blog } = await arrivals();
    const headers = { Accept: markOf(blog) };
    const answer = await own(headers);
    if (!frame.current) throw new Error("The stranger’s frame is not there.");
    await askStranger(frame.current, { ...forgery, headers });
    const { counted, data } = await arrivals();
    const foreign = data.filter(({ site }) => site !== "same-origin");
    return { status: answer.status, fate: fateOf(foreign[0]), counted, arrivals: data };
  }

  return (
    <LabBench
      question="A page of another site sends three calls as this page does: to an action, to our handler, and to a handler that checks nothing. Which of them run?"
      choices={choices}
      right="bare"
      because="A browser lets any page send a simple POST anywhere; what it withholds is the answer, and cookies that are SameSite. What it adds is the truth about who sends: the Origin. An action is refused by it, and our handler asks the same question because we wrote it so. The bare one ran, without a cookie: what it does for anybody, it does for everybody’s pages."
      doors={[
        {
          name: "Forge a call of the Server Action",
          async work(tools) {
            const path = location.pathname;
            await createLabPostAction(null, { title: "Written by React" });
            const [sent] = tools.recording.exchanges;
            const id = sent?.requestHeaders.find(([name]) => name === "next-action")?.[1] ?? "";
            const own = (headers: Record<string, string>) => {
              const body = new FormData();
              const fields = Object.entries(formOf(id, "Sent from this page"));
              for (const [name, value] of fields) body.set(name, value);
              return fetch(path, { method: "POST", headers, body });
            };
            const fields = formOf(id, "Forged, through the action");
            const { status, fate, arrivals } = await forge(tools, own, {
              url: path,
              fields,
              text: "",
            });
            await tools.show();
            return {
              said: `From this page the form was answered ${status}. The stranger’s ${fate}.`,
              arrivals,
            };
          },
        },
        {
          name: "Forge a call of our route handler",
          async work(tools) {
            const url = "/api/lab/posts";
            const own = (headers: Record<string, string>) =>
              fetch(url, {
                method: "POST",
                headers: { ...headers, "Content-Type": "application/json" },
                body: JSON.stringify({ title: "Sent from this page" }),
              });
            const text = JSON.stringify({ title: "Forged, through the handler" });
            const { status, fate, arrivals } = await forge(tools, own, { url, fields: null, text });
            await tools.show();
            return {
              said: `From this page it was answered ${status}. The stranger’s ${fate}.`,
              arrivals,
            };
          },
        },
        {
          name: "Forge a call of a bare handler",
          async work(tools) {
            const url = "/api/lab/bare";
            const own = (headers: Record<string, string>) =>
              fetch(url, { method: "POST", headers });
            const { status, fate, counted, arrivals } = await forge(tools, own, {
              url,
              fields: null,
              text: "",
            });
            return {
              said: `From this page it was answered ${status}. The stranger’s ${fate}: it ran. The count is ${counted}.`,
              arrivals,
            };
          },
        },
      ]}
    >
      <iframe
        ref={frame}
        title="A stranger’s page"
        src={STRANGER}
        sandbox="allow-scripts"
        className="h-40 w-full rounded-card border border-line sm:h-28"
      />
      {children}
    </LabBench>
  );
}

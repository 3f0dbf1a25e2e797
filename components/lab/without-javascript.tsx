"use client";

import { useRef } from "react";
import { LabBench } from "#components/lab/lab-bench";
import type { Tools } from "#components/lab/use-runs";
import { arrival, sendFramed } from "#lib/lab/framed-form";

const choices = [
  {
    id: "dead",
    label: "After the action nothing: it is React that calls it. After both handlers the page.",
  },
  {
    id: "json",
    label: "After the action and the first handler the page; after the second a line of JSON.",
  },
  { id: "page", label: "The page, three times: a form leads back to where it stands." },
];

const FORMS = "/lab/framed/plain-form";

/** The same form to an action and to two handlers, in a frame where no script may run. */
export function WithoutJavaScript() {
  const frame = useRef<HTMLIFrameElement>(null);

  /** Sends the form at this place; returns the document that answers it. */
  async function send(place: number, { recording }: Tools): Promise<Document> {
    const there = frame.current;
    if (!there) throw new Error("The frame is not there yet.");
    await arrival(there, () => there.contentWindow?.location.replace(FORMS));
    const form = there.contentDocument?.forms[place];
    if (!form) throw new Error("The forms are not there.");
    return sendFramed(there, form, recording);
  }

  return (
    <LabBench
      question="Three forms stand in a frame in which no script may run. One’s action is a Server Action; two post to route handlers, of which one answers with 303 and one as an API does. What does the reader see after each?"
      choices={choices}
      right="json"
      because="For the action React wrote hidden fields into an ordinary form, so that Next finds the function without a script, and answers the POST with the whole page. A handler answers what is written in it, and the browser shows just that: who takes forms leads on with 303 himself, or leaves a reader before JSON."
      doors={[
        {
          name: "The form to the Server Action",
          async work(tools) {
            const shown = await send(0, tools);
            const said = shown.querySelector("[role=status]")?.textContent ?? "It says nothing.";
            return `The POST itself was answered with the page, and the returned value is in it: ${said}`;
          },
        },
        {
          name: "The form to a handler that answers 303",
          async work(tools) {
            const shown = await send(1, tools);
            const back = shown.forms.length > 0;
            return `The browser was sent on, and asked for ${back ? "the page with the forms" : "something else"} with GET.`;
          },
        },
        {
          name: "The form to a handler that answers JSON",
          async work(tools) {
            const shown = await send(2, tools);
            return `The reader sees ${shown.contentType}: ${shown.body.textContent.slice(0, 80)}…`;
          },
        },
      ]}
    >
      <section aria-label="A frame without scripts" className="grid gap-2">
        <h3 className="text-sm font-medium">
          A frame in which no script may run; press what you like in it
        </h3>
        <iframe
          ref={frame}
          title="Forms without scripts"
          sandbox="allow-forms allow-same-origin"
          src={FORMS}
          className="h-[40rem] w-full rounded-card border border-line bg-canvas sm:h-96"
        />
      </section>
    </LabBench>
  );
}

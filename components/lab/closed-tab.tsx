"use client";

import type { ReactNode } from "react";
import { createLabPostAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import type { Tools } from "#components/lab/use-runs";
import { after, PATIENCE, PAUSE } from "#lib/lab/pace";
import type { Recording } from "#lib/lab/record";

const choices = [
  { id: "stops", label: "What was under way is stopped, and nothing new can be sent." },
  {
    id: "late",
    label: "What was under way is done, at both doors; and a handler can be sent a last word.",
  },
  { id: "waits", label: "The browser waits for every answer before it closes the tab." },
];

/** An empty page of ours in a frame: removing it is to its requests what closing a tab is. */
function openTab(): { tab: Window & typeof globalThis; close(): void } {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "A tab that is closed soon";
  document.body.append(frame);
  // A window of a frame has all that a window has; the type of contentWindow leaves the globals out.
  return { tab: frame.contentWindow as Window & typeof globalThis, close: () => frame.remove() };
}

interface Call {
  url: string;
  headers: Record<string, string>;
  body: string;
  keepalive?: boolean;
}

/** Sends a call from the tab and notes it: its answer has nobody left to come to. */
function send(recording: Recording, tab: Window & typeof globalThis, call: Call): void {
  const { url, headers, body, keepalive = false } = call;
  recording.lost({ url, headers, body });
  tab
    .fetch(new URL(url, location.href), { method: "POST", headers, body, keepalive })
    .catch(() => undefined);
}

/** Which of these posts are on the throw-away blog, once there was time enough for all. */
async function written(titles: readonly string[], { show }: Tools): Promise<string[]> {
  await after(PAUSE + PATIENCE);
  await show();
  const { data } = await (await fetch("/api/lab/posts")).json();
  const there: string[] = data.map(({ title }: { title: string }) => title);
  return titles.map((title) => `“${title}”: ${there.includes(title) ? "written" : "never came"}`);
}

const json = { "Content-Type": "application/json" };

/** A tab that is closed while a call is under way, and one that says a last word. */
export function ClosedTab({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question={`A call takes a second. After ${PATIENCE} ms its tab is closed. What becomes of the call, and can the tab still say something at the very end?`}
      choices={choices}
      right="late"
      because="Closing a tab takes nothing back: the server works on, and nobody hears the result. What is sent while the page goes away may be cut, unless it says keepalive, or is a beacon: then the browser takes care of it. An action can say neither, for React sends it, and sends it without."
      doors={[
        {
          name: "Close the tab on the Server Action",
          async work(tools) {
            const { recording, arrivals } = tools;
            await createLabPostAction(null, { title: "By React, from this tab" });
            const [sent] = recording.exchanges;
            const id = sent?.requestHeaders.find(([name]) => name === "next-action")?.[1] ?? "";
            await arrivals();
            const { tab, close } = openTab();
            const title = "Under way, by the action";
            send(recording, tab, {
              url: location.pathname,
              headers: {
                "Next-Action": id,
                Accept: "text/x-component",
                "Content-Type": "text/plain;charset=UTF-8",
              },
              body: JSON.stringify([null, { title, pause: PAUSE }]),
            });
            await after(PATIENCE);
            close();
            const fates = await written([title], tools);
            return { said: `${fates.join("; ")}.`, arrivals: (await arrivals()).data };
          },
        },
        {
          name: "Close the tab on the route handler",
          async work(tools) {
            const { recording, arrivals } = tools;
            await arrivals();
            const { tab, close } = openTab();
            const url = "/api/lab/posts";
            const call = (title: string, pause = 0) => ({
              url,
              headers: json,
              body: JSON.stringify({ title, pause }),
            });
            const titles = [
              "Under way, plain",
              "Last word, plain",
              "Last word, keepalive",
              "Last word, beacon",
            ] as const;
            const [underWay, plain, kept, beacon] = titles;
            tab.addEventListener("pagehide", () => {
              send(recording, tab, call(plain));
              send(recording, tab, { ...call(kept), keepalive: true });
              const { body, headers } = call(beacon);
              recording.lost({ url, headers, body });
              const blob = new Blob([body], { type: "application/json" });
              tab.navigator.sendBeacon(new URL(url, location.href), blob);
            });
            send(recording, tab, call(underWay, PAUSE));
            await after(PATIENCE);
            close();
            const fates = await written(titles, tools);
            return { said: `${fates.join("; ")}.`, arrivals: (await arrivals()).data };
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

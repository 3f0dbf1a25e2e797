"use client";

import { useRouter } from "next/navigation";
import { startTransition, useState } from "react";
import type { ArrivalsView } from "#domain/lab/schema";
import type { Run } from "#lib/lab/exchange";
import { type Recording, record } from "#lib/lab/record";
import { tenths } from "#lib/lab/times";

/** What an experiment may do besides calling: `show` gets the page anew, as who writes through a route handler must. */
export interface Tools {
  recording: Recording;
  show(): Promise<void>;
  /** What has reached the server for this visitor's blog since the run first asked, and the blog's id. */
  arrivals(): Promise<ArrivalsView>;
}

/** What came of it, in a sentence; the command that does the same; what reached the server. */
export type Told = string | ({ said: string } & Pick<Run, "command" | "arrivals">);

async function askArrivals(): Promise<ArrivalsView> {
  const answer = await fetch("/api/lab/arrivals");
  if (!answer.ok) throw new Error(`The server does not say what arrived: ${answer.status}.`);
  return answer.json();
}

/** Runs an experiment through one door after the other, and keeps what was on the wire. */
export function useRuns() {
  const router = useRouter();
  const [runs, setRuns] = useState<readonly Run[]>([]);
  const [busy, setBusy] = useState<string | null>(null);

  async function run(door: string, work: (tools: Tools) => Promise<Told>): Promise<void> {
    if (busy !== null) return;
    setBusy(door);
    const recording = record();
    const began = performance.now();
    const show = async () => {
      const page = recording.next(({ requestHeaders }) =>
        requestHeaders.some(([name]) => name === "rsc"),
      );
      startTransition(() => router.refresh());
      await page;
    };
    let known: Set<string> | null = null;
    const arrivals = async () => {
      const { data, ...rest } = await askArrivals();
      const before = known ?? new Set(data.map(({ requestId }) => requestId));
      known = before;
      return { ...rest, data: data.filter(({ requestId }) => !before.has(requestId)) };
    };
    let told: Told;
    try {
      told = await work({ recording, show, arrivals });
    } catch (error) {
      told = `It threw: ${error instanceof Error ? error.message : String(error)}`;
    }
    const took = tenths(performance.now() - began);
    const exchanges = await recording.finish();
    const { said: result, ...more } = typeof told === "string" ? { said: told } : told;
    const done: Run = { door, result, ...more, exchanges, took };
    setRuns((before) => [...before.filter((each) => each.door !== door), done]);
    setBusy(null);
    // For scripts/lab-transcripts.ts, which writes down what whoever has no JavaScript is shown.
    document.dispatchEvent(new CustomEvent("duet-lab-run", { detail: done }));
  }

  return { runs, busy, run };
}

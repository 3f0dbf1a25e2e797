"use client";

import { useRouter } from "next/navigation";
import { startTransition, useState } from "react";
import type { Run } from "#lib/lab/exchange";
import { type Recording, record } from "#lib/lab/record";
import { tenths } from "#lib/lab/times";

/** What an experiment may do besides calling: `show` gets the page anew, as who writes through a route handler must. */
export interface Tools {
  recording: Recording;
  show(): Promise<void>;
}

/** What came of it, in a sentence; and the command that does the same. */
export type Told = string | { said: string; command: string };

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
    let told: Told;
    try {
      told = await work({ recording, show });
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

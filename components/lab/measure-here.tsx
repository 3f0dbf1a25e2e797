"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, startTransition, useLayoutEffect, useRef, useState } from "react";
import { createLabPostAction, listLabPostsAction } from "#actions/lab";
import { Button } from "#components/ui/button";
import { Table } from "#components/ui/table";
import { type Go, TIMED, type Timed, timedInTab, ways } from "#lib/lab/timed";
import { quantile, spread } from "#lib/statistics";

/** Of each way; with more, the writes would reach the limit of a minute. */
const ROUNDS = 8;

export interface MeasureHereProps {
  /** The titles of the visitor's posts, as the server rendered this page last. */
  titles: readonly string[];
  children: ReactNode;
}

/** Times the same write and read through both doors in this very browser, alone and five at once. */
export function MeasureHere({ titles, children }: MeasureHereProps) {
  const router = useRouter();
  const waiting = useRef(new Map<string, () => void>());
  const [goes, setGoes] = useState<readonly Go[]>([]);
  const [state, setState] = useState<"idle" | "busy" | { failed: string }>("idle");

  // When the page that has them is in the document.
  useLayoutEffect(() => {
    for (const title of titles) {
      waiting.current.get(title)?.();
      waiting.current.delete(title);
    }
  }, [titles]);

  const shown = (title: string) =>
    new Promise<void>((resolve) => void waiting.current.set(title, resolve));

  async function write({ way, atOnce }: Timed) {
    const made = Array.from({ length: atOnce }, () => `Timed ${crypto.randomUUID()}`);
    const there = made.map(shown);
    if (way === "action") {
      await Promise.all(made.map(writeThroughAction));
    } else {
      await Promise.all(made.map(writeThroughHandler));
      startTransition(() => router.refresh());
    }
    await Promise.all(there);
  }

  async function run() {
    if (state === "busy") return;
    setState("busy");
    const done: Go[] = [];
    try {
      for (let round = 0; round < ROUNDS; round++) {
        for (const timed of timedInTab) {
          const began = performance.now();
          await (timed.what === "write" ? write(timed) : read(timed));
          done.push({ ...timed, began, ended: performance.now() });
        }
      }
      setGoes(done);
      setState("idle");
    } catch (error) {
      setState({ failed: error instanceof Error ? error.message : String(error) });
    }
    // For `npm run bench:doors`, which presses the button until it has enough.
    document.dispatchEvent(new CustomEvent(TIMED, { detail: done }));
  }

  return (
    <div className="grid min-w-0 grid-cols-1 gap-6">
      <div>
        <Button
          variant="primary"
          data-doors="both"
          pending={state === "busy"}
          onClick={() => void run()}
        >
          Measure in this browser
        </Button>
      </div>
      <p role="status" className="text-muted">
        {typeof state === "object"
          ? `It stopped: ${state.failed}`
          : state === "busy"
            ? "Under way…"
            : goes.length === 0
              ? "Nothing has run yet."
              : `Done: ${ROUNDS} times each, in turn.`}
      </p>
      {goes.length > 0 && (
        <Table
          caption="Measured in this browser, in milliseconds"
          columns={[
            { key: "what", label: "What" },
            { key: "at-once", label: "At once", align: "end" },
            { key: "median", label: "Median, ms", align: "end" },
            { key: "p95", label: "19 of 20 within", align: "end" },
            { key: "ends", label: "Least–greatest", align: "end" },
          ]}
          rows={timedInTab.map((timed) => rowOf(timed, goes))}
        />
      )}
      {children}
    </div>
  );
}

async function writeThroughAction(title: string) {
  const state = await createLabPostAction(null, { title });
  if (!state?.ok) throw new Error(state?.message ?? "The action returned nothing.");
}

async function writeThroughHandler(title: string) {
  const answer = await fetch("/api/lab/posts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title }),
  });
  const { detail } = await answer.json();
  if (!answer.ok) throw new Error(detail);
}

async function read({ way, atOnce }: Timed) {
  const one = way === "action" ? readThroughAction : readThroughHandler;
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function readThroughAction() {
  const state = await listLabPostsAction(null, {});
  if (!state?.ok) throw new Error(state?.message ?? "The action returned nothing.");
}

async function readThroughHandler() {
  const answer = await fetch("/api/lab/posts");
  const { detail } = await answer.json();
  if (!answer.ok) throw new Error(detail);
}

function rowOf({ what, way, atOnce }: Timed, goes: readonly Go[]) {
  const took = goes
    .filter((go) => go.what === what && go.way === way && go.atOnce === atOnce)
    .map(({ began, ended }) => ended - began);
  const { median, least, greatest } = spread(took);
  return {
    key: `${what} ${way} ${atOnce}`,
    cells: [
      `${what === "write" ? "Write" : "Read"}: ${ways[way]}`,
      atOnce,
      median.toFixed(1),
      quantile(took, 0.95).toFixed(1),
      `${least.toFixed(1)}–${greatest.toFixed(1)}`,
    ],
  };
}

"use client";

import { type ReactNode, useId, useState } from "react";
import { type Told, type Tools, useRuns } from "#components/lab/use-runs";
import { WireView } from "#components/lab/wire-view";
import { Button } from "#components/ui/button";

export interface Choice {
  id: string;
  label: string;
}

export interface Door {
  /** On the button, and over what was recorded. */
  name: string;
  work: (tools: Tools) => Promise<Told>;
}

export interface LabBenchProps {
  question: string;
  choices: readonly Choice[];
  /** The choice that turns out to be true, and why it is: told after the last door was tried. */
  right: string;
  because: string;
  doors: readonly Door[];
  /** Between the buttons and what was recorded: a chart of the runs, or nothing. */
  chart?: (runs: ReturnType<typeof useRuns>["runs"]) => ReactNode;
  children?: ReactNode;
}

/** Predict, run, see: what every experiment has in common. */
export function LabBench({
  question,
  choices,
  right,
  because,
  doors,
  chart,
  children,
}: LabBenchProps) {
  const { runs, busy, run } = useRuns();
  const [predicted, setPredicted] = useState<string | null>(null);
  const id = useId();
  const tried = doors.every(({ name }) => runs.some(({ door }) => door === name));
  const truth = choices.find((choice) => choice.id === right)?.label;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-12">
      <section aria-labelledby={`${id}-predict`} className="grid gap-4">
        <h2 id={`${id}-predict`} className="font-serif text-title font-semibold">
          1. Predict
        </h2>
        <fieldset className="grid gap-2">
          <legend className="mb-3 text-lg">{question}</legend>
          {choices.map((choice) => (
            <label key={choice.id} className="flex min-h-8 items-start gap-3">
              <input
                type="radio"
                name={`${id}-choice`}
                className="mt-1 size-4 accent-accent"
                checked={predicted === choice.id}
                onChange={() => setPredicted(choice.id)}
              />
              {choice.label}
            </label>
          ))}
        </fieldset>
      </section>
      <section aria-labelledby={`${id}-run`} className="grid gap-4">
        <h2 id={`${id}-run`} className="font-serif text-title font-semibold">
          2. Run
        </h2>
        <div className="flex flex-wrap gap-3">
          {doors.map(({ name, work }) => (
            <Button
              key={name}
              variant="primary"
              data-doors="both"
              pending={busy === name}
              onClick={() => void run(name, work)}
            >
              {name}
            </Button>
          ))}
        </div>
        {children}
      </section>
      <section aria-labelledby={`${id}-see`} className="grid min-w-0 grid-cols-1 gap-4">
        <h2 id={`${id}-see`} className="font-serif text-title font-semibold">
          3. See
        </h2>
        <p role="status" className="text-muted">
          {busy !== null
            ? "Under way…"
            : runs.length === 0
              ? "Nothing has run yet."
              : tried
                ? verdict(predicted, right, truth)
                : doors.length > 2
                  ? "Now the others."
                  : "Now the other door."}
        </p>
        {tried && <p className="max-w-[65ch]">{because}</p>}
        {chart?.(runs)}
        <div className="grid min-w-0 grid-cols-1 gap-4 lg:grid-cols-2">
          {runs.map((each) => (
            <WireView key={each.door} run={each} />
          ))}
        </div>
      </section>
    </div>
  );
}

function verdict(predicted: string | null, right: string, truth: string | undefined): string {
  if (predicted === null) return `It is: ${truth}`;
  return predicted === right
    ? `As you predicted: ${truth}`
    : `Not as you predicted. It is: ${truth}`;
}

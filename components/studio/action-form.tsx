"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "#doors/state";

export interface ActionFormProps {
  action: (previous: unknown, form: FormData) => Promise<ActionState<unknown>>;
  /** Hidden fields. */
  fields: Record<string, string | number | boolean>;
  /** The answer to this form, when it was sent without JavaScript. */
  answer: ActionState<unknown>;
  /** The button. */
  children: ReactNode;
  className?: string;
}

/** One button that does one thing to one thing, and says so when it failed. */
export function ActionForm({ action, fields, answer, children, className }: ActionFormProps) {
  const [state, send] = useActionState(action, answer);
  return (
    <form action={send} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      {children}
      {state && !state.ok && (
        <p role="alert" className="mt-1 text-sm font-medium text-danger">
          {state.message}
        </p>
      )}
    </form>
  );
}

"use client";

import { useActionState, useId } from "react";
import { createLabPostAction } from "#actions/lab";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

export type PlainState = Awaited<ReturnType<typeof createLabPostAction>>;

export interface PlainFormsProps {
  /** What the action answered, when its form was sent without JavaScript. */
  answer: PlainState;
}

const look = "grid content-start gap-2 rounded-card border border-line p-3";

/** The same form three times, by where it is sent; and a button that needs a script. */
export function PlainForms({ answer }: PlainFormsProps) {
  // With the page's address, for React writes an empty one otherwise, which is no valid HTML.
  const [state, send] = useActionState<PlainState, FormData>(
    createLabPostAction,
    answer,
    "/lab/framed/plain-form",
  );
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <form action={send} aria-label="To the Server Action" className={look}>
        <Title said="By the action" />
        <Button type="submit">To the action</Button>
        {state && (
          <p role="status" className="text-sm">
            {state.ok ? `The action returned “${state.value.title}”.` : state.message}
          </p>
        )}
      </form>
      <Handler answer="see-other" said="By a handler, 303" button="To a handler: 303" />
      <Handler answer="json" said="By a handler, JSON" button="To a handler: JSON" />
      <p className="text-sm text-muted sm:col-span-3">
        <Button size="sm" onClick={() => void createLabPostAction(null, { title: "By a click" })}>
          onClick
        </Button>{" "}
        calls the same action, and does nothing where no script runs.
      </p>
    </div>
  );
}

interface HandlerProps {
  answer: string;
  said: string;
  button: string;
}

function Handler({ answer, said, button }: HandlerProps) {
  return (
    <form
      method="post"
      action={`/api/lab/framed/${answer}`}
      aria-label={`To a route handler that answers ${answer}`}
      className={look}
    >
      <Title said={said} />
      <Button type="submit">{button}</Button>
    </form>
  );
}

function Title({ said }: { said: string }) {
  return (
    <Field id={useId()} label="Title" required>
      {(control) => <Input {...control} name="title" defaultValue={said} maxLength={80} />}
    </Field>
  );
}

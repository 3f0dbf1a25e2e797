"use client";

import { useActionState, useState, useSyncExternalStore } from "react";
import { publishPostAction, schedulePostAction } from "#actions/posts";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { PostView } from "#domain/posts/schema";
import type { ActionState } from "#doors/state";

export interface PublishFormProps {
  post: { id: string; version: number };
  /** The answer to this form, when it was sent without JavaScript. */
  answer: ActionState<PostView>;
}

/** The last step before everybody can read it. */
export function PublishForm({ post, answer }: PublishFormProps) {
  const [state, send] = useActionState(publishPostAction, answer);
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="id" value={post.id} />
      <input type="hidden" name="version" value={post.version} />
      {state && !state.ok && <Notice tone="error" title={state.message} />}
      <SubmitButton className="justify-self-start" size="lg" pendingLabel="Publishing…">
        Publish now
      </SubmitButton>
    </form>
  );
}

export interface ScheduleFormProps extends PublishFormProps {
  /** When it is to be published as it stands, ISO 8601. */
  scheduledFor: string | null;
}

const never = () => () => {};

/**
 * The same at a later time. The browser's field knows no zone: without JavaScript it is UTC, as the
 * label says, and with it the reader's own, which is then sent as an instant.
 */
export function ScheduleForm({ post, scheduledFor, answer }: ScheduleFormProps) {
  const [state, send] = useActionState(schedulePostAction, answer);
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = chosen ?? localTime(scheduledFor, zone !== null);
  const problem = state && !state.ok ? state : null;
  return (
    <form action={send} className="grid max-w-xs gap-3">
      <input type="hidden" name="id" value={post.id} />
      <input type="hidden" name="version" value={post.version} />
      <input type="hidden" name="status" value="scheduled" />
      {problem && <Notice tone="error" title={problem.message} />}
      <Field
        id="scheduledFor"
        label={`Time (${zone ?? "UTC"})`}
        required
        error={problem?.fields.scheduledFor}
      >
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            name={zone === null ? "scheduledFor" : undefined}
            // Without a script this is a plain field, whose first value is the schedule there is.
            value={shown}
            onChange={(event) => setChosen(event.target.value)}
          />
        )}
      </Field>
      {zone !== null && <input type="hidden" name="scheduledFor" value={instantOf(shown)} />}
      <SubmitButton variant="secondary" className="justify-self-start" pendingLabel="Scheduling…">
        {scheduledFor ? "Change the time" : "Schedule"}
      </SubmitButton>
    </form>
  );
}

/** An instant as the field wants it: minutes, without a zone. */
function localTime(instant: string | null, here: boolean): string {
  if (!instant) return "";
  const offset = here ? new Date(instant).getTimezoneOffset() : 0;
  return new Date(Date.parse(instant) - offset * 60_000).toISOString().slice(0, 16);
}

/** What the field says in the reader's zone as an instant; what is no time stays what it is. */
function instantOf(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}

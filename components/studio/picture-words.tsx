"use client";

import { useActionState } from "react";
import { updateUploadAction } from "#actions/uploads";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";

export interface PictureWordsProps {
  id: string;
  version: number;
  alt: string;
  /** The answer to this form, when it was sent without JavaScript. */
  answer: WordsState;
}

export type WordsState = Awaited<ReturnType<typeof updateUploadAction>>;

/** Describes a picture for who cannot see it. */
export function PictureWords({ id, version, alt, answer }: PictureWordsProps) {
  const [state, send] = useActionState<WordsState, FormData>(updateUploadAction, answer);
  const failed = state && !state.ok ? state : null;
  return (
    <Form action={send} answer={state} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <Field id={`alt-${id}`} label="Description" error={failed?.fields.alt ?? failed?.message}>
        {(control) => (
          <Input
            {...control}
            name="alt"
            maxLength={1000}
            defaultValue={failed?.values.alt ?? alt}
          />
        )}
      </Field>
      <div className="flex items-center gap-3">
        <SubmitButton variant="secondary" size="sm">
          Save<span className="sr-only"> the description</span>
        </SubmitButton>
        <span role="status" className="text-sm text-muted">
          {state?.ok && "Saved"}
        </span>
      </div>
    </Form>
  );
}

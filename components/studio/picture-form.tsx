"use client";

import { useActionState } from "react";
import { createUploadAction } from "#actions/uploads";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";

export interface PictureFormProps {
  /** The answer to this form, when it was sent without JavaScript. */
  answer: PictureState;
}

export type PictureState = Awaited<ReturnType<typeof createUploadAction>>;

/** Uploads a picture. */
export function PictureForm({ answer }: PictureFormProps) {
  const [state, send] = useActionState<PictureState, FormData>(createUploadAction, answer);
  const failed = state && !state.ok ? state : null;
  return (
    <form action={send} className="grid gap-5">
      {failed && <Notice tone="error" title={failed.message} />}
      {state?.ok && <Notice tone="success">Uploaded. It is private until a post shows it.</Notice>}
      <Field id="file" label="File" required error={failed?.fields.file}>
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            className="w-full text-sm"
          />
        )}
      </Field>
      <Field
        id="alt"
        label="Description"
        hint="What it shows, for who cannot see it."
        error={failed?.fields.alt}
      >
        {(control) => (
          <Input {...control} name="alt" maxLength={1000} defaultValue={failed?.values.alt ?? ""} />
        )}
      </Field>
      <SubmitButton className="justify-self-start" pendingLabel="Uploading…">
        Upload picture
      </SubmitButton>
    </form>
  );
}

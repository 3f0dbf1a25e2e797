"use client";

import { useActionState } from "react";
import { createUploadAction } from "#actions/uploads";
import { PictureFields } from "#components/studio/picture-fields";
import { Form } from "#components/ui/form";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";

export interface PictureFormProps {
  /** The answer to this form, when it was sent without JavaScript. */
  answer: PictureState;
  /** Bytes that a picture may have. */
  largest: number;
}

export type PictureState = Awaited<ReturnType<typeof createUploadAction>>;

/** Uploads a picture. */
export function PictureForm({ answer, largest }: PictureFormProps) {
  const [state, send] = useActionState<PictureState, FormData>(createUploadAction, answer);
  const failed = state && !state.ok ? state : null;
  return (
    <Form action={send} answer={state} className="grid gap-5">
      {failed && <Notice tone="error" title={failed.message} />}
      {state?.ok && <Notice tone="success">Uploaded. It is private until a post shows it.</Notice>}
      <PictureFields
        required
        largest={largest}
        errors={failed?.fields ?? {}}
        alt={failed?.values.alt ?? ""}
      />
      <SubmitButton className="justify-self-start" pendingLabel="Uploading…">
        Upload picture
      </SubmitButton>
    </Form>
  );
}

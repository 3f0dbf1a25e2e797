"use client";

import { useActionState } from "react";
import { updateMeAction } from "#actions/users";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";

export type AccountState = Awaited<ReturnType<typeof updateMeAction>>;

export interface AccountFormProps {
  person: { name: string; bio: string; image: string | null };
  /** The answer to this form, when it was sent without JavaScript. */
  answer: AccountState;
}

/** What one says of oneself. */
export function AccountForm({ person, answer }: AccountFormProps) {
  const [state, send] = useActionState<AccountState, FormData>(updateMeAction, answer);
  const failed = state && !state.ok ? state : null;
  const shown = failed?.values ?? { ...person, image: person.image ?? "" };
  return (
    <Form action={send} answer={state} className="grid gap-5">
      {failed && <Notice tone="error" title={failed.message} />}
      {state?.ok && <Notice tone="success" title="Saved. Readers see it now." />}
      <Field id="name" label="Name" required error={failed?.fields.name}>
        {(control) => <Input {...control} name="name" maxLength={100} defaultValue={shown.name} />}
      </Field>
      <Field
        id="bio"
        label="About you"
        hint="A few sentences below your posts, up to 500 characters."
        error={failed?.fields.bio}
      >
        {(control) => (
          <Textarea {...control} name="bio" rows={4} maxLength={500} defaultValue={shown.bio} />
        )}
      </Field>
      <Field
        id="image"
        label="Picture"
        hint="The address of a square picture, with https:// or http://. Whoever serves it sees who reads you."
        error={failed?.fields.image}
      >
        {(control) => (
          <Input {...control} type="url" name="image" maxLength={2000} defaultValue={shown.image} />
        )}
      </Field>
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save
      </SubmitButton>
    </Form>
  );
}

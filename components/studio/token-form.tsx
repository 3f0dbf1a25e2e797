"use client";

import { useActionState } from "react";
import { createTokenAction } from "#actions/tokens";
import { NewSecret } from "#components/studio/new-secret";
import { Field } from "#components/ui/field";
import { Fieldset } from "#components/ui/fieldset";
import { Form } from "#components/ui/form";
import { Checkbox, Input, Select } from "#components/ui/input";
import { NonceField } from "#components/ui/nonce-field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";

export interface TokenFormProps {
  /** What the person's role covers. */
  scopes: readonly { scope: string; meaning: string }[];
  /** The answer to this form, when it was sent without JavaScript. */
  answer: TokenState;
  /** New with each rendering: sent twice, the form makes one token. */
  nonce: string;
}

export type TokenState = Awaited<ReturnType<typeof createTokenAction>>;

const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
];

/** Makes a token and shows it, this once. */
export function TokenForm({ scopes, answer, nonce }: TokenFormProps) {
  const [state, send] = useActionState<TokenState, FormData>(createTokenAction, answer);
  const failed = state && !state.ok ? state : null;
  return (
    <Form action={send} answer={state} className="grid gap-5">
      <NonceField given={nonce} answer={state} />
      {failed && <Notice tone="error" title={failed.message} />}
      {state?.ok && <NewSecret token={state.value.token} />}
      <Field id="name" label="Name" hint="What will use it." required error={failed?.fields.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={100}
            defaultValue={failed?.values.name ?? ""}
          />
        )}
      </Field>
      <Fieldset legend="It may">
        {scopes.map(({ scope, meaning }) => (
          <Checkbox
            key={scope}
            name="scopes"
            value={scope}
            label={<code className="font-mono">{scope}</code>}
            hint={meaning}
          />
        ))}
        {failed?.fields.scopes && (
          <p className="text-sm font-medium text-danger">{failed.fields.scopes}</p>
        )}
      </Fieldset>
      <Field id="days" label="It expires after" required error={failed?.fields.days}>
        {(control) => (
          <Select
            {...control}
            name="days"
            options={lifetimes}
            defaultValue={failed?.values.days ?? "90"}
          />
        )}
      </Field>
      <SubmitButton className="justify-self-start" pendingLabel="Creating…">
        Create token
      </SubmitButton>
    </Form>
  );
}

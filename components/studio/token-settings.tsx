"use client";

import { useActionState } from "react";
import { revokeTokenAction, rotateTokenAction, updateTokenAction } from "#actions/tokens";
import { NewSecret } from "#components/studio/new-secret";
import { StudioLink } from "#components/studio/studio-link";
import { Card } from "#components/ui/card";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Input, Select } from "#components/ui/input";
import { NonceField } from "#components/ui/nonce-field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { TokenView } from "#domain/tokens/schema";

export type RenamedState = Awaited<ReturnType<typeof updateTokenAction>>;
export type RotatedState = Awaited<ReturnType<typeof rotateTokenAction>>;
export type RevokedState = Awaited<ReturnType<typeof revokeTokenAction>>;

export interface TokenSettingsProps {
  /** Null when it is not there, or not any more. */
  token: TokenView | null;
  expired: boolean;
  /** New with each rendering: sent twice, the form makes one new secret. */
  nonce: string;
  /** The answers to these forms, when one was sent without JavaScript. */
  answers: { renamed: RenamedState; rotated: RotatedState; revoked: RevokedState };
}

/** Renames a token, gives it a new secret, revokes it: three forms, so that each works without JavaScript. */
export function TokenSettings({ token, expired, nonce, answers }: TokenSettingsProps) {
  const [renamed, rename] = useActionState<RenamedState, FormData>(
    updateTokenAction,
    answers.renamed,
  );
  const [rotated, rotate] = useActionState<RotatedState, FormData>(
    rotateTokenAction,
    answers.rotated,
  );
  const [revoked, revoke] = useActionState<RevokedState, FormData>(
    revokeTokenAction,
    answers.revoked,
  );
  if (revoked?.ok || !token) {
    return (
      <Notice
        tone={revoked?.ok ? "success" : "info"}
        title={revoked?.ok ? "The token is revoked." : "No such token."}
      >
        <StudioLink href="/studio/tokens" className="underline">
          Back to your tokens
        </StudioLink>
      </Notice>
    );
  }
  const identity = <input type="hidden" name="id" value={token.id} />;
  return (
    <div className="grid max-w-2xl gap-6">
      <Card title="Name">
        <Form action={rename} answer={renamed} className="grid gap-4">
          {identity}
          <Failure state={renamed} />
          {renamed?.ok && <Notice tone="success" title="Saved." />}
          <Field
            id="name"
            label="Name"
            hint="What uses it."
            required
            error={renamed && !renamed.ok ? renamed.fields.name : null}
          >
            {(control) => (
              <Input
                {...control}
                name="name"
                maxLength={100}
                defaultValue={renamed && !renamed.ok ? renamed.values.name : token.name}
              />
            )}
          </Field>
          <SubmitButton className="justify-self-start" pendingLabel="Saving…">
            Rename
          </SubmitButton>
        </Form>
      </Card>
      <Card
        title="New secret"
        description="For a secret that may have leaked, or that expires soon. The old one stops working at once."
      >
        {expired && !rotated?.ok ? (
          <p className="text-muted">This token has expired: make a new one.</p>
        ) : (
          <Form action={rotate} answer={rotated} className="grid gap-4">
            <NonceField given={nonce} answer={rotated} />
            {identity}
            <Failure state={rotated} />
            {rotated?.ok && <NewSecret token={rotated.value.token} />}
            <Field id="days" label="It expires" required>
              {(control) => (
                <Select
                  {...control}
                  name="days"
                  options={lifetimes}
                  defaultValue=""
                  required={false}
                />
              )}
            </Field>
            <span>
              <ConfirmButton
                label="Rotate"
                question="Make a new secret? What uses the old one stops working at once."
                confirmLabel="Rotate token"
              />
            </span>
          </Form>
        )}
      </Card>
      <Card title="Revoke" description="What uses this token stops working at once, for good.">
        <Form action={revoke} answer={revoked} className="grid gap-4">
          {identity}
          <Failure state={revoked} />
          <span>
            <ConfirmButton
              label="Revoke"
              question="Revoke this token? What uses it stops working at once."
              confirmLabel="Revoke token"
            />
          </span>
        </Form>
      </Card>
    </div>
  );
}

const lifetimes = [
  { value: "", label: "when it does now" },
  { value: "7", label: "7 days from now" },
  { value: "30", label: "30 days from now" },
  { value: "90", label: "90 days from now" },
  { value: "365", label: "1 year from now" },
];

function Failure({ state }: { state: RenamedState | RotatedState | RevokedState }) {
  return state && !state.ok ? <Notice tone="error" title={state.message} /> : null;
}

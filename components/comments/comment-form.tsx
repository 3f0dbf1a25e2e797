"use client";

import { useActionState, useState } from "react";
import { createCommentAction } from "#actions/comments";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { NonceField } from "#components/ui/nonce-field";
import { Outcome } from "#components/ui/outcome";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";

export type CreatedState = Awaited<ReturnType<typeof createCommentAction>>;

/** Writing a comment: the answer, and while it is on its way the words, to be shown where they will stand. */
export function useComposer(answer: CreatedState = null) {
  const [state, send, pending] = useActionState<CreatedState, FormData>(
    createCommentAction,
    answer,
  );
  const [words, setWords] = useState("");
  const note = (form: HTMLFormElement) => setWords(String(new FormData(form).get("body")));
  return { state, send, note, sending: pending ? words : null };
}

export interface CommentFormProps {
  postId: string;
  /** The comment this one answers; null for a new conversation. */
  parentId: string | null;
  composer: ReturnType<typeof useComposer>;
  onCancel?: () => void;
}

/** Writes a comment. The page does not know who reads it, so it is the server who says “sign in first”. */
export function CommentForm({
  postId,
  parentId,
  composer: { state, send, note },
  onCancel,
}: CommentFormProps) {
  const failed = state && !state.ok ? state : null;
  const name = parentId ? "Your reply" : "Add a comment";
  return (
    <Form action={send} answer={state} onSend={note} className="grid gap-3" aria-label={name}>
      <NonceField answer={state} />
      <input type="hidden" name="id" value={postId} />
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      {failed && (
        <Outcome failed>
          {failed.message}{" "}
          {failed.code === "unauthenticated" && (
            <a href="/sign-in" target="_blank" rel="noopener" className="underline">
              Sign in in a new tab; your words stay here.
            </a>
          )}
        </Outcome>
      )}
      {state?.ok && (
        <Outcome>
          Your comment is there. Thank you.{" "}
          <a href={`/comments/${state.value.id}#comment-${state.value.id}`} className="underline">
            See it
          </a>
        </Outcome>
      )}
      <Field
        id={`comment-body-${parentId ?? "new"}`}
        label={name}
        hint="Markdown works here: emphasis, links, lists, quotes and code."
        error={failed?.fields.body}
        required
      >
        {(control) => (
          <Textarea
            {...control}
            // Who pressed “Reply” goes on typing.
            autoFocus={onCancel !== undefined}
            name="body"
            dir="auto"
            maxLength={10_000}
            defaultValue={failed?.values.body ?? ""}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Sending…">{parentId ? "Reply" : "Comment"}</SubmitButton>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </Form>
  );
}

"use client";

import { useActionState } from "react";
import { createCommentAction } from "#actions/comments";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { NonceField } from "#components/ui/nonce-field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";

export interface CommentFormProps {
  postId: string;
  /** The comment this one answers; null for a new conversation. */
  parentId: string | null;
}

/** Writes a comment. The page does not know who reads it, so it is the server who says “sign in first”. */
export function CommentForm({ postId, parentId }: CommentFormProps) {
  const [state, send] = useActionState(createCommentAction, null);
  const failed = state && !state.ok ? state : null;
  const name = parentId ? "Your reply" : "Add a comment";
  return (
    <Form action={send} answer={state} className="grid gap-3" aria-label={name}>
      <NonceField answer={state} />
      <input type="hidden" name="id" value={postId} />
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      {failed && (
        <Notice tone="error" title={failed.message}>
          {failed.code === "unauthenticated" && (
            <a href="/sign-in" target="_blank" rel="noopener" className="underline">
              Sign in in a new tab; your words stay here.
            </a>
          )}
        </Notice>
      )}
      {state?.ok && <Notice tone="success">Your comment is there. Thank you.</Notice>}
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
            name="body"
            maxLength={10_000}
            defaultValue={failed?.values.body ?? ""}
          />
        )}
      </Field>
      <SubmitButton className="justify-self-start" pendingLabel="Sending…">
        {parentId ? "Reply" : "Comment"}
      </SubmitButton>
    </Form>
  );
}

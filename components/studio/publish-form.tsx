"use client";

import { useActionState } from "react";
import { publishPostAction } from "#actions/posts";
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

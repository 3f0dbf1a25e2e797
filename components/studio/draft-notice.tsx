"use client";

import { useActionState, useEffect } from "react";
import { discardDraftAction } from "#actions/drafts";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Time } from "#components/ui/time";
import type { DraftView } from "#domain/drafts/schema";
import type { ActionState } from "#doors/state";

export interface DraftNoticeProps {
  id: string;
  draft: DraftView | null;
  /** The form that shows the words. */
  editor: string;
  /** The answer to this form, when it was sent without JavaScript. */
  answer: ActionState<null>;
}

/** Says that the form below has words which are not the post's yet, and offers to forget them. */
export function DraftNotice({ id, draft, editor, answer }: DraftNoticeProps) {
  const [state, send] = useActionState(discardDraftAction, answer);
  const discarded = state?.ok === true && draft === null;
  useEffect(() => {
    const form = document.getElementById(editor);
    // The fields keep what was typed until they are told to show the post's words again.
    if (discarded && form instanceof HTMLFormElement) form.reset();
  }, [discarded, editor]);
  if (!draft) return discarded ? <Notice className="mb-6">Discarded.</Notice> : null;
  return (
    <form action={send} className="mb-6">
      <input type="hidden" name="id" value={id} />
      <Notice
        tone={draft.stale ? "warning" : "info"}
        title="Unpublished changes"
        actions={
          <Button type="submit" size="sm">
            Discard
          </Button>
        }
      >
        These words were kept on <Time value={draft.savedAt} format="datetime" /> and not saved.
        {draft.stale &&
          " The post has been changed since they were begun; saving them replaces that, and the history keeps it."}
        {state && !state.ok && <p role="alert">{state.message}</p>}
      </Notice>
    </form>
  );
}

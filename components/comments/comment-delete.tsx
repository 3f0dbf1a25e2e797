"use client";

import { useActionState } from "react";
import { deleteCommentAction } from "#actions/comments";
import { hideCommentAction } from "#actions/moderation";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { ActionState } from "#doors/state";

export interface CommentDeleteProps {
  postId: string;
  commentId: string;
  /** May hide it as well. */
  moderates: boolean;
  onClose: () => void;
  onGone: (words: string) => void;
}

/** Asks, and then takes a comment away. */
export function CommentDelete({
  postId,
  commentId,
  moderates,
  onClose,
  onGone,
}: CommentDeleteProps) {
  // Told before React draws the page without the comment: what stands here is gone then.
  const telling =
    <S extends ActionState<unknown>>(
      action: (previous: S, form: FormData) => Promise<S>,
      words: string,
    ) =>
    async (previous: S, form: FormData) => {
      const answer = await action(previous, form);
      if (answer?.ok) onGone(words);
      return answer;
    };
  const [deleted, remove] = useActionState(
    telling<Awaited<ReturnType<typeof deleteCommentAction>>>(
      deleteCommentAction,
      "The comment is gone.",
    ),
    null,
  );
  const [hidden, hide] = useActionState(
    telling<Awaited<ReturnType<typeof hideCommentAction>>>(
      hideCommentAction,
      "The comment is hidden.",
    ),
    null,
  );
  const failed = [deleted, hidden].find((state) => state && !state.ok);
  const hiding = {
    action: hide,
    label: "Hide comment",
    pendingLabel: "Hiding…",
    variant: "secondary",
  } as const;
  const deleting = {
    action: remove,
    label: "Delete comment",
    pendingLabel: "Deleting…",
    variant: "danger",
  } as const;
  const ways = moderates ? [hiding, deleting] : [deleting];
  return (
    <fieldset className="grid gap-3 rounded-card border border-line-strong bg-raised p-4 text-sm">
      <legend className="float-start w-full">
        {moderates
          ? "Hide this comment, or delete it for good? What is hidden can be shown again in the studio. Replies to it stay."
          : "Delete this comment for good? Replies to it stay."}
      </legend>
      {failed && !failed.ok && <Notice tone="error" title={failed.message} />}
      <div className="flex flex-wrap gap-2">
        {ways.map(({ action, label, pendingLabel, variant }) => (
          <form key={label} action={action}>
            <input type="hidden" name="id" value={postId} />
            <input type="hidden" name="commentId" value={commentId} />
            <SubmitButton size="sm" variant={variant} pendingLabel={pendingLabel}>
              {label}
            </SubmitButton>
          </form>
        ))}
        <Button size="sm" variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </fieldset>
  );
}

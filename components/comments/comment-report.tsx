"use client";

import { useActionState, useEffect, useEffectEvent } from "react";
import { reportCommentAction } from "#actions/moderation";
import { reasonLabels } from "#components/comments/report-reasons";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";

export type ReportedState = Awaited<ReturnType<typeof reportCommentAction>>;

export interface CommentReportProps {
  postId: string;
  commentId: string;
  /** Given where the form stands in the comment's place. */
  onClose?: () => void;
  onDone?: (words: string) => void;
  /** The answer to this form, when it was sent without JavaScript. */
  answer?: ReportedState;
}

const thanks = "Thank you. The comment is reported, and somebody will look at it.";

const reasons = Object.entries(reasonLabels).map(([value, label]) => ({ value, label }));

/** Tells who moderates that something is wrong with a comment. */
export function CommentReport({
  postId,
  commentId,
  onClose,
  onDone,
  answer = null,
}: CommentReportProps) {
  const [state, send] = useActionState<ReportedState, FormData>(reportCommentAction, answer);
  const answered = useEffectEvent(() => state?.ok && onDone?.(thanks));
  useEffect(() => {
    if (state) answered();
  }, [state]);
  if (state?.ok) return <Notice tone="success">{thanks}</Notice>;
  return (
    <form action={send} className="grid gap-3" aria-label="Report this comment">
      <input type="hidden" name="id" value={postId} />
      <input type="hidden" name="commentId" value={commentId} />
      {state && (
        <Notice tone="error" title={state.message}>
          {state.code === "unauthenticated" && (
            <a
              href={`/sign-in?callbackUrl=${encodeURIComponent(`/comments/${commentId}#comment-${commentId}`)}`}
              className="underline"
            >
              Sign in, and come back to the post
            </a>
          )}
        </Notice>
      )}
      <Field id={`report-reason-${commentId}`} label="What is wrong with it?" required>
        {(control) => (
          <Select
            {...control}
            // After an answer React resets the form, and a select to its first choice.
            key={state?.values.reason}
            name="reason"
            options={reasons}
            defaultValue={state?.values.reason ?? "spam"}
          />
        )}
      </Field>
      <Field id={`report-words-${commentId}`} label="In your words" error={state?.fields.words}>
        {(control) => (
          <Textarea
            {...control}
            name="words"
            rows={2}
            maxLength={1000}
            defaultValue={state?.values.words ?? ""}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Sending…">Report</SubmitButton>
        {onClose && <Button onClick={onClose}>Cancel</Button>}
      </div>
    </form>
  );
}

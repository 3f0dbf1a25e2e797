"use client";

import { useActionState } from "react";
import { deleteCommentAction, updateCommentAction } from "#actions/comments";
import type { CreatedState } from "#components/comments/comment-form";
import { commentLooks } from "#components/comments/comment-looks";
import { CommentReport, type ReportedState } from "#components/comments/comment-report";
import { NewComment } from "#components/comments/new-comment";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { CommentView } from "#domain/comments/schema";

export interface CommentEditorProps {
  /** Null when it is gone. */
  comment: CommentView | null;
  /** Who did not write it may not change its words, but report it. */
  own: boolean;
  /** Its writer, and who takes care of what is said below the post. */
  mayDelete: boolean;
  /** Nobody answers what is hidden, nor where comments are closed. */
  answerable: boolean;
  /** The post's address. */
  back: string;
  /** The answers to these forms, when one was sent without JavaScript. */
  answers: {
    saved: SavedState;
    deleted: DeletedState;
    created: CreatedState;
    reported: ReportedState;
  };
}

type SavedState = Awaited<ReturnType<typeof updateCommentAction>>;
type DeletedState = Awaited<ReturnType<typeof deleteCommentAction>>;

/** All that can be done with a comment: a form for each, so that they work without JavaScript. */
export function CommentEditor({
  comment,
  own,
  mayDelete,
  answerable,
  back,
  answers,
}: CommentEditorProps) {
  const [saved, save] = useActionState<SavedState, FormData>(updateCommentAction, answers.saved);
  const [deleted, remove] = useActionState<DeletedState, FormData>(
    deleteCommentAction,
    answers.deleted,
  );
  if (deleted?.ok || !comment) {
    return (
      <Notice tone="success" title="The comment is gone.">
        <a href={back} className="underline">
          Back to the post
        </a>
      </Notice>
    );
  }
  const identity = (
    <>
      <input type="hidden" name="id" value={comment.postId} />
      <input type="hidden" name="commentId" value={comment.id} />
    </>
  );
  const problem = [saved, deleted].find((state) => state && !state.ok);
  return (
    <div className="grid max-w-2xl gap-6">
      {problem && !problem.ok && <Notice tone="error" title={problem.message} />}
      {saved?.ok && (
        <Notice tone="success" title="Saved.">
          <a href={`/comments/${comment.id}#comment-${comment.id}`} className="underline">
            See it on the page
          </a>
        </Notice>
      )}
      {own && comment.status === "visible" ? (
        <Form action={save} answer={saved} className="grid gap-3">
          {identity}
          <input type="hidden" name="version" value={comment.version} />
          <Field
            id="comment-body"
            label="Your comment"
            required
            error={saved && !saved.ok ? saved.fields.body : null}
          >
            {(control) => (
              <Textarea
                {...control}
                name="body"
                rows={8}
                maxLength={10_000}
                defaultValue={saved && !saved.ok ? saved.values.body : comment.body}
              />
            )}
          </Field>
          <SubmitButton className="justify-self-start" pendingLabel="Saving…">
            Save
          </SubmitButton>
        </Form>
      ) : (
        <blockquote className="whitespace-pre-wrap rounded-card bg-sunken p-4">
          {comment.body}
        </blockquote>
      )}
      {mayDelete && (
        <form action={remove}>
          {identity}
          <ConfirmButton
            label="Delete"
            question="Delete this comment? Replies to it stay."
            confirmLabel="Delete comment"
          />
        </form>
      )}
      {answerable && (
        <section id="reply" aria-label="Reply" className="border-t border-line pt-6">
          <NewComment
            postId={comment.postId}
            parentId={comment.id}
            answer={answers.created}
            looks={commentLooks}
          />
        </section>
      )}
      {!own && comment.status === "visible" && (
        <section id="report" aria-labelledby="report-heading" className="border-t border-line pt-6">
          <h2 id="report-heading" className="mb-3 font-serif text-title font-semibold">
            Report it
          </h2>
          <CommentReport postId={comment.postId} commentId={comment.id} answer={answers.reported} />
        </section>
      )}
    </div>
  );
}

"use client";

import { useActionState } from "react";
import { deleteCommentAction, updateCommentAction } from "#actions/comments";
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
  /** Who did not write it may delete it, not change its words. */
  mayEdit: boolean;
  /** The post's address. */
  back: string;
  /** The answers to these forms, when one was sent without JavaScript. */
  answers: { saved: SavedState; deleted: DeletedState };
}

export type SavedState = Awaited<ReturnType<typeof updateCommentAction>>;
export type DeletedState = Awaited<ReturnType<typeof deleteCommentAction>>;

/** Changes or deletes a comment; two forms, so that both work without JavaScript. */
export function CommentEditor({ comment, mayEdit, back, answers }: CommentEditorProps) {
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
          <a href={`${back}#comment-${comment.id}`} className="underline">
            See it on the page
          </a>
        </Notice>
      )}
      {mayEdit ? (
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
      <form action={remove}>
        {identity}
        <ConfirmButton
          label="Delete"
          question="Delete this comment? Replies to it stay."
          confirmLabel="Delete comment"
        />
      </form>
    </div>
  );
}

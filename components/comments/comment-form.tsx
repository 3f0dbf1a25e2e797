"use client";

import { type ReactNode, useActionState, useRef, useState } from "react";
import { createCommentAction } from "#actions/comments";
import type { CommentLooks } from "#components/comments/comment-looks";
import { NonceField } from "#components/ui/nonce-field";
import { Outcome } from "#components/ui/outcome";

export type CreatedState = Awaited<ReturnType<typeof createCommentAction>>;

/** Writing a comment: the answer, and while it is on its way the words, to be shown where they will stand. */
export function useComposer(answer: CreatedState = null, permalink?: string) {
  const [state, send, pending] = useActionState<CreatedState, FormData>(
    createCommentAction,
    answer,
    permalink,
  );
  const [sent, note] = useState("");
  return { state, send, sent, note, pending, sending: pending ? sent : null };
}

export interface CommentFormProps {
  postId: string;
  /** The comment this one answers; null for a new conversation. */
  parentId: string | null;
  composer: ReturnType<typeof useComposer>;
  looks: CommentLooks;
  /** Stands beside the button, in a form that was opened: who opened it goes on typing. */
  cancel?: ReactNode;
}

/** Writes a comment. The page does not know who reads it, so it is the server who says “sign in first”. */
export function CommentForm({
  postId,
  parentId,
  composer: { state, send, sent, note, pending },
  looks,
  cancel,
}: CommentFormProps) {
  const typed = useRef<HTMLTextAreaElement>(null);
  const failed = state && !state.ok ? state : null;
  const wrong = failed?.fields.body;
  const name = parentId ? "Your reply" : "Add a comment";
  const id = `comment-body-${parentId ?? "new"}`;
  return (
    <form
      action={send}
      onSubmit={() => note(typed.current?.value ?? "")}
      // React empties the form after each answer: only what was sent and is there goes, and no word
      // that was typed meanwhile. A <Form> does this for many fields, at three times the weight.
      onReset={(event) => {
        if (!state?.ok || typed.current?.value !== sent) event.preventDefault();
      }}
      className="grid gap-3"
      aria-label={name}
    >
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
      <label htmlFor={id} className={looks.label}>
        {name}
      </label>
      <textarea
        ref={typed}
        id={id}
        name="body"
        dir="auto"
        rows={4}
        // biome-ignore lint/a11y/noAutofocus: only in a form that was asked for with “Reply”
        autoFocus={cancel !== undefined}
        maxLength={10_000}
        required
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong ? true : undefined}
        className={looks.words}
        defaultValue={failed?.values.body ?? ""}
      />
      <p id={`${id}-hint`} className={looks.hint}>
        {wrong && <span className="font-medium text-danger">{wrong} </span>}
        Markdown works here: emphasis, links, lists, quotes and code.
      </p>
      <div className="flex gap-2">
        <button
          type="submit"
          className={looks.submit}
          aria-disabled={pending || undefined}
          onClick={pending ? (event) => event.preventDefault() : undefined}
        >
          {pending ? "Sending…" : parentId ? "Reply" : "Comment"}
        </button>
        {cancel}
      </div>
    </form>
  );
}

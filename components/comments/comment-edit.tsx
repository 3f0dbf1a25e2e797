"use client";

import { useActionState, useEffect, useEffectEvent, useState } from "react";
import { updateCommentAction } from "#actions/comments";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { CommentView } from "#domain/comments/schema";

export interface CommentEditProps {
  postId: string;
  commentId: string;
  onClose: () => void;
  onDone: (words: string) => void;
}

type Stored = Pick<CommentView, "body" | "version">;

/** Changes the words of one's comment. Changed elsewhere meanwhile, it shows what stands there now, and keeps what was typed. */
export function CommentEdit({ postId, commentId, onClose, onDone }: CommentEditProps) {
  const [state, save] = useActionState(updateCommentAction, null);
  const [stored, setStored] = useState<Stored | "unknown" | "loading">("loading");
  const conflict = state && !state.ok && state.code === "conflict";
  useEffect(() => {
    if (state && !conflict) return;
    const left = new AbortController();
    storedComment(postId, commentId, left.signal).then(setStored, () => setStored("unknown"));
    return () => left.abort();
  }, [state, conflict, postId, commentId]);
  const answered = useEffectEvent(() => state?.ok && onDone("Saved."));
  useEffect(() => {
    if (state) answered();
  }, [state]);
  if (stored === "loading") return <p role="status">Loading…</p>;
  if (stored === "unknown") {
    return (
      <Notice tone="error" title="The comment's text could not be loaded.">
        <button type="button" className="underline" onClick={onClose}>
          Close
        </button>
      </Notice>
    );
  }
  const failed = state && !state.ok ? state : null;
  return (
    <form action={save} className="grid gap-3" aria-label="Change what you said">
      <input type="hidden" name="id" value={postId} />
      <input type="hidden" name="commentId" value={commentId} />
      <input type="hidden" name="version" value={stored.version} />
      {failed && <Notice tone="error" title={failed.message} />}
      {conflict && (
        <div className="text-sm">
          <p>It says now:</p>
          <blockquote className="my-1 whitespace-pre-wrap rounded-control bg-sunken p-3 wrap-anywhere">
            {stored.body}
          </blockquote>
          <p>Saving again puts your words in its place.</p>
        </div>
      )}
      <Field
        id={`comment-edit-${commentId}`}
        label="Your comment"
        required
        error={failed?.fields.body}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            name="body"
            dir="auto"
            maxLength={10_000}
            defaultValue={failed?.values.body ?? stored.body}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

async function storedComment(postId: string, id: string, signal: AbortSignal): Promise<Stored> {
  const response = await fetch(`/api/posts/${postId}/comments/${id}`, {
    headers: { Accept: "application/json" },
    cache: "no-store",
    signal,
  });
  if (!response.ok) throw new Error(`The comment answered ${response.status}.`);
  return response.json();
}

"use client";

import { useEffect, useEffectEvent } from "react";
import { CommentForm, useComposer } from "#components/comments/comment-form";
import type { CommentLooks } from "#components/comments/comment-looks";
import { SendingComment } from "#components/comments/sending-comment";
import { Button } from "#components/ui/button";

export interface CommentReplyProps {
  postId: string;
  parentId: string;
  looks: CommentLooks;
  onClose: () => void;
  onDone: (words: string) => void;
}

/** Answers a comment in its place; afterwards one is at the answer. */
export function CommentReply({ postId, parentId, looks, onClose, onDone }: CommentReplyProps) {
  const composer = useComposer();
  const { state, sending } = composer;
  const answered = useEffectEvent((id: string) => {
    onDone("Your reply is there.");
    document.getElementById(`comment-${id}`)?.focus();
  });
  useEffect(() => {
    if (state?.ok) answered(state.value.id);
  }, [state]);
  return (
    <>
      <CommentForm
        postId={postId}
        parentId={parentId}
        composer={composer}
        looks={looks}
        cancel={<Button onClick={onClose}>Cancel</Button>}
      />
      <SendingComment words={sending} looks={looks} />
    </>
  );
}

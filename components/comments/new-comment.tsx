"use client";

import { CommentForm, type CreatedState, useComposer } from "#components/comments/comment-form";
import { SendingComment } from "#components/comments/sending-comment";

export interface NewCommentProps {
  postId: string;
  parentId?: string | null;
  /** The answer to this form, when it was sent without JavaScript to a page that React does not hand it to. */
  answer?: CreatedState;
}

/** The form at the end of a thread; what is being sent stands above it, as its last comment. */
export function NewComment({ postId, parentId = null, answer = null }: NewCommentProps) {
  const composer = useComposer(answer);
  return (
    <>
      <SendingComment words={composer.sending} />
      <CommentForm postId={postId} parentId={parentId} composer={composer} />
    </>
  );
}

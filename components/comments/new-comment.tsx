"use client";

import { CommentForm, type CreatedState, useComposer } from "#components/comments/comment-form";
import type { CommentLooks } from "#components/comments/comment-looks";
import { SendingComment } from "#components/comments/sending-comment";

export interface NewCommentProps {
  postId: string;
  parentId?: string | null;
  /** The answer to this form, when it was sent without JavaScript to a page that React does not hand it to. */
  answer?: CreatedState;
  /** Where it is sent without JavaScript; with none, to the page's own address. */
  permalink?: string;
  looks: CommentLooks;
}

/** The form at the end of a thread; what is being sent stands above it, as its last comment. */
export function NewComment({
  postId,
  parentId = null,
  answer = null,
  permalink,
  looks,
}: NewCommentProps) {
  const composer = useComposer(answer, permalink);
  return (
    <>
      <SendingComment words={composer.sending} looks={looks} />
      <CommentForm postId={postId} parentId={parentId} composer={composer} looks={looks} />
    </>
  );
}

"use client";

import { useEffect, useRef } from "react";
import { CommentDelete } from "#components/comments/comment-delete";
import { CommentEdit } from "#components/comments/comment-edit";
import type { CommentLooks } from "#components/comments/comment-looks";
import { CommentReply } from "#components/comments/comment-reply";
import { CommentReport } from "#components/comments/comment-report";
import { useConversation } from "#components/comments/conversation";

export interface CommentPanelProps {
  kind: "reply" | "edit" | "delete" | "report";
  id: string;
  postId: string;
  moderates: boolean;
  looks: CommentLooks;
  onClose: () => void;
}

/** What is done seldom to a comment, in its place: a reader who only reads never loads it. */
export function CommentPanel({ kind, id, postId, moderates, looks, onClose }: CommentPanelProps) {
  const { announce } = useConversation();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In an answer one is at once where one types.
    if (kind !== "reply") element.current?.focus();
  }, [kind]);
  const done = (words: string) => {
    announce(words);
    onClose();
  };
  const one = { postId, commentId: id };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the form from wherever one is in it
    <div
      ref={element}
      tabIndex={-1}
      className="mt-2 mb-3 grid max-w-lg gap-3 outline-none"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      {kind === "reply" && (
        <CommentReply postId={postId} parentId={id} looks={looks} onClose={onClose} onDone={done} />
      )}
      {kind === "edit" && <CommentEdit {...one} onClose={onClose} onDone={done} />}
      {kind === "delete" && (
        <CommentDelete
          {...one}
          moderates={moderates}
          onClose={onClose}
          onGone={(words) => {
            focusAfter(id);
            announce(words);
          }}
        />
      )}
      {kind === "report" && <CommentReport {...one} onClose={onClose} onDone={done} />}
    </div>
  );
}

/** A comment is about to be gone: on to the next one, else to the one before, else to the heading. */
function focusAfter(id: string): void {
  const own = document.getElementById(`comment-${id}`);
  const section = own?.closest("section");
  if (!own || !section) return;
  const all = [...section.querySelectorAll<HTMLElement>("article")];
  const at = all.indexOf(own);
  const next = all.slice(at + 1).find((each) => !own.contains(each));
  const target = next ?? all[at - 1] ?? section.querySelector("h2");
  target?.focus();
}

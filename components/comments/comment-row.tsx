import type { ReactNode } from "react";
import type { CommentLooks } from "#components/comments/comment-looks";

export interface CommentRowProps {
  looks: CommentLooks;
  avatar: ReactNode;
  children: ReactNode;
}

/** A comment's picture beside its words; colored when an address leads to it. */
export function CommentRow({ looks, avatar, children }: CommentRowProps) {
  return (
    <div className={looks.row}>
      {avatar}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

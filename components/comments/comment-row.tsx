import type { ReactNode } from "react";

export interface CommentRowProps {
  avatar: ReactNode;
  children: ReactNode;
}

/** A comment's picture beside its words; colored when an address leads to it. */
export function CommentRow({ avatar, children }: CommentRowProps) {
  return (
    <div className="-mx-3 flex gap-3 rounded-card px-3 py-3 transition-colors has-[:target]:bg-accent-soft [article:focus-visible>&]:outline-2 [article:focus-visible>&]:outline-accent [article:target>&]:bg-accent-soft">
      {avatar}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

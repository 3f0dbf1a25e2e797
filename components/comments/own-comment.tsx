"use client";

import { useSession } from "#components/site/session";

export interface OwnCommentProps {
  /** Where the comment is changed or deleted. */
  href: string;
  writer: string;
  postAuthors: readonly string[];
}

const className = "rounded-control px-2 py-1 text-muted hover:bg-sunken hover:text-ink";

/** The way to change one's own comment, for whoever may; without JavaScript for everybody, and the page decides. */
export function OwnComment({ href, writer, postAuthors }: OwnCommentProps) {
  const user = useSession();
  if (user === undefined) {
    return (
      <noscript>
        <a href={href} className={className}>
          Edit
        </a>
      </noscript>
    );
  }
  if (!user) return null;
  const own = user.handle === writer;
  const mayDelete = own || postAuthors.includes(user.handle) || /^(editor|admin)$/.test(user.role);
  if (!mayDelete) return null;
  return (
    <a href={href} className={className}>
      {own ? "Edit" : "Delete"}
    </a>
  );
}

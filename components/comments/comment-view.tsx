import type { ReactNode } from "react";
import { CommentItem } from "#components/comments/comment-item";
import { commentLooks } from "#components/comments/comment-looks";
import { CommentRow } from "#components/comments/comment-row";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";
import type { CommentView as Comment } from "#domain/comments/schema";

export interface CommentViewProps {
  comment: Comment;
  /** Who wrote the post answers here. */
  byPostAuthor: boolean;
  /** It may be answered. */
  answerable: boolean;
  /** What it answers stands on another page. */
  apart: boolean;
  /** Answers to this comment: a <ul> of further comments. */
  children: ReactNode;
}

/** One comment, at its own address (#comment-<id>). */
export function CommentView({
  comment,
  byPostAuthor,
  answerable,
  apart,
  children,
}: CommentViewProps) {
  const { id, html, author, status } = comment;
  const avatar = <Avatar name={author?.name ?? "?"} image={author?.image ?? null} />;
  return (
    <article id={`comment-${id}`} tabIndex={-1} className="scroll-mt-6 outline-none">
      {author ? (
        <CommentItem
          id={id}
          writer={author}
          answerable={answerable}
          looks={commentLooks}
          avatar={avatar}
          head={<Head comment={comment} byPostAuthor={byPostAuthor} apart={apart} />}
          body={
            <div
              dir="auto"
              className="prose prose-ui"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: this HTML left our own pipeline, which sanitizes comments most strictly
              dangerouslySetInnerHTML={{ __html: html }}
            />
          }
        >
          {children}
        </CommentItem>
      ) : (
        <>
          <CommentRow looks={commentLooks} avatar={avatar}>
            <p className="flex min-h-8 items-center text-sm text-faint">
              {status === "hidden"
                ? "This comment was hidden by a moderator."
                : "This comment was deleted."}
            </p>
          </CommentRow>
          {children}
        </>
      )}
    </article>
  );
}

function Head({
  comment: { id, parentId, author, createdAt, updatedAt },
  byPostAuthor,
  apart,
}: Pick<CommentViewProps, "comment" | "byPostAuthor" | "apart">) {
  const edited = Date.parse(updatedAt) - Date.parse(createdAt) > 1000;
  return (
    <>
      {/* Where somebody lands who sent it without JavaScript: shown to nobody else. */}
      <p id={`said-${id}`} className="hidden text-sm font-medium text-success target:block">
        Your comment is there. Thank you.
      </p>
      {apart && (
        <a
          href={`/comments/${parentId}#comment-${parentId}`}
          className="inline-flex min-h-6 items-center text-sm text-muted underline"
        >
          Answers a comment on another page
        </a>
      )}
      <header className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
        <Writer author={author} hasPage={byPostAuthor} />
        {byPostAuthor && <Badge tone="accent">Author</Badge>}
        <a
          href={`#comment-${id}`}
          className="inline-flex min-h-6 items-center text-faint hover:text-ink hover:underline"
        >
          <Time value={createdAt} />
          <span className="sr-only">, link to this comment</span>
        </a>
        {edited && <span className="text-faint">edited</span>}
      </header>
    </>
  );
}

/** Who wrote it. Only who published something has a page; of most who comment nobody knows, so they get no link. */
function Writer({ author, hasPage }: { author: Comment["author"]; hasPage: boolean }) {
  const className = "inline-flex min-h-6 items-center font-semibold wrap-anywhere";
  if (!author) return null;
  if (!hasPage) {
    return (
      <span dir="auto" className={className}>
        {author.name}
      </span>
    );
  }
  return (
    <Link href={`/authors/${author.handle}`} dir="auto" className={`${className} hover:underline`}>
      {author.name}
    </Link>
  );
}

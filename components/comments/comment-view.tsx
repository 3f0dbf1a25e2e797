import clsx from "clsx";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";

export interface CommentViewData {
  id: string;
  parentId: string | null;
  /** Sanitized HTML from lib/markdown. */
  html: string;
  /** Absent when the account is gone. */
  author: { handle: string; name: string; image: string | null } | null;
  status: string;
  createdAt: string;
  updatedAt: string;
}

export interface CommentViewProps {
  comment: CommentViewData;
  /** The writer of the post answers here. */
  byPostAuthor?: boolean;
  /** Not on the server yet: shown at once, and shown as such. */
  sending?: boolean;
  /** Reply, edit, delete, report. */
  actions?: ReactNode;
  /** A form, when one is open under this comment. */
  form?: ReactNode;
  /** Answers to this comment: a <ul> of further comments. */
  children?: ReactNode;
}

/** One comment, at its own address (#comment-<id>). */
export function CommentView({
  comment,
  byPostAuthor = false,
  sending = false,
  actions,
  form,
  children,
}: CommentViewProps) {
  const { id, html, author, status, createdAt, updatedAt } = comment;
  const edited = Date.parse(updatedAt) - Date.parse(createdAt) > 1000;
  return (
    <article id={`comment-${id}`} className="group/comment relative scroll-mt-6">
      <div
        className={clsx(
          "-mx-3 flex gap-3 rounded-card px-3 py-3 transition-colors group-target/comment:bg-accent-soft",
          sending && "opacity-60",
        )}
      >
        <Avatar name={author?.name ?? "?"} image={author?.image ?? null} />
        <div className="min-w-0 flex-1">
          <header className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
            <Writer author={author} hasPage={byPostAuthor} />
            {byPostAuthor && <Badge tone="accent">Author</Badge>}
            {status === "pending" && <Badge tone="warning">Waiting for review</Badge>}
            <a href={`#comment-${id}`} className="text-faint hover:text-ink hover:underline">
              <Time value={createdAt} />
            </a>
            {edited && <span className="text-faint">edited</span>}
            {sending && (
              <span role="status" className="text-faint">
                Sending…
              </span>
            )}
          </header>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: this HTML left our own pipeline, which sanitizes comments most strictly */}
          <div className="prose prose-ui" dangerouslySetInnerHTML={{ __html: html }} />
          {actions && (
            <footer className="-ms-3 mt-1 flex flex-wrap items-center text-sm" data-print="hide">
              {actions}
            </footer>
          )}
        </div>
      </div>
      {form && <div className="ms-11 mb-4">{form}</div>}
      {children}
    </article>
  );
}

/** Who wrote it. Only who published something has a page; of most who comment nobody knows, so they get no link. */
function Writer({ author, hasPage }: { author: CommentViewData["author"]; hasPage: boolean }) {
  if (!author) return <span className="font-semibold text-faint">Someone who left</span>;
  if (!hasPage) return <span className="font-semibold">{author.name}</span>;
  return (
    <Link href={`/authors/${author.handle}`} className="font-semibold hover:underline">
      {author.name}
    </Link>
  );
}

export interface CommentListProps {
  /** In the order they were written; answers may stand anywhere after what they answer. */
  comments: readonly CommentViewData[];
  /** What stands in each comment's places. */
  slots?: (
    comment: CommentViewData,
  ) => Pick<CommentViewProps, "actions" | "form" | "byPostAuthor" | "sending">;
}

/** Answers deeper than this are not moved further in: on a phone there is no room. */
const deepest = 4;

/** The conversation: answers under what they answer, joined by a line. */
export function CommentList({ comments, slots }: CommentListProps) {
  const known = new Set(comments.map(({ id }) => id));
  const answers = Map.groupBy(comments, ({ parentId }) =>
    parentId && known.has(parentId) ? parentId : null,
  );
  const list = (parentId: string | null, depth: number): ReactNode => {
    const children = answers.get(parentId);
    if (!children) return null;
    return (
      <ul
        className={clsx(
          depth > 0 && "ms-4 ps-3 sm:ps-6",
          depth > 0 && depth <= deepest ? "border-s border-line" : depth > 0 && "ms-0! ps-0!",
        )}
      >
        {children.map((comment) => (
          <li key={comment.id} className={depth === 0 ? "mb-3" : undefined}>
            <CommentView comment={comment} {...slots?.(comment)}>
              {list(comment.id, depth + 1)}
            </CommentView>
          </li>
        ))}
      </ul>
    );
  };
  return list(null, 0);
}

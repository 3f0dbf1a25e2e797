import clsx from "clsx";
import type { ReactNode } from "react";
import { CommentView } from "#components/comments/comment-view";
import { type CommentView as Comment, maxDepth } from "#domain/comments/schema";

export interface CommentListProps {
  /** In the order in which one reads them. */
  comments: readonly Comment[];
  /** Handles of who wrote the post. */
  postAuthors: readonly string[];
  /** The post takes comments. */
  open: boolean;
}

/** Answers deeper than this are not moved further in: on a phone there is no room. */
const deepest = 4;

/** The conversation: answers under what they answer, joined by a line. */
export function CommentList({ comments, postAuthors, open }: CommentListProps) {
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
            <CommentView
              comment={comment}
              byPostAuthor={postAuthors.includes(comment.author?.handle ?? "")}
              answerable={open && comment.depth < maxDepth}
              apart={parentId === null && comment.parentId !== null}
            >
              {list(comment.id, depth + 1)}
            </CommentView>
          </li>
        ))}
      </ul>
    );
  };
  return list(null, 0);
}

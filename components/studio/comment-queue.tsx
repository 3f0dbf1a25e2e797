import { deleteCommentAction } from "#actions/comments";
import { dismissReportsAction, hideCommentAction, showCommentAction } from "#actions/moderation";
import { reasonLabels } from "#components/comments/report-reasons";
import { ActionForm } from "#components/studio/action-form";
import { KeepPlace } from "#components/studio/keep-place";
import { StudioLink } from "#components/studio/studio-link";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Time } from "#components/ui/time";
import type { ModeratedComment } from "#domain/moderation/schema";
import { type Answer, answerTo } from "#doors/answer";

export interface CommentQueueProps {
  /** Names the list: "Reported". */
  label: string;
  comments: readonly ModeratedComment[];
  /** The address of the list with only what one post or one person has. */
  only: (filter: { post: string } | { author: string }) => string;
  /** The answer to a form that was sent without JavaScript. */
  answer: Answer | null;
}

/** Comments with what was reported of them, and what can be done about it. */
export function CommentQueue({ label, comments, only, answer }: CommentQueueProps) {
  return (
    <KeepPlace label={label}>
      {comments.map((comment) => (
        <QueueEntry key={comment.id} comment={comment} only={only} answer={answer} />
      ))}
    </KeepPlace>
  );
}

type EntryProps = Pick<CommentQueueProps, "only" | "answer"> & { comment: ModeratedComment };

function QueueEntry({ comment, only, answer }: EntryProps) {
  const { id, html, author, status, post, createdAt } = comment;
  return (
    <article className="rounded-card border border-line bg-raised p-4">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Avatar name={author?.name ?? "?"} image={author?.image ?? null} size="sm" />
        {author && (
          <StudioLink
            href={only({ author: author.handle })}
            className="font-semibold hover:underline"
          >
            {author.name}
          </StudioLink>
        )}
        <span className="text-faint">
          on{" "}
          <StudioLink
            href={only({ post: post.id })}
            className="text-muted underline decoration-line-strong underline-offset-4 wrap-anywhere hover:text-ink hover:decoration-current"
          >
            {post.title}
          </StudioLink>
          , <Time value={createdAt} format="datetime" />
        </span>
        {status === "hidden" && <Badge tone="warning">Hidden</Badge>}
      </header>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: this HTML left our own pipeline, which sanitizes comments most strictly */}
      <div className="prose prose-ui mt-3" dangerouslySetInnerHTML={{ __html: html }} />
      <Reports comment={comment} />
      <footer className="mt-3 flex flex-wrap items-start gap-1">
        <Actions comment={comment} answer={answer} />
        {status === "visible" && (
          // Another half of the app, and it may have moved to another page: a plain link.
          <a href={`/comments/${id}#comment-${id}`} className="p-1.5 text-sm text-muted underline">
            See it in its thread
          </a>
        )}
      </footer>
    </article>
  );
}

function Reports({ comment: { reports, reportCount } }: Pick<EntryProps, "comment">) {
  if (reportCount === 0) return null;
  return (
    <div className="mt-3 rounded-control bg-warning-soft px-3 py-2 text-sm">
      <p className="font-semibold text-warning">
        {reportCount === 1 ? "Reported once" : `Reported ${reportCount} times`}
      </p>
      <ul>
        {reports.map(({ id, reason, words, createdAt }) => (
          <li key={id} className="wrap-anywhere">
            {reasonLabels[reason]}
            {words && <>: “{words}”</>}{" "}
            <span className="text-muted">
              <Time value={createdAt} format="datetime" />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Actions({ comment, answer }: Pick<EntryProps, "comment" | "answer">) {
  const { id: commentId, version, status, post, reportCount, author } = comment;
  const hidden = status === "hidden";
  const which = <span className="sr-only"> the comment of {author?.name}</span>;
  const one = { id: post.id, commentId };
  const of = (operation: string) => answerTo(answer, [operation], { commentId });
  return (
    <>
      <ActionForm
        action={hidden ? showCommentAction : hideCommentAction}
        fields={{ ...one, version }}
        answer={of(hidden ? "comments.show" : "comments.hide")}
      >
        <Button type="submit" size="sm">
          {hidden ? "Show again" : "Hide"}
          {which}
        </Button>
      </ActionForm>
      {reportCount > 0 && (
        <ActionForm action={dismissReportsAction} fields={one} answer={of("comments.dismiss")}>
          <Button type="submit" size="sm">
            Dismiss reports<span className="sr-only"> of the comment of {author?.name}</span>
          </Button>
        </ActionForm>
      )}
      <ActionForm
        action={deleteCommentAction}
        fields={{ ...one, version }}
        answer={of("comments.delete")}
      >
        <ConfirmButton
          label={<>Delete{which}</>}
          question="Delete this comment for good? Replies to it stay."
          confirmLabel="Delete comment"
        />
      </ActionForm>
    </>
  );
}

import type { CommentLooks } from "#components/comments/comment-looks";
import { useSession } from "#components/site/session";

/** A comment on its way: the words as they were typed, until the server has made a comment of them. */
export function SendingComment({ words, looks }: { words: string | null; looks: CommentLooks }) {
  const user = useSession();
  if (words === null) return null;
  const name = user?.name ?? "You";
  return (
    <div className={looks.sending} data-sending="">
      <span aria-hidden="true" className={looks.picture} />
      <div className="min-w-0 flex-1">
        <p className={looks.sender}>
          <span className="font-semibold">{name}</span>
          <span role="status" className="text-muted">
            Sending…
          </span>
        </p>
        <p dir="auto" className={looks.typed}>
          {words}
        </p>
      </div>
    </div>
  );
}

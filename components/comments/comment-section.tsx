import { CommentList } from "#components/comments/comment-list";
import { commentLooks } from "#components/comments/comment-looks";
import { Conversation } from "#components/comments/conversation";
import { NewComment } from "#components/comments/new-comment";
import { Pagination } from "#components/ui/pagination";
import type { CommentView } from "#domain/comments/schema";
import type { PostView } from "#domain/posts/schema";

export interface CommentSectionProps {
  post: Pick<PostView, "id" | "url" | "commentCount" | "commentsOpen" | "author" | "coAuthors">;
  comments: readonly CommentView[];
  /** Which part of the thread this is, from 1, and whether there is a further one. */
  number: number;
  more: boolean;
}

/** The conversation under a post, the same for everybody; what is a reader's own is an island. */
export function CommentSection({ post, comments, number, more }: CommentSectionProps) {
  const { id, url, commentCount: count, commentsOpen } = post;
  const authors = [post.author, ...post.coAuthors].map(({ handle }) => handle);
  const page = (each: number) =>
    each === 1 ? `${url}#comments` : `${url}/comments/page/${each}#comments`;
  return (
    <section
      id="comments"
      aria-labelledby="comments-heading"
      className="later -mx-3 scroll-mt-6 px-3 [--later:32rem]"
      data-print="hide"
    >
      <h2
        id="comments-heading"
        tabIndex={-1}
        className="mb-6 font-serif text-title font-semibold outline-offset-4"
      >
        {count === 0 ? "Comments" : count === 1 ? "One comment" : `${count} comments`}
      </h2>
      <Conversation postId={id} postAuthors={authors} paged={more || number > 1}>
        <CommentList comments={comments} postAuthors={authors} open={commentsOpen} />
        <Pagination
          previous={number > 1 ? page(number - 1) : null}
          next={more ? page(number + 1) : null}
          previousLabel="Earlier comments"
          nextLabel="More comments"
          status={`Part ${number}`}
        />
        {comments.length === 0 && commentsOpen && (
          <p className="mb-6 text-muted">Nobody has said anything yet.</p>
        )}
        {commentsOpen ? (
          <div className="mt-8">
            <NewComment postId={id} permalink={page(number)} looks={commentLooks} />
          </div>
        ) : (
          <p className="mt-6 text-muted">Comments on this post are closed.</p>
        )}
      </Conversation>
    </section>
  );
}

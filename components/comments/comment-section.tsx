import { CommentForm } from "#components/comments/comment-form";
import { CommentList } from "#components/comments/comment-view";
import { OwnComment } from "#components/comments/own-comment";
import type { CommentView } from "#domain/comments/schema";
import type { PostView } from "#domain/posts/schema";

export interface CommentSectionProps {
  post: Pick<PostView, "id" | "commentCount" | "commentsOpen" | "author" | "coAuthors">;
  comments: readonly CommentView[];
}

/** The conversation under a post, the same for everybody; what is a reader's own is an island. */
export function CommentSection({ post, comments }: CommentSectionProps) {
  const authors = [post.author, ...post.coAuthors].map(({ handle }) => handle);
  const heading =
    post.commentCount === 0
      ? "Comments"
      : post.commentCount === 1
        ? "One comment"
        : `${post.commentCount} comments`;
  return (
    <section
      id="comments"
      aria-labelledby="comments-heading"
      className="scroll-mt-6"
      data-print="hide"
    >
      <h2 id="comments-heading" className="mb-6 font-serif text-title font-semibold">
        {heading}
      </h2>
      <CommentList
        comments={comments}
        slots={(comment) => {
          const { id, author, status } = comment;
          if (status === "deleted" || !author) return {};
          return {
            byPostAuthor: authors.includes(author.handle),
            actions: (
              <>
                {post.commentsOpen && (
                  <details className="group/reply">
                    <summary className="cursor-pointer rounded-control px-2 py-1 text-muted hover:bg-sunken hover:text-ink">
                      Reply<span className="sr-only"> to {author.name}</span>
                    </summary>
                    <div className="mt-2 w-[min(32rem,80vw)]">
                      <CommentForm postId={post.id} parentId={id} />
                    </div>
                  </details>
                )}
                <OwnComment
                  href={`/studio/comments/${post.id}/${id}`}
                  writer={author.handle}
                  postAuthors={authors}
                />
              </>
            ),
          };
        }}
      />
      {comments.length === 0 && post.commentsOpen && (
        <p className="mb-6 text-muted">Nobody has said anything yet.</p>
      )}
      {post.commentsOpen ? (
        <div className="mt-8">
          <CommentForm postId={post.id} parentId={null} />
        </div>
      ) : (
        <p className="mt-6 text-muted">Comments on this post are closed.</p>
      )}
    </section>
  );
}

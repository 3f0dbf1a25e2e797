import type { Metadata } from "next";
import { CommentEditor } from "#components/comments/comment-editor";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { getComment } from "#domain/comments/operations";
import { getPost } from "#domain/posts/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { AppError } from "#lib/errors";

export const metadata: Metadata = { title: "Comment" };

export const instant = false;

/** One comment, to answer, report, change or delete; the actions decide who may. */
export default async function Comment({
  params,
}: PageProps<"/studio/comments/[postId]/[commentId]">) {
  const { postId, commentId } = await params;
  const here = `/studio/comments/${postId}/${commentId}`;
  return studioPage({ here, current: "" }, async (me, answer) => {
    const [post, comment] = await Promise.all([
      fromPage(getPost, { id: postId }),
      fromPage(getComment, { id: postId, commentId }).catch(nullIfGone),
    ]);
    const own = comment?.author?.handle === me.handle;
    const writers = [post.author, ...post.coAuthors].map(({ handle }) => handle);
    const moderates = me.role === "editor" || me.role === "admin" || writers.includes(me.handle);
    return (
      <>
        <StudioHeading title="Comment" description={<>On “{post.title}”</>} />
        <CommentEditor
          comment={comment}
          own={own}
          mayDelete={own || moderates}
          answerable={post.commentsOpen && comment?.status === "visible"}
          back={post.url}
          answers={{
            saved: answerTo(answer, ["comments.update"]),
            deleted: answerTo(answer, ["comments.delete"]),
            created: answerTo(answer, ["comments.create"]),
            reported: answerTo(answer, ["comments.report"]),
          }}
        />
      </>
    );
  });
}

/** A comment that was just deleted here is no error: the form says that it is gone. */
function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

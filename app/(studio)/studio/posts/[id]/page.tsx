import type { Metadata } from "next";
import { DraftNotice } from "#components/studio/draft-notice";
import { PostEditor } from "#components/studio/post-editor";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { StatusBadge } from "#components/ui/badge";
import { ButtonLink } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Time } from "#components/ui/time";
import { getEditablePost } from "#domain/posts/operations";
import { listUploads } from "#domain/uploads/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { env } from "#lib/env";

export const metadata: Metadata = { title: "Edit post" };

export const instant = false;

/** The editor of a post that exists; whoever may not change it does not find it here. */
export default async function EditPost({ params, searchParams }: PageProps<"/studio/posts/[id]">) {
  const { id } = await params;
  const { saved, published, scheduled, restored } = await searchParams;
  return studioPage({ here: `/studio/posts/${id}`, current: "/studio" }, async (_me, answer) => {
    const post = await fromPage(getEditablePost, { id });
    const { data } = await fromPage(listUploads, { limit: 11 });
    return (
      <>
        <StudioHeading
          title={post.title}
          description={<StatusBadge status={post.status} />}
          actions={
            <>
              <ButtonLink href={`/studio/posts/${id}/history`} variant="quiet">
                History
              </ButtonLink>
              {post.status === "published" && (
                <ButtonLink href={post.url}>View the post</ButtonLink>
              )}
            </>
          }
        />
        {published && post.status === "published" && (
          <Notice tone="success" title="Published." className="mb-6">
            <a href={post.url} className="underline">
              {post.url}
            </a>
          </Notice>
        )}
        {scheduled && post.scheduledFor && (
          <Notice tone="success" title="Scheduled." className="mb-6">
            Everybody can read it from <Time value={post.scheduledFor} format="datetime" /> on.
          </Notice>
        )}
        {restored === String(post.version) && (
          <Notice tone="success" className="mb-6">
            Restored as version {post.version}. The version before is in the history.
          </Notice>
        )}
        <DraftNotice
          id={post.id}
          draft={post.draft}
          editor="post-editor"
          answer={answerTo(answer, ["drafts.discard"])}
        />
        {saved && !published && (
          <Notice tone="success" className="mb-6">
            Saved as a draft.
          </Notice>
        )}
        <PostEditor
          // The router keeps the editor it showed before, with its text: what is restored is another one.
          key={String(restored ?? "")}
          post={post}
          pictures={data}
          largest={env().UPLOAD_MAX_BYTES}
          answer={answerTo(answer, ["posts.update", "posts.preview", "uploads.create"])}
        />
      </>
    );
  });
}

import type { Metadata } from "next";
import { unpublishPostAction } from "#actions/posts";
import { PostCard } from "#components/posts/post-card";
import { ActionForm } from "#components/studio/action-form";
import { PublishForm, ScheduleForm } from "#components/studio/publish-form";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { Button, ButtonLink } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Time } from "#components/ui/time";
import { getEditablePost } from "#domain/posts/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { env } from "#lib/env";

export const metadata: Metadata = { title: "Publish" };

export const instant = false;

/** What will happen, before it happens. */
export default async function Publish({ params }: PageProps<"/studio/posts/[id]/publish">) {
  const { id } = await params;
  return studioPage(
    { here: `/studio/posts/${id}/publish`, current: "/studio" },
    async (_me, answer) => {
      const post = await fromPage(getEditablePost, { id });
      if (post.status === "published") {
        return <Notice tone="info" title="It is published already." />;
      }
      return (
        <>
          <StudioHeading
            title="Publish this post?"
            description={
              <>
                Everybody will be able to read it at once, at{" "}
                <code className="break-all font-mono">
                  {env().AUTH_URL}
                  {post.url}
                </code>
              </>
            }
          />
          <div className="grid max-w-3xl gap-8">
            <div className="rounded-card border border-line bg-raised px-6">
              <PostCard post={post} />
            </div>
            <div className="flex flex-wrap items-start gap-3">
              <PublishForm
                post={{ id: post.id, version: post.version }}
                answer={answerTo(answer, ["posts.publish"])}
              />
              <ButtonLink href={`/studio/posts/${id}`} size="lg" variant="quiet">
                Back to the text
              </ButtonLink>
            </div>
            <section aria-labelledby="later" className="grid gap-3">
              <h2 id="later" className="font-serif text-xl font-semibold">
                Or later
              </h2>
              {post.scheduledFor && (
                <p className="text-muted">
                  It is scheduled for <Time value={post.scheduledFor} format="datetime" />.
                </p>
              )}
              <ScheduleForm
                post={{ id: post.id, version: post.version }}
                scheduledFor={post.scheduledFor}
                answer={answerTo(answer, ["posts.update"])}
              />
              {post.scheduledFor && (
                <ActionForm
                  action={unpublishPostAction}
                  fields={{ id: post.id, version: post.version }}
                  answer={answerTo(answer, ["posts.unpublish"])}
                >
                  <Button type="submit" variant="quiet">
                    Cancel the schedule
                  </Button>
                </ActionForm>
              )}
            </section>
          </div>
        </>
      );
    },
  );
}

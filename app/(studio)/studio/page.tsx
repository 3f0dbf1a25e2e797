import type { Metadata } from "next";
import { deletePostAction, restorePostAction, unpublishPostAction } from "#actions/posts";
import { ActionForm } from "#components/studio/action-form";
import { BulkBar } from "#components/studio/bulk-bar";
import { PostTable } from "#components/studio/post-table";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { Button, ButtonLink } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { Tabs } from "#components/ui/tabs";
import { listPosts } from "#domain/posts/operations";
import { countPostsByStatus } from "#domain/posts/queries";
import type { PostSummary } from "#domain/posts/schema";
import { sessionActor } from "#doors/actor";
import { type Answer, answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { isEditor, may } from "#lib/actor";
import { AppError } from "#lib/errors";
import { pageNumber } from "#lib/page-number";

export const metadata: Metadata = { title: "Posts" };

export const instant = false;

const tabs = [
  {
    status: "draft",
    label: "Drafts",
    empty: "No drafts. What you begin and do not publish waits here.",
  },
  {
    status: "scheduled",
    label: "Scheduled",
    empty: "Nothing scheduled. A post's publish page lets you choose a time.",
  },
  { status: "published", label: "Published", empty: "Nothing published yet." },
  { status: "trashed", label: "Trash", empty: "The trash is empty." },
] as const;

/** What can be done to many posts of a list at once. */
const bulkActions = {
  draft: ["publish", "trash"],
  scheduled: ["publish", "unpublish", "trash"],
  published: ["unpublish", "trash"],
  trashed: ["restore", "delete"],
} as const;

/** An author's posts, an editor's everybody's: one tab a state. */
export default async function Posts({ searchParams }: PageProps<"/studio">) {
  const { tab = "draft", page = "1" } = await searchParams;
  return studioPage({ here: "/studio", current: "/studio" }, (_me, answer) =>
    list(tab, page, answer),
  );
}

type Parameter = string | string[];

async function list(tab: Parameter, page: Parameter, answer: Answer | null) {
  const actor = await sessionActor();
  if (!may(actor, "posts:write") || actor.kind === "guest") {
    throw new AppError("forbidden", "Your account may comment. An admin can make you an author.");
  }
  const current = tabs.find(({ status }) => status === tab);
  const number = typeof page === "string" ? pageNumber(page) : null;
  if (!current || !number) throw new AppError("not_found", "There is no such list of posts.");
  const own = isEditor(actor) || current.status === "trashed" ? {} : { author: actor.handle };
  // What is due first is what one looks for among the scheduled.
  const order = current.status === "scheduled" ? { sort: "scheduledFor" as const } : {};
  const [counts, posts] = await Promise.all([
    countPostsByStatus(actor),
    fromPage(listPosts, { status: current.status, page: number, limit: 25, ...order, ...own }),
  ]);
  const address = (each: number) => `/studio?tab=${current.status}&page=${each}`;
  return (
    <>
      <StudioHeading
        title="Posts"
        tabs={
          <Tabs
            label="Posts by state"
            tabs={tabs.map(({ status, label }) => ({
              href: `/studio?tab=${status}`,
              label,
              count: counts[status],
              current: status === current.status,
            }))}
          />
        }
      />
      <BulkBar
        key={current.status}
        id="bulk"
        actions={bulkActions[current.status]}
        titles={Object.fromEntries(posts.data.map(({ id, title }) => [id, title]))}
        answer={answerTo(answer, ["posts.bulk"])}
      />
      {posts.data.length === 0 ? (
        <EmptyState
          title={current.empty}
          actions={
            current.status !== "trashed" && (
              <ButtonLink href="/studio/posts/new" variant="primary">
                Write a post
              </ButtonLink>
            )
          }
        />
      ) : (
        <PostTable
          caption={current.label}
          selectForm="bulk"
          posts={posts.data.map((post) => ({ ...post, scheduledAt: post.scheduledFor }))}
          editHref={({ id, status }) =>
            status === "trashed" ? "/studio?tab=trashed" : `/studio/posts/${id}`
          }
          actions={(post) => <RowActions post={post as PostSummary} answer={answer} />}
        />
      )}
      <div className="mt-6">
        <Pagination
          previous={number > 1 ? address(number - 1) : null}
          next={posts.page.next ? address(number + 1) : null}
          status={`Page ${number}`}
        />
      </div>
    </>
  );
}

interface RowActionsProps {
  post: PostSummary;
  answer: Answer | null;
}

function RowActions({ post: { id, version, status, title, url }, answer }: RowActionsProps) {
  const which = <span className="sr-only"> “{title}”</span>;
  const fields = { id, version };
  const of = (operation: string) => answerTo(answer, [operation], { id });
  if (status === "trashed") {
    return (
      <>
        <ActionForm action={restorePostAction} fields={fields} answer={of("posts.restore")}>
          <Button type="submit" size="sm">
            Restore{which}
          </Button>
        </ActionForm>
        <ActionForm
          action={deletePostAction}
          fields={{ ...fields, permanent: true }}
          answer={of("posts.delete")}
        >
          <ConfirmButton
            label={<>Delete for good{which}</>}
            question="Delete this post for good? Its comments and history go with it. Nothing brings it back."
            confirmLabel="Delete for good"
            align="end"
          />
        </ActionForm>
      </>
    );
  }
  return (
    <>
      {status === "scheduled" && (
        <>
          <ButtonLink href={`/studio/posts/${id}/publish`} size="sm" variant="quiet">
            Change the time{which}
          </ButtonLink>
          <ActionForm action={unpublishPostAction} fields={fields} answer={of("posts.unpublish")}>
            <Button type="submit" size="sm" variant="quiet">
              Unschedule{which}
            </Button>
          </ActionForm>
        </>
      )}
      {status === "published" && (
        <>
          <ButtonLink href={url} size="sm" variant="quiet">
            View{which}
          </ButtonLink>
          <ActionForm action={unpublishPostAction} fields={fields} answer={of("posts.unpublish")}>
            <Button type="submit" size="sm" variant="quiet">
              Unpublish{which}
            </Button>
          </ActionForm>
        </>
      )}
      <ActionForm action={deletePostAction} fields={fields} answer={of("posts.delete")}>
        <Button type="submit" size="sm" variant="quiet">
          Move to trash{which}
        </Button>
      </ActionForm>
    </>
  );
}

import type { Metadata } from "next";
import { CommentQueue } from "#components/studio/comment-queue";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { Tabs } from "#components/ui/tabs";
import { listModerated } from "#domain/moderation/operations";
import { countQueue } from "#domain/moderation/queries";
import { sessionActor } from "#doors/actor";
import type { Answer } from "#doors/answer";
import { fromPage } from "#doors/page";
import { may } from "#lib/actor";
import { AppError } from "#lib/errors";
import { pageNumber } from "#lib/page-number";

export const metadata: Metadata = { title: "Comments" };

export const instant = false;

const tabs = [
  {
    state: "reported",
    label: "Reported",
    empty: "Nothing is reported.",
    hint: "What readers report waits here until you hide it or dismiss the reports.",
  },
  {
    state: "all",
    label: "All",
    empty: "No comments yet.",
    hint: "What readers say below your posts is listed here, the newest first.",
  },
  {
    state: "hidden",
    label: "Hidden",
    empty: "Nothing is hidden.",
    hint: "A hidden comment is kept here, and can be shown again.",
  },
] as const;

/** The comments below one's posts, an editor's below all: one tab a state. */
export default async function Comments({ searchParams }: PageProps<"/studio/comments">) {
  const { state = "reported", page = "1", post, author } = await searchParams;
  const filter = { ...(post && { post }), ...(author && { author }) };
  return studioPage({ here: "/studio/comments", current: "/studio/comments" }, (_me, answer) =>
    list({ state, page, filter, answer }),
  );
}

interface Asked {
  state: string | string[];
  page: string | string[];
  filter: Record<string, string | string[]>;
  answer: Answer | null;
}

async function list({ state, page, filter, answer }: Asked) {
  const actor = await sessionActor();
  if (!may(actor, "posts:write") || actor.kind === "guest") {
    throw new AppError("forbidden", "Comments are moderated by authors and editors.");
  }
  const current = tabs.find((tab) => tab.state === state);
  const number = typeof page === "string" ? pageNumber(page) : null;
  const repeated = Object.values(filter).some((value) => typeof value !== "string");
  if (!current || !number || repeated) {
    throw new AppError("not_found", "There is no such list of comments.");
  }
  const [counts, comments] = await Promise.all([
    countQueue(actor),
    fromPage(listModerated, { ...filter, state: current.state, page: number, limit: 25 }),
  ]);
  const chosen = filter as Record<string, string>;
  const address = (more: Record<string, string>) =>
    `/studio/comments?${new URLSearchParams({ state: current.state, ...more })}`;
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <StudioHeading
        title="Comments"
        tabs={
          <Tabs
            label="Comments by state"
            tabs={tabs.map(({ state: each, label }) => ({
              href: `/studio/comments?state=${each}`,
              label,
              count: counts[each],
              current: each === current.state,
            }))}
          />
        }
      />
      {filtered && (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
          {filterInWords(chosen, comments.data[0])}
          <ButtonLink href={address({})} size="sm">
            Show all
          </ButtonLink>
        </p>
      )}
      {comments.data.length === 0 ? (
        <EmptyState title={filtered ? "Nothing here fits." : current.empty}>
          {filtered ? "Other tabs may have more of it." : current.hint}
        </EmptyState>
      ) : (
        <CommentQueue
          label={current.label}
          comments={comments.data}
          only={(one) => address({ ...chosen, ...one })}
          answer={answer}
        />
      )}
      <div className="mt-6">
        <Pagination
          previous={number > 1 ? address({ ...chosen, page: String(number - 1) }) : null}
          next={comments.page.next ? address({ ...chosen, page: String(number + 1) }) : null}
          status={`Page ${number}`}
        />
      </div>
    </>
  );
}

type First = { post: { title: string }; author: { name: string } | null } | undefined;

/** What a filter leaves: in names where the list has them. */
function filterInWords({ post, author }: Record<string, string>, first: First): string {
  const below = post && (first ? ` below “${first.post.title}”` : " below one post");
  const by = author && ` by ${first?.author?.name ?? author}`;
  return `Only comments${by ?? ""}${below ?? ""}.`;
}

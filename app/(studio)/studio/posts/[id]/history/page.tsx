import type { Metadata } from "next";
import { restoreRevisionAction } from "#actions/revisions";
import { ActionForm } from "#components/studio/action-form";
import { RevisionDiffView } from "#components/studio/revision-diff";
import { RevisionList } from "#components/studio/revision-list";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { Button, ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { getEditablePost } from "#domain/posts/operations";
import { diffRevision, listRevisions } from "#domain/revisions/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { pageNumber } from "#lib/page-number";

export const metadata: Metadata = { title: "History" };

export const instant = false;

/** What a post once said, beside what it says now, and the way back. */
export default async function History({
  params,
  searchParams,
}: PageProps<"/studio/posts/[id]/history">) {
  const { id } = await params;
  const { version, page = "1" } = await searchParams;
  const here = `/studio/posts/${id}/history`;
  return studioPage({ here, current: "/studio" }, async (_me, answer) => {
    const number = (typeof page === "string" && pageNumber(page)) || 1;
    const [post, revisions] = await Promise.all([
      fromPage(getEditablePost, { id }),
      fromPage(listRevisions, { id, page: number }),
    ]);
    const asked = typeof version === "string" ? pageNumber(version) : null;
    // Unless one is chosen, the one before the present says most.
    const shown = asked ?? revisions.data.find(({ current }) => !current)?.number ?? null;
    const diff = shown === null ? null : await fromPage(diffRevision, { id, number: shown });
    const address = (at: number) => `${here}?page=${at}`;
    return (
      <>
        <StudioHeading
          title="History"
          description={post.title}
          actions={<ButtonLink href={`/studio/posts/${id}`}>Back to the text</ButtonLink>}
        />
        <div className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <div className="grid content-start gap-4">
            <RevisionList
              revisions={revisions.data}
              shown={shown}
              hrefOf={(each) => `${here}?page=${number}&version=${each}`}
            />
            <Pagination
              previous={number > 1 ? address(number - 1) : null}
              next={revisions.page.next ? address(number + 1) : null}
              status={`Page ${number}`}
            />
          </div>
          {diff === null || shown === null ? (
            <EmptyState title="There is one version. The next save adds another." />
          ) : (
            <div className="grid min-w-0 content-start gap-5">
              <div className="flex flex-wrap items-center justify-between gap-3">
                <h2 className="font-serif text-xl font-semibold">
                  {diff.from === diff.to
                    ? `Version ${shown} is the present text`
                    : `From version ${diff.from} to the present text`}
                </h2>
                {diff.from !== diff.to && (
                  <ActionForm
                    action={restoreRevisionAction}
                    fields={{ id, number: shown, version: post.version }}
                    answer={answerTo(answer, ["revisions.restore"], { id })}
                  >
                    <Button type="submit">Restore this version</Button>
                  </ActionForm>
                )}
              </div>
              <RevisionDiffView diff={diff} />
            </div>
          )}
        </div>
      </>
    );
  });
}

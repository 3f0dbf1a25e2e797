import type { Metadata } from "next";
import { PictureCard } from "#components/studio/picture-card";
import { PictureForm } from "#components/studio/picture-form";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { listUploads } from "#domain/uploads/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { env } from "#lib/env";

export const metadata: Metadata = { title: "Pictures" };

export const instant = false;

/** A person's own pictures. */
export default async function Uploads({ searchParams }: PageProps<"/studio/uploads">) {
  const { cursor } = await searchParams;
  const here = "/studio/uploads";
  return studioPage({ here, current: here }, async (_me, answer) => {
    const place = typeof cursor === "string" ? { cursor } : {};
    const { data, page } = await fromPage(listUploads, { limit: 24, ...place });
    const to = (at: string | null) => at && `${here}?cursor=${encodeURIComponent(at)}`;
    return (
      <>
        <StudioHeading
          title="Pictures"
          description="What you have uploaded. A picture is private until a post shows it."
        />
        <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid content-start gap-6 max-xl:order-last">
            {data.length === 0 ? (
              <EmptyState title="No pictures yet">
                Upload one here, or while you write a post.
              </EmptyState>
            ) : (
              <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {data.map((picture) => (
                  <PictureCard
                    key={picture.id}
                    picture={picture}
                    answers={{
                      words: answerTo(answer, ["uploads.update"], { id: picture.id }),
                      deletion: answerTo(answer, ["uploads.delete"], { id: picture.id }),
                    }}
                  />
                ))}
              </ul>
            )}
            <Pagination previous={to(page.prev)} next={to(page.next)} />
          </div>
          <Card title="New picture" className="self-start">
            <PictureForm
              largest={env().UPLOAD_MAX_BYTES}
              answer={answerTo(answer, ["uploads.create"])}
            />
          </Card>
        </div>
      </>
    );
  });
}

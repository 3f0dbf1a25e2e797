import type { ReactNode } from "react";
import { PostOutline } from "#components/posts/post-outline";
import { ReadingAids } from "#components/posts/reading-aids";
import type { OutlineEntryView } from "#components/posts/view";

export interface PostLayoutProps {
  /** <PostHeader>. */
  header: ReactNode;
  outline?: readonly OutlineEntryView[];
  /** <PostBody>. */
  children: ReactNode;
  /** What follows the text in its column: tags, reactions, author, neighbors, comments. */
  footer?: ReactNode;
  /** What to read next, across the whole page. */
  further?: ReactNode;
}

/** The page of a post: the text in one column, its contents beside it where there is room. */
export function PostLayout({ header, outline = [], children, footer, further }: PostLayoutProps) {
  const withOutline = outline.length > 1;
  return (
    <div className="page pt-10 pb-20 sm:pt-16">
      <ReadingAids />
      <article className="mx-auto max-w-[60rem]">
        {header}
        <div className="mt-10 grid grid-cols-[minmax(0,var(--measure))] justify-between gap-x-12 sm:mt-12 lg:grid-cols-[minmax(0,var(--measure))_13rem]">
          {withOutline && (
            <>
              <div className="mb-8 lg:hidden">
                <PostOutline outline={outline} variant="inline" />
              </div>
              <aside className="hidden lg:col-start-2 lg:row-start-1 lg:block">
                <div className="sticky top-10 max-h-[calc(100dvb-5rem)] overflow-y-auto">
                  <PostOutline outline={outline} />
                </div>
              </aside>
            </>
          )}
          <div className="min-w-0 lg:col-start-1 lg:row-start-1">{children}</div>
          {footer && (
            <div className="mt-16 grid min-w-0 grid-cols-1 gap-14 lg:col-start-1">{footer}</div>
          )}
        </div>
      </article>
      {further && <div className="mx-auto mt-20 max-w-[60rem]">{further}</div>}
    </div>
  );
}

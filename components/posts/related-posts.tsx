import type { PostSummaryView } from "#components/posts/view";
import { CardLink } from "#components/ui/card-link";
import { Time } from "#components/ui/time";

export interface RelatedPostsProps {
  /** Up to three. */
  posts: readonly PostSummaryView[];
}

/** What else there is about the same: titles in columns, without pictures, so that they stand level. */
export function RelatedPosts({ posts }: RelatedPostsProps) {
  return (
    <section aria-labelledby="related" className="later [--later:24rem]" data-print="hide">
      <h2 id="related" className="mb-5 font-serif text-title font-semibold tracking-[-0.012em]">
        Related posts
      </h2>
      <ul className="grid gap-x-10 gap-y-8 sm:grid-cols-3">
        {posts.map(({ id, title, url, excerpt, publishedAt, readingMinutes }) => (
          <li key={id} className="border-t-2 border-ink pt-4">
            <article className="group relative grid gap-2">
              <h3 className="font-serif text-lg leading-6 font-semibold text-balance wrap-anywhere">
                <CardLink href={url}>{title}</CardLink>
              </h3>
              <p className="line-clamp-3 text-sm text-muted">{excerpt}</p>
              <p className="text-sm text-faint">
                {publishedAt && (
                  <>
                    <Time value={publishedAt} />
                    {" · "}
                  </>
                )}
                {readingMinutes} min read
              </p>
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}

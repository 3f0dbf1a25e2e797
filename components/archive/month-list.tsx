import { Link } from "#components/ui/link";
import type { ArchivedPost } from "#domain/archive/schema";
import { dateWords, monthNames } from "#lib/date-words";

export interface MonthListProps {
  /** Of one year, the latest first. */
  posts: readonly ArchivedPost[];
  /** The level of the months in the page's outline. */
  level?: 2 | 3;
}

/** The titles of a year under their months; both in UTC, as the year itself is. */
export function MonthList({ posts, level = 2 }: MonthListProps) {
  const Heading = `h${level}` as const;
  const months = Map.groupBy(posts, ({ publishedAt }) => new Date(publishedAt).getUTCMonth());
  return (
    <div className="divide-y divide-line">
      {[...months].map(([month, titles]) => (
        <section
          key={month}
          aria-labelledby={`month-${month + 1}`}
          className="grid gap-x-12 gap-y-3 py-6 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <Heading id={`month-${month + 1}`} className="font-serif text-lg font-semibold sm:pt-0.5">
            {monthNames[month]}
          </Heading>
          <ol className="grid">
            {titles.map(({ id, title, url, publishedAt }) => (
              <li key={id} className="flex items-baseline gap-4">
                <time
                  dateTime={publishedAt}
                  className="w-14 shrink-0 text-sm tabular-nums text-faint"
                >
                  {dateWords(publishedAt, "short")}
                </time>
                <Link
                  href={url}
                  className="min-w-0 py-1 wrap-anywhere decoration-1 underline-offset-4 hover:underline"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

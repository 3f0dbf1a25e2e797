import { Link } from "#components/ui/link";
import type { ArchivedPost } from "#domain/archive/schema";
import { dateWords, monthNames } from "#lib/date-words";

export interface MonthListProps {
  /** Of one year, the latest first. */
  posts: readonly ArchivedPost[];
}

/** The titles of a year under their months; both in UTC, as the year itself is. */
export function MonthList({ posts }: MonthListProps) {
  const months = Map.groupBy(posts, ({ publishedAt }) => new Date(publishedAt).getUTCMonth());
  return (
    <div className="divide-y divide-line border-y border-line">
      {[...months].map(([month, titles]) => (
        <section
          key={month}
          aria-labelledby={`month-${month + 1}`}
          className="grid gap-x-12 gap-y-3 py-6 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <h2 id={`month-${month + 1}`} className="font-serif text-lg font-semibold">
            {monthNames[month]}
          </h2>
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

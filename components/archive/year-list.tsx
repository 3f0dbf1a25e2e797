import type { ReactNode } from "react";
import { CardLink } from "#components/ui/card-link";
import type { ArchiveYear } from "#domain/archive/schema";
import { monthNames } from "#lib/date-words";

export interface YearListProps {
  /** The latest first. */
  years: readonly ArchiveYear[];
  /** What stands open under the latest year. */
  latest?: ReactNode;
}

/** The years, each with how much was written and when. */
export function YearList({ years, latest }: YearListProps) {
  const most = Math.max(...years.flatMap(({ months }) => months));
  return (
    <ol className="divide-y divide-line border-y border-line">
      {years.map(({ year, postCount, months, url }, at) => (
        <li key={year}>
          <div className="group relative flex flex-wrap items-end justify-between gap-x-8 gap-y-2 py-5">
            <h2 className="font-serif text-heading font-semibold tabular-nums lining-nums">
              <CardLink href={url}>{year}</CardLink>
            </h2>
            <div className="flex items-end gap-6">
              <Months months={months} most={most} />
              <p className="min-w-20 text-end text-sm tabular-nums text-faint">
                {postCount === 1 ? "One post" : `${postCount} posts`}
              </p>
            </div>
          </div>
          {at === 0 && latest && <div className="border-t border-line">{latest}</div>}
        </li>
      ))}
    </ol>
  );
}

/** A year's months as bars, beside the numbers that say the same. */
function Months({ months, most }: { months: readonly number[]; most: number }) {
  const height = 28;
  return (
    <svg
      viewBox={`0 0 96 ${height}`}
      width={96}
      height={height}
      aria-hidden="true"
      focusable="false"
      className="shrink-0"
    >
      {months.map((count, month) => {
        const tall = count === 0 ? 1 : Math.max(3, Math.round((count / most) * height));
        return (
          <rect
            key={monthNames[month]}
            x={month * 8}
            y={height - tall}
            width={5}
            height={tall}
            className={count === 0 ? "fill-line-strong" : "fill-accent"}
          />
        );
      })}
    </svg>
  );
}

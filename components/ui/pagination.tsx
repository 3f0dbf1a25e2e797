import clsx from "clsx";
import { buttonClass } from "#components/ui/button";
import { Glyph } from "#components/ui/glyph";
import { Link } from "#components/ui/link";

export interface PaginationProps {
  /** Address of the page with newer entries; absent on the first. */
  previous?: string | null;
  /** Address of the page with older entries; absent on the last. */
  next?: string | null;
  previousLabel?: string;
  nextLabel?: string;
  /** Where one is: "Page 2 of 7". */
  status?: string;
}

/** To newer and older entries; renders nothing when there is only one page. */
export function Pagination({
  previous,
  next,
  previousLabel = "Newer",
  nextLabel = "Older",
  status,
}: PaginationProps) {
  if (!previous && !next) return null;
  return (
    <nav
      aria-label="Pages"
      className="grid grid-cols-[1fr_auto_1fr] items-center gap-4"
      data-print="hide"
    >
      <span>
        {previous && (
          <Link href={previous} rel="prev" className={clsx(buttonClass(), "justify-self-start")}>
            <Glyph name="arrow-left" />
            {previousLabel}
          </Link>
        )}
      </span>
      <span className="text-sm tabular-nums text-faint">{status}</span>
      <span className="text-end">
        {next && (
          <Link href={next} rel="next" className={buttonClass()}>
            {nextLabel}
            <Glyph name="arrow-right" />
          </Link>
        )}
      </span>
    </nav>
  );
}

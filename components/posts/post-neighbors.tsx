import clsx from "clsx";
import type { PostSummaryView } from "#components/posts/view";
import { Glyph } from "#components/ui/glyph";
import { Link } from "#components/ui/link";

type Neighbor = Pick<PostSummaryView, "title" | "url">;

export interface PostNeighborsProps {
  /** Published right before this one. */
  previous: Neighbor | null;
  /** Published right after it. */
  next: Neighbor | null;
}

/** The posts before and after, by date; nothing where there is but one post. */
export function PostNeighbors({ previous, next }: PostNeighborsProps) {
  if (!previous && !next) return null;
  return (
    <nav
      aria-label="Other posts"
      className="grid divide-y divide-line border-y border-line sm:grid-cols-2 sm:divide-y-0"
      data-print="hide"
    >
      {previous && <Way post={previous} rel="prev" label="Previous" />}
      {next && <Way post={next} rel="next" label="Next" />}
    </nav>
  );
}

function Way({ post, rel, label }: { post: Neighbor; rel: "prev" | "next"; label: string }) {
  const onward = rel === "next";
  return (
    <Link
      href={post.url}
      rel={rel}
      className={clsx(
        "group grid content-start gap-1 py-5",
        onward && "sm:col-start-2 sm:justify-items-end sm:ps-6 sm:text-end",
        !onward && "sm:pe-6",
      )}
    >
      <span
        className={clsx(
          "inline-flex items-center gap-1.5 text-sm text-faint",
          onward && "sm:flex-row-reverse",
        )}
      >
        <Glyph name={onward ? "arrow-right" : "arrow-left"} />
        {label}
        <span className="sr-only">: </span>
      </span>
      <span className="font-serif text-lg leading-6 font-semibold text-balance wrap-anywhere decoration-1 underline-offset-4 group-hover:underline">
        {post.title}
      </span>
    </Link>
  );
}

import clsx from "clsx";
import type { PostSummaryView } from "#components/posts/view";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";

export interface PostMetaProps {
  post: Pick<
    PostSummaryView,
    "author" | "coAuthors" | "publishedAt" | "readingMinutes" | "commentCount" | "url"
  >;
  /** Leaves the authors out where the page is already theirs. */
  hideAuthors?: boolean;
  /** "line" always; "column" stacks the facts where the window is wide. */
  variant?: "line" | "column";
  className?: string;
}

/** Who, when, how long. */
export function PostMeta({
  post,
  hideAuthors = false,
  variant = "line",
  className,
}: PostMetaProps) {
  const { author, coAuthors, publishedAt, readingMinutes, commentCount, url } = post;
  const people = [author, ...coAuthors];
  const column = variant === "column";
  return (
    // Each fact brings its dot; the one that opens a line hangs left of the box and is clipped.
    <div
      className={clsx(
        "[clip-path:inset(-4px_-4px_-4px_-4px)]",
        column && "lg:[clip-path:none]",
        className,
      )}
    >
      <p
        className={clsx(
          "-ms-5 flex flex-wrap items-center text-sm text-faint",
          "[&>*]:before:inline-block [&>*]:before:w-5 [&>*]:before:text-center [&>*]:before:content-['·']",
          column && "lg:ms-0 lg:flex-col lg:items-start lg:gap-0.5 lg:[&>*]:before:hidden",
        )}
      >
        {!hideAuthors && (
          <span>
            {people.map(({ handle, name }, index) => (
              <span key={handle}>
                {index > 0 && (index === people.length - 1 ? " and " : ", ")}
                <Link
                  href={`/authors/${handle}`}
                  className="relative inline-flex min-h-6 items-center font-medium text-muted hover:text-ink hover:underline"
                >
                  {name}
                </Link>
              </span>
            ))}
          </span>
        )}
        {publishedAt && (
          <span>
            <Time value={publishedAt} />
          </span>
        )}
        <span>{readingMinutes} min read</span>
        {commentCount > 0 && (
          <span>
            <Link
              href={`${url}#comments`}
              className="relative inline-flex min-h-6 items-center hover:text-ink hover:underline"
            >
              {commentCount === 1 ? "1 comment" : `${commentCount} comments`}
            </Link>
          </span>
        )}
      </p>
    </div>
  );
}

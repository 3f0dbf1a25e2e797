import clsx from "clsx";
import type { TagView } from "#components/posts/view";
import { Link } from "#components/ui/link";

export interface TagListProps {
  tags: readonly (TagView & { count?: number })[];
  /** "quiet": words in a line; "chips": buttons, for the end of a post and the page of all tags. */
  variant?: "quiet" | "chips";
  className?: string;
}

/** What a post is about. */
export function TagList({ tags, variant = "chips", className }: TagListProps) {
  if (tags.length === 0) return null;
  return (
    <ul
      aria-label="Tags"
      className={clsx("flex flex-wrap", variant === "chips" ? "gap-2" : "gap-x-3", className)}
    >
      {tags.map(({ slug, name, count }) => (
        <li key={slug}>
          <Link
            href={`/tags/${slug}`}
            className={clsx(
              "relative inline-flex items-center text-sm font-medium transition-colors",
              variant === "chips"
                ? "min-h-8 gap-2 rounded-full border border-line-strong px-3 text-muted hover:border-control hover:bg-sunken hover:text-ink"
                : "min-h-6 text-accent hover:text-accent-strong hover:underline",
            )}
          >
            {name}
            {count !== undefined && <span className="tabular-nums text-faint">{count}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

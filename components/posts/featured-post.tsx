import clsx from "clsx";
import { CoverImage } from "#components/posts/cover-image";
import { PostMeta } from "#components/posts/post-meta";
import { TagList } from "#components/posts/tag-list";
import type { PostSummaryView } from "#components/posts/view";
import { Link } from "#components/ui/link";

export interface FeaturedPostProps {
  post: PostSummaryView;
}

/** The post that opens the home page. */
export function FeaturedPost({ post }: FeaturedPostProps) {
  return (
    <article
      className={clsx(
        "group relative grid items-center gap-x-14 gap-y-7",
        post.cover && "lg:grid-cols-[minmax(0,7fr)_minmax(0,6fr)]",
      )}
    >
      <div className="grid gap-4 lg:order-last">
        <TagList tags={post.tags.slice(0, 2)} variant="quiet" />
        <h2 className="font-serif text-display font-semibold tracking-[-0.022em] wrap-anywhere">
          <Link
            href={post.url}
            className="stretched decoration-1 underline-offset-[0.14em] group-hover:underline"
          >
            {post.title}
          </Link>
        </h2>
        <p className="max-w-[60ch] text-lg text-muted">{post.excerpt}</p>
        <PostMeta post={post} />
      </div>
      {post.cover && (
        <CoverImage
          cover={post.cover}
          priority
          decorative
          className="aspect-3/2 w-full rounded-card max-lg:order-first"
        />
      )}
    </article>
  );
}

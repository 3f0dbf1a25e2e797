import { CoverImage } from "#components/posts/cover-image";
import { PostMeta } from "#components/posts/post-meta";
import { TagList } from "#components/posts/tag-list";
import type { PostSummaryView } from "#components/posts/view";
import { CardLink } from "#components/ui/card-link";

export interface PostCardProps {
  post: PostSummaryView;
  /** The level of the title in the page's outline. */
  level?: 2 | 3;
  /** Leaves the authors out where the page is already theirs. */
  hideAuthors?: boolean;
}

/** A post as a row of a list; the whole row leads to it. Where there is room, the facts stand in a margin. */
export function PostCard({ post, level = 2, hideAuthors }: PostCardProps) {
  const Heading = `h${level}` as const;
  return (
    <article className="group relative grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-5 gap-y-3 py-7 sm:gap-x-10 sm:py-8 lg:py-10 lg:grid-cols-[11rem_minmax(0,1fr)_auto] lg:gap-x-12">
      <div className="row-start-1 grid gap-1.5 lg:col-start-2">
        <TagList tags={post.tags.slice(0, 2)} variant="quiet" />
        <Heading className="font-serif text-title font-semibold tracking-[-0.012em] wrap-anywhere">
          <CardLink href={post.url}>{post.title}</CardLink>
        </Heading>
        <p className="mt-0.5 line-clamp-3 max-w-[65ch] text-muted">{post.excerpt}</p>
      </div>
      <PostMeta
        post={post}
        hideAuthors={hideAuthors}
        variant="column"
        className="max-lg:col-span-full lg:col-start-1 lg:row-start-1 lg:pt-0.5"
      />
      {post.cover && (
        <CoverImage
          cover={post.cover}
          decorative
          className="col-start-2 row-start-1 mt-1 aspect-square w-20 rounded-control sm:aspect-4/3 sm:w-44 lg:col-start-3 lg:w-52"
        />
      )}
    </article>
  );
}

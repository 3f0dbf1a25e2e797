import type { ReactNode } from "react";
import { CoverImage } from "#components/posts/cover-image";
import { TagList } from "#components/posts/tag-list";
import type { PostSummaryView } from "#components/posts/view";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";

export interface PostHeaderProps {
  post: PostSummaryView;
  /** The level of the title in the page's outline. */
  level?: 1 | 3;
  /** A caption under the cover. */
  coverCaption?: ReactNode;
  /** Beside the date: an edit link's island, a badge. */
  actions?: ReactNode;
}

/** The opening of a post: title, standfirst, people, date, picture. */
export function PostHeader({ post, level = 1, coverCaption, actions }: PostHeaderProps) {
  const Heading = `h${level}` as const;
  const people = [post.author, ...post.coAuthors];
  return (
    <header className="grid gap-8">
      <div className="measure grid gap-5">
        <TagList tags={post.tags.slice(0, 3)} variant="quiet" />
        <Heading className="font-serif text-display font-semibold tracking-[-0.022em] wrap-anywhere">
          {post.title}
        </Heading>
        {post.excerptFrom === "author" && (
          <p className="font-serif text-[clamp(1.1875rem,1.1rem+0.4vw,1.375rem)]/[1.5] text-muted">
            {post.excerpt}
          </p>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-3 text-sm">
          <span className="flex -space-x-1">
            {people.map(({ handle, name, image }) => (
              <Avatar
                key={handle}
                name={name}
                image={image}
                size="lg"
                className="size-11! ring-2 ring-canvas"
              />
            ))}
          </span>
          <div className="grid flex-1 gap-0.5">
            <p className="font-medium">
              {people.map(({ handle, name }, index) => (
                <span key={handle}>
                  {index > 0 && (index === people.length - 1 ? " and " : ", ")}
                  <Link href={`/authors/${handle}`} className="hover:underline">
                    {name}
                  </Link>
                </span>
              ))}
            </p>
            <p className="text-faint">
              {post.publishedAt && (
                <>
                  <Time value={post.publishedAt} />
                  {" · "}
                </>
              )}
              {post.readingMinutes} min read
            </p>
          </div>
          {actions}
        </div>
      </div>
      {post.cover && (
        <figure>
          <CoverImage
            cover={post.cover}
            priority
            className="aspect-2/1 w-full rounded-card max-sm:aspect-3/2"
          />
          {coverCaption && (
            <figcaption className="mt-3 text-sm text-faint">{coverCaption}</figcaption>
          )}
        </figure>
      )}
    </header>
  );
}

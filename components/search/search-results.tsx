import { PostMeta } from "#components/posts/post-meta";
import { TagList } from "#components/posts/tag-list";
import { MarkedText } from "#components/search/marked-text";
import { CardLink } from "#components/ui/card-link";
import type { FoundPost } from "#domain/search/schema";

/** What was found, the best first: each post by its title and a passage. */
export function SearchResults({ posts }: { posts: readonly FoundPost[] }) {
  return (
    <ol className="divide-y divide-line">
      {posts.map((post) => (
        <li key={post.id}>
          <article className="group relative grid max-w-3xl gap-1.5 py-7">
            <TagList tags={post.tags.slice(0, 3)} variant="quiet" />
            <h2 className="font-serif text-title font-semibold tracking-[-0.012em] wrap-anywhere">
              <CardLink href={post.url}>
                <MarkedText pieces={post.highlights.title} />
              </CardLink>
            </h2>
            <p className="max-w-[65ch] text-pretty wrap-anywhere text-muted">
              <MarkedText pieces={post.highlights.text} />
            </p>
            <PostMeta post={post} />
          </article>
        </li>
      ))}
    </ol>
  );
}

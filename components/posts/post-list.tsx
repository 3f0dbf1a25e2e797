import { PostCard } from "#components/posts/post-card";
import type { PostSummaryView } from "#components/posts/view";

export interface PostListProps {
  posts: readonly PostSummaryView[];
  /** The level of the posts' titles in the page's outline. */
  level?: 2 | 3;
  /** Leaves the authors out where the page is already theirs. */
  hideAuthors?: boolean;
}

/** More rows than the first window of any reader shows are laid out when they are near. */
const AT_ONCE = 4;

/** Posts, one a row. */
export function PostList({ posts, level, hideAuthors }: PostListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {posts.map((post, at) => (
        <li key={post.id} className={at < AT_ONCE ? undefined : "later"}>
          <PostCard post={post} level={level} hideAuthors={hideAuthors} />
        </li>
      ))}
    </ul>
  );
}

import { PostList } from "#components/posts/post-list";
import type { PostSummaryView } from "#components/posts/view";
import { Pagination } from "#components/ui/pagination";

export interface PagedPostsProps {
  posts: readonly PostSummaryView[];
  /** How many pages the list has. */
  pages: number;
  /** Which page this is, from 1. */
  number: number;
  /** The address of the first page; the others stand under it. */
  address: string;
  /** The level of the posts' titles in the page's outline. */
  level?: 2 | 3;
  /** Leaves the authors out where the page is already theirs. */
  hideAuthors?: boolean;
}

/** One page of a list of posts, with the ways to the pages before and after. */
export function PagedPosts({ posts, pages, number, address, level, hideAuthors }: PagedPostsProps) {
  const base = address === "/" ? "" : address;
  const page = (each: number) => (each === 1 ? address : `${base}/page/${each}`);
  return (
    <div className="grid gap-10">
      <PostList posts={posts} level={level} hideAuthors={hideAuthors} />
      <Pagination
        previous={number > 1 ? page(number - 1) : null}
        next={number < pages ? page(number + 1) : null}
        status={`Page ${number} of ${pages}`}
      />
    </div>
  );
}

import type { ReactNode } from "react";
import type { PostSummaryView } from "#components/posts/view";
import { StudioLink } from "#components/studio/studio-link";
import { Avatar } from "#components/ui/avatar";
import { StatusBadge } from "#components/ui/badge";
import { Time } from "#components/ui/time";

export interface PostTableRow extends PostSummaryView {
  /** When a scheduled post will appear. */
  scheduledAt?: string | null;
}

export interface PostTableProps {
  /** Names the table: "Drafts". */
  caption: string;
  posts: readonly PostTableRow[];
  /** Where a post is written. */
  editHref: (post: PostTableRow) => string;
  /** Buttons of a row. */
  actions?: (post: PostTableRow) => ReactNode;
  /** Adds a checkbox (name="ids") to each row, belonging to the form with this id. */
  selectForm?: string;
}

/** The studio's posts; on a phone, status and date move under the title. */
export function PostTable({ caption, posts, editHref, actions, selectForm }: PostTableProps) {
  return (
    <div className="rounded-card border border-line bg-raised">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line text-start text-xs text-faint [&>th]:h-10 [&>th]:px-3 [&>th]:text-start [&>th]:font-medium">
            {selectForm && (
              <th scope="col" className="w-10">
                <span className="sr-only">Select</span>
              </th>
            )}
            <th scope="col">Title</th>
            <th scope="col">Status</th>
            <th scope="col">Author</th>
            <th scope="col">Date</th>
            {actions && (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {posts.map((post) => (
            <tr
              key={post.id}
              className="[&>*]:px-3 [&>*]:py-3 [&>*]:align-top [&>*]:leading-6 hover:bg-sunken/50"
            >
              {selectForm && (
                <td className="w-10 pe-0!">
                  <label className="flex size-6 items-center justify-center">
                    <span className="sr-only">Select {post.title || "Untitled"}</span>
                    <input
                      type="checkbox"
                      name="ids"
                      value={post.id}
                      form={selectForm}
                      className="size-4"
                    />
                  </label>
                </td>
              )}
              <th scope="row" className="text-start font-normal">
                <StudioLink
                  href={editHref(post)}
                  className="block font-serif text-[1.0625rem]/6 font-semibold decoration-1 underline-offset-4 wrap-anywhere hover:underline"
                >
                  {post.title || <span className="text-faint">Untitled</span>}
                </StudioLink>
                <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-faint">
                  <span className="contents md:hidden">
                    <StatusBadge status={post.status} />
                    <When post={post} />
                  </span>
                  {post.tags.length > 0 && (
                    <span className="max-md:hidden">
                      {post.tags.map(({ name }) => name).join(", ")}
                    </span>
                  )}
                </span>
              </th>
              <td className="max-md:hidden">
                <span className="flex h-6 items-center">
                  <StatusBadge status={post.status} />
                </span>
              </td>
              <td className="max-md:hidden">
                <span className="flex items-center gap-2 whitespace-nowrap text-muted">
                  <Avatar name={post.author.name} image={post.author.image} size="sm" />
                  {post.author.name}
                </span>
              </td>
              <td className="whitespace-nowrap text-faint max-md:hidden">
                <When post={post} />
              </td>
              {actions && (
                <td className="md:w-px">
                  <div className="-my-1 flex justify-end gap-1 max-md:flex-col max-md:items-end">
                    {actions(post)}
                  </div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function When({ post }: { post: PostTableRow }) {
  if (post.status === "scheduled" && post.scheduledAt) {
    return (
      <span>
        for <Time value={post.scheduledAt} format="datetime" />
      </span>
    );
  }
  if (post.status === "published" && post.publishedAt) return <Time value={post.publishedAt} />;
  return (
    <span>
      edited <Time value={post.updatedAt} />
    </span>
  );
}

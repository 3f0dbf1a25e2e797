import type { LabPostView } from "#domain/lab/schema";

export interface VisitorPostsProps {
  posts: readonly LabPostView[];
}

/** The throw-away blog, as the server rendered it last. */
export function VisitorPosts({ posts }: VisitorPostsProps) {
  return (
    <section aria-label="Your throw-away blog" className="grid gap-2 rounded-card bg-sunken p-4">
      <h3 className="text-sm font-medium">Your throw-away blog, as the server rendered it last</h3>
      {posts.length === 0 ? (
        <p className="text-sm text-muted">No post yet.</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {posts.map(({ id, title, version }) => (
            <li key={id} className="min-w-0 break-words">
              {title} {version > 1 && <span className="text-faint">version {version}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import type { LabPostView } from "#domain/lab/schema";

export interface VisitorPostsProps {
  posts: readonly LabPostView[];
  /** The level of its heading, by what stands above it. */
  heading?: "h2" | "h3";
}

/** The throw-away blog, as the server rendered it last. */
export function VisitorPosts({ posts, heading: Heading = "h3" }: VisitorPostsProps) {
  return (
    <section aria-label="Your throw-away blog" className="grid gap-2 rounded-card bg-sunken p-4">
      <Heading className="text-sm font-medium">
        Your throw-away blog, as the server rendered it last
      </Heading>
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

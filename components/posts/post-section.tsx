import type { ReactNode } from "react";

export interface PostSectionProps {
  title: string;
  /** A link beside the title: "All posts". */
  action?: ReactNode;
  /** A <PostList level={3}>. */
  children: ReactNode;
}

/** A headed part of a page of posts: "Latest", "Related". */
export function PostSection({ title, action, children }: PostSectionProps) {
  return (
    <section>
      <header className="flex items-baseline justify-between gap-4 pb-4">
        <h2 className="font-serif text-title font-semibold tracking-[-0.012em]">{title}</h2>
        {action && <div className="text-sm">{action}</div>}
      </header>
      {children}
    </section>
  );
}

import type { ReactNode } from "react";
import type { AuthorView } from "#components/posts/view";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";

export interface AuthorCardProps {
  author: AuthorView & { bio?: string | null };
  /** The level of the name in the page's outline. */
  level?: 2 | 3;
  /** A follow or feed link. */
  actions?: ReactNode;
}

/** Who wrote this. */
export function AuthorCard({ author, level = 2, actions }: AuthorCardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className="flex gap-5 rounded-card bg-sunken p-6">
      <Avatar name={author.name} image={author.image} size="lg" />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-sm text-faint">Written by</p>
        <Heading className="font-serif text-title font-semibold">
          <Link href={`/authors/${author.handle}`} className="hover:underline">
            {author.name}
          </Link>
        </Heading>
        {author.bio && <p className="mt-1 text-pretty text-muted">{author.bio}</p>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </section>
  );
}

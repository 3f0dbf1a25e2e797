import type { ReactNode } from "react";

export interface PageHeadingProps {
  title: ReactNode;
  /** A word above the title: what kind of page this is. */
  kicker?: ReactNode;
  /** One or two sentences under it. */
  lede?: ReactNode;
  /** A picture before the title: an avatar. */
  media?: ReactNode;
  actions?: ReactNode;
}

/** The opening of a page that is not a post: tag, author, archive, search. */
export function PageHeading({ title, kicker, lede, media, actions }: PageHeadingProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-10 gap-y-6 pt-10 pb-8 sm:pt-16 sm:pb-10">
      <div className="flex items-start gap-5 max-sm:flex-col">
        {media}
        <div className="grid gap-3">
          {kicker && <p className="text-sm font-medium text-faint">{kicker}</p>}
          <h1 className="font-serif text-display font-semibold tracking-[-0.022em]">{title}</h1>
          {lede && <div className="max-w-[56ch] text-lg text-pretty text-muted">{lede}</div>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

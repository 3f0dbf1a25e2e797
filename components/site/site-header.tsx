import type { ReactNode } from "react";
import { Wordmark } from "#components/site/wordmark";
import { Glyph } from "#components/ui/glyph";
import { Link } from "#components/ui/link";

export interface SiteLink {
  href: string;
  label: string;
  current?: boolean;
}

export interface SiteHeaderProps {
  /** The blog's name. */
  name?: string;
  links: readonly SiteLink[];
  /** Where one searches; without it there is no magnifying glass. */
  searchHref?: string;
  /** The island that knows who is signed in. */
  account?: ReactNode;
}

/** Name, places, search, account. On a phone the places stand in a line of their own. */
export function SiteHeader({ name, links, searchHref, account }: SiteHeaderProps) {
  return (
    <header className="page" data-print="hide">
      <div className="flex flex-wrap items-center gap-x-8 pt-3 sm:h-18 sm:pt-0">
        <Link href="/" className="flex min-h-11 items-center rounded-control">
          <Wordmark name={name} />
        </Link>
        <nav
          aria-label="Main"
          className="-mx-2 max-sm:order-last max-sm:basis-full max-sm:overflow-x-auto"
        >
          <ul className="flex w-max text-sm font-medium">
            {links.map(({ href, label, current }) => (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={current ? "page" : undefined}
                  className="flex min-h-10 items-center rounded-control px-2 text-muted -outline-offset-2 transition-colors hover:text-ink aria-[current]:text-ink sm:px-3"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ms-auto flex items-center gap-2">
          {searchHref && (
            <Link
              href={searchHref}
              aria-label="Search"
              className="inline-flex size-10 items-center justify-center rounded-control text-muted transition-colors hover:bg-sunken hover:text-ink"
            >
              <Glyph name="search" size={18} />
            </Link>
          )}
          {account}
        </div>
      </div>
      <div aria-hidden="true" className="rule-double max-sm:mt-1" />
    </header>
  );
}

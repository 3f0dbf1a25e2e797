import type { SiteLink } from "#components/site/site-header";
import { Wordmark } from "#components/site/wordmark";
import { Glyph } from "#components/ui/glyph";
import { Link } from "#components/ui/link";
import { ThemeToggle } from "#components/ui/theme-toggle";

export interface SiteFooterProps {
  /** The blog's name. */
  name?: string;
  /** One sentence under the name. */
  tagline?: string;
  links?: readonly SiteLink[];
  /** Where the feed is; without it none is offered. */
  feedHref?: string;
}

/** The end of every page: name, places, feed, theme. */
export function SiteFooter({
  name,
  tagline = "One blog, two doors.",
  links = [],
  feedHref,
}: SiteFooterProps) {
  return (
    <footer className="page mt-auto" data-print="hide">
      <div aria-hidden="true" className="rule-double" />
      <div className="flex flex-wrap items-start justify-between gap-x-12 gap-y-8 py-10">
        <div className="grid gap-2">
          <Wordmark name={name} />
          <p className="text-sm text-muted">{tagline}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          <nav aria-label="Footer">
            <ul className="flex flex-wrap gap-x-5 text-sm text-muted sm:gap-x-6">
              {links.map(({ href, label }) => (
                <li key={href}>
                  <Link
                    href={href}
                    className="flex min-h-8 items-center hover:text-ink hover:underline"
                  >
                    {label}
                  </Link>
                </li>
              ))}
              {feedHref && (
                <li>
                  <a
                    href={feedHref}
                    className="flex min-h-8 items-center gap-1.5 hover:text-ink hover:underline"
                  >
                    <Glyph name="rss" size={14} />
                    Feed
                  </a>
                </li>
              )}
            </ul>
          </nav>
          <ThemeToggle />
        </div>
      </div>
    </footer>
  );
}

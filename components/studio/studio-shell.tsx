import {
  ArrowRightLeft,
  ChartNoAxesColumn,
  FileText,
  House,
  Image,
  KeyRound,
  MessageSquare,
  ScrollText,
  Settings,
  Tag,
  Upload,
  Users,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import { SkipLink } from "#components/site/skip-link";
import { Wordmark } from "#components/site/wordmark";
import { StudioLink } from "#components/studio/studio-link";
import { ThemeToggle } from "#components/ui/theme-toggle";

const icons = {
  home: House,
  posts: FileText,
  comments: MessageSquare,
  tags: Tag,
  media: Image,
  people: Users,
  statistics: ChartNoAxesColumn,
  redirects: ArrowRightLeft,
  imports: Upload,
  tokens: KeyRound,
  webhooks: Webhook,
  audit: ScrollText,
  settings: Settings,
} as const;

export interface StudioSection {
  href: string;
  label: string;
  icon: keyof typeof icons;
  /** What waits there: comments to review. */
  count?: number;
  current?: boolean;
}

export interface StudioShellProps {
  /** The blog's name. */
  name?: string;
  sections: readonly StudioSection[];
  /** Further sections under a heading of their own: "Developer", "Site". */
  groups?: readonly { label: string; sections: readonly StudioSection[] }[];
  /** "New post". */
  action?: ReactNode;
  /** Who is signed in, and the way out. */
  account?: ReactNode;
  children: ReactNode;
}

/** What stands around every page of the studio: a sidebar; on a phone a bar and a line of sections. */
export function StudioShell({
  name,
  sections,
  groups = [],
  action,
  account,
  children,
}: StudioShellProps) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <header
        data-print="hide"
        className="flex flex-wrap items-center gap-x-3 border-line bg-sunken/60 px-4 pt-2 max-md:border-b md:sticky md:top-0 md:h-dvh md:flex-col md:flex-nowrap md:items-stretch md:overflow-y-auto md:border-e md:py-5"
      >
        <StudioLink href="/studio" className="flex min-h-11 items-center rounded-control md:px-2">
          <Wordmark name={name} />
        </StudioLink>
        {action && <div className="max-md:ms-auto md:mt-4 md:grid">{action}</div>}
        <nav
          aria-label="Studio"
          className="max-md:order-last max-md:-mx-4 max-md:basis-full max-md:overflow-x-auto max-md:px-2 md:mt-6 md:grid md:gap-6"
        >
          <div className="flex md:contents">
            <Sections sections={sections} />
            {groups.map(({ label, sections: members }) => (
              <div key={label} className="max-md:contents">
                <p className="mb-1 px-2 text-xs font-medium text-faint max-md:hidden">{label}</p>
                <Sections sections={members} label={label} />
              </div>
            ))}
          </div>
        </nav>
        <div className="flex items-center gap-3 md:mt-auto md:flex-wrap md:justify-between md:pt-6">
          {account}
          <span className="max-md:hidden">
            <ThemeToggle />
          </span>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="min-w-0 px-4 pt-6 pb-24 outline-none md:px-10 md:pt-9"
      >
        <div className="mx-auto max-w-6xl">{children}</div>
      </main>
    </div>
  );
}

function Sections({ sections, label }: { sections: readonly StudioSection[]; label?: string }) {
  return (
    <ul aria-label={label} className="flex md:grid md:gap-0.5">
      {sections.map(({ href, label: name, icon, count, current }) => {
        const Icon = icons[icon];
        return (
          <li key={href}>
            <StudioLink
              href={href}
              aria-current={current ? "page" : undefined}
              className="flex min-h-11 items-center gap-2.5 whitespace-nowrap px-2 text-sm font-medium text-muted -outline-offset-2 transition-colors hover:text-ink aria-[current]:text-ink max-md:border-b-2 max-md:border-transparent max-md:aria-[current]:border-ink md:min-h-9 md:rounded-control md:hover:bg-sunken md:aria-[current]:bg-active md:aria-[current]:shadow-card"
            >
              <Icon
                size={17}
                strokeWidth={1.75}
                aria-hidden
                className="shrink-0 text-faint max-md:hidden"
              />
              {name}
              {count !== undefined && count > 0 && (
                <span className="ms-auto rounded-full bg-accent-soft px-1.5 text-xs tabular-nums text-accent">
                  {count}
                </span>
              )}
            </StudioLink>
          </li>
        );
      })}
    </ul>
  );
}

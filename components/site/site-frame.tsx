import type { ReactNode } from "react";
import { AccountIsland } from "#components/site/account-island";
import { SiteShell } from "#components/site/site-shell";

const places = [
  { href: "/", label: "Latest" },
  { href: "/archive", label: "Archive" },
  { href: "/tags", label: "Tags" },
  { href: "/authors", label: "Authors" },
];

/** Made on the server: a reader loads no classes. */
const accountLook =
  "inline-flex min-h-10 items-center rounded-control border border-line-strong px-3 text-sm font-medium hover:bg-sunken";

export interface SiteFrameProps {
  /** The place in the navigation that this page is. */
  current?: string;
  /** The page is the one to search on, and has no need of a way there. */
  searching?: boolean;
  children: ReactNode;
}

/** Header, page and footer of everything that readers see; it knows nobody, so that it is the same for all. */
export function SiteFrame({ current, searching, children }: SiteFrameProps) {
  const links = places.map((place) => ({ ...place, current: place.href === current }));
  return (
    <SiteShell
      links={links}
      searchHref={searching ? undefined : "/search"}
      account={<AccountIsland look={accountLook} />}
      footer={{
        links: [
          ...places,
          { href: "/docs", label: "API" },
          { href: "/lab", label: "Lab" },
          { href: "/design", label: "Design" },
        ],
      }}
    >
      {children}
    </SiteShell>
  );
}

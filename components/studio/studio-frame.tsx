import type { ReactNode } from "react";
import { signOutAction } from "#actions/session";
import { StudioLink } from "#components/studio/studio-link";
import { type StudioSection, StudioShell } from "#components/studio/studio-shell";
import { Avatar } from "#components/ui/avatar";
import { Button, ButtonLink } from "#components/ui/button";
import type { Role } from "#lib/actor";

export interface StudioFrameProps {
  person: { name: string; image: string | null; role: Role };
  /** The section this page belongs to. */
  current: string;
  children: ReactNode;
}

/** The studio around a page: its places, who is signed in, and the way out. */
export function StudioFrame({ person, current, children }: StudioFrameProps) {
  const writes = person.role !== "reader";
  const places: StudioSection[] = [
    ...(writes
      ? [
          { href: "/studio", label: "Posts", icon: "posts" as const },
          { href: "/studio/comments", label: "Comments", icon: "comments" as const },
          { href: "/studio/uploads", label: "Pictures", icon: "media" as const },
        ]
      : []),
    { href: "/studio/tokens", label: "Tokens", icon: "tokens" },
    { href: "/studio/account", label: "Account", icon: "people" },
    { href: "/", label: "Visit the blog", icon: "home" },
  ];
  return (
    <StudioShell
      sections={places.map((place) => ({ ...place, current: place.href === current }))}
      action={
        writes && (
          <ButtonLink href="/studio/posts/new" variant="primary">
            New post
          </ButtonLink>
        )
      }
      account={
        <>
          <StudioLink
            href="/studio/account"
            className="flex min-w-0 items-center gap-2 text-sm font-medium"
          >
            <Avatar name={person.name} image={person.image} size="sm" />
            <span className="truncate max-md:sr-only">{person.name}</span>
          </StudioLink>
          <form action={signOutAction}>
            <Button type="submit" variant="quiet" size="sm">
              Sign out
            </Button>
          </form>
        </>
      }
    >
      {children}
    </StudioShell>
  );
}

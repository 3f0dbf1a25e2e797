"use client";

import { useSession } from "#components/site/session";

/**
 * The way in: to sign in, or to the studio for who is signed in already. Without JavaScript it
 * leads to the studio, which sends a guest to sign in. A plain link, because what lies behind it
 * is another half of the app.
 */
export function AccountIsland({ look }: { look: string }) {
  const user = useSession();
  return (
    <a href="/studio" className={look}>
      {user ? "Studio" : "Sign in"}
      {user && <span className="sr-only"> (signed in as {user.name})</span>}
    </a>
  );
}

"use client";

import { useEffect, useState } from "react";
import type { SessionView } from "#domain/users/schema";

let asked: Promise<SessionView> | undefined;

async function ask(): Promise<SessionView> {
  const response = await fetch("/api/session", { headers: { Accept: "application/json" } });
  // A failure is not worth a word to a reader: he is then a guest.
  return response.ok ? response.json() : { user: null };
}

/**
 * Who reads this page: undefined until known, then the person or null. The page itself is the same
 * for everybody; its islands ask once together.
 */
export function useSession(): SessionView["user"] | undefined {
  const [user, setUser] = useState<SessionView["user"]>();
  useEffect(() => {
    let mounted = true;
    asked ??= ask().catch(() => ({ user: null }));
    asked.then((session) => mounted && setUser(session.user));
    return () => {
      mounted = false;
    };
  }, []);
  return user;
}

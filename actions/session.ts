"use server";

import { redirect } from "next/navigation.js";
import { signIn, signOut } from "#auth";
import { endSessions } from "#domain/users/operations";
import { action } from "#doors/action";
import { mayTrySignIn } from "#doors/sign-in";
import { env } from "#lib/env";
import { returnPath } from "#lib/return-path";

/** To the identity provider that the form names, and back to where the visitor came from. */
export async function signInAction(form: FormData): Promise<void> {
  const redirectTo = returnPath(form.get("callbackUrl"), env().AUTH_URL, "/studio");
  if (!(await mayTrySignIn())) {
    redirect(`/sign-in?${new URLSearchParams({ error: "TooMany", callbackUrl: redirectTo })}`);
  }
  await signIn(String(form.get("provider")), { redirectTo });
}

/** Ends this session only. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: "/" });
}

export const endSessionsAction = action(endSessions, { goTo: () => "/sign-in" });

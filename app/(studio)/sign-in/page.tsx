import type { Metadata } from "next";
import { connection } from "next/server";
import { signInAction } from "#actions/session";
import { signInChoices } from "#auth";
import { SiteFrame } from "#components/site/site-frame";
import { GoOn } from "#components/studio/go-on";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { sessionActor } from "#doors/actor";
import { env } from "#lib/env";
import { returnPath } from "#lib/return-path";

export const metadata: Metadata = { title: "Sign in" };

export const instant = false;

// Auth.js's error codes: https://authjs.dev/guides/pages/signin#error-codes
const failures: Record<string, string> = {
  AccessDenied: "You did not sign in, or this account has been disabled.",
  OAuthAccountNotLinked:
    "This e-mail address belongs to an account with another way to sign in. Use that one.",
  OAuthCallbackError:
    "The sign-in was cancelled or refused on the provider's page. Nothing has changed; you can begin again.",
  TooMany: "That were many attempts in a short time. Please try again in a minute.",
  Configuration: "The identity provider could not be reached, or does not know this blog.",
};

/** The ways in. Whoever is signed in already goes on to where he wanted. */
export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  await connection();
  const { callbackUrl, error } = await searchParams;
  const target = returnPath(callbackUrl, env().AUTH_URL, "/studio");
  if ((await sessionActor()).kind === "session")
    return <GoOn to={target} title="You are signed in" />;
  return (
    <SiteFrame>
      <div className="page grid justify-items-center py-20">
        <div className="grid w-full max-w-sm gap-6">
          <h1 className="font-serif text-heading font-semibold">Sign in</h1>
          {typeof error === "string" && (
            <Notice tone="error" title="That did not work.">
              {failures[error] ?? "Something went wrong on the way. Please try again."}
            </Notice>
          )}
          {signInChoices().map(({ id, name }) => (
            <form key={id} action={signInAction} className="grid">
              <input type="hidden" name="provider" value={id} />
              <input type="hidden" name="callbackUrl" value={target} />
              <Button type="submit" variant="primary" size="lg" className="whitespace-normal!">
                Continue with {name}
              </Button>
            </form>
          ))}
          <p className="text-sm text-muted">
            A first visit makes an account that may comment. We keep your name, e-mail address and
            picture, and no password.
          </p>
        </div>
      </div>
    </SiteFrame>
  );
}

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

const kept =
  "A first visit makes an account that may comment. We keep your name, e-mail address and picture, and no password.";

/** The ways in. Whoever is signed in already goes on to where he wanted. */
export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  await connection();
  const { callbackUrl, error } = await searchParams;
  const target = returnPath(callbackUrl, env().AUTH_URL, "/studio");
  if ((await sessionActor()).kind === "session")
    return <GoOn to={target} title="You are signed in" />;
  return (
    <SiteFrame>
      <div className="page py-12 sm:py-20 lg:py-28">
        <div className="grid items-center gap-x-20 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid gap-5">
            <h1 className="font-serif text-display font-semibold tracking-[-0.022em]">Sign in</h1>
            <p className="max-w-[44ch] text-lg text-pretty text-muted">
              To comment, to react, and to write if you are an author here. Reading needs no
              account.
            </p>
            <p className="max-w-[52ch] text-sm text-pretty text-faint max-lg:hidden">{kept}</p>
          </div>
          <div className="grid gap-4 rounded-card border border-line bg-raised p-6 shadow-card sm:p-8">
            {typeof error === "string" && (
              <Notice tone="error" title="That did not work.">
                {failures[error] ?? "Something went wrong on the way. Please try again."}
              </Notice>
            )}
            {signInChoices().map(({ id, name }, at) => (
              <form key={id} action={signInAction} className="grid">
                <input type="hidden" name="provider" value={id} />
                <input type="hidden" name="callbackUrl" value={target} />
                <Button
                  type="submit"
                  variant={at === 0 ? "primary" : "secondary"}
                  size="lg"
                  className="py-2 whitespace-normal!"
                >
                  Continue with {name}
                </Button>
              </form>
            ))}
            <p className="text-sm text-pretty text-faint lg:hidden">{kept}</p>
            <p className="text-sm text-muted max-lg:hidden">You come back to where you were.</p>
          </div>
        </div>
      </div>
    </SiteFrame>
  );
}

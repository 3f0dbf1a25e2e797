import { connection } from "next/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { ErrorPage } from "#components/site/error-page";
import { SiteFrame } from "#components/site/site-frame";
import { GoOn } from "#components/studio/go-on";
import { StudioFrame } from "#components/studio/studio-frame";
import { getMe } from "#domain/users/operations";
import type { meView } from "#domain/users/schema";
import { type Answer, takeAnswer } from "#doors/answer";
import { fromPage } from "#doors/page";
import { AppError, problems } from "#lib/errors";

/**
 * A page of the studio: `render` gets who is signed in, and the answer to a form that was sent
 * without JavaScript, and gives what stands in the frame. A guest
 * is sent to sign in and comes back to `here`; what is not there or not allowed is said in words.
 */
export async function studioPage(
  { here, current }: { here: string; current: string },
  render: (me: z.output<typeof meView>, answer: Answer | null) => Promise<ReactNode>,
): Promise<ReactNode> {
  // All of it depends on who asks: nothing of it is worth prerendering.
  await connection();
  try {
    const me = await fromPage(getMe, {});
    return (
      <StudioFrame person={me} current={current}>
        {await render(me, await takeAnswer())}
      </StudioFrame>
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") {
      const target = `/sign-in?callbackUrl=${encodeURIComponent(here)}`;
      return (
        <GoOn to={target} title="Please sign in">
          The studio is for people who are signed in.
        </GoOn>
      );
    }
    const { status, title } = problems[error.code];
    const known = status === 403 ? 403 : status === 404 || status === 422 ? 404 : 500;
    return (
      <SiteFrame>
        <ErrorPage status={known} title={title} message={error.message} />
      </SiteFrame>
    );
  }
}

import type { Metadata } from "next";
import { endSessionsAction } from "#actions/session";
import { AccountForm } from "#components/studio/account-form";
import { ActionForm } from "#components/studio/action-form";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { ConfirmButton } from "#components/ui/confirm-button";
import { answerTo } from "#doors/answer";
import type { Role } from "#lib/actor";

export const metadata: Metadata = { title: "Account" };

export const instant = false;

const roleMeaning: Record<Role, string> = {
  reader: "You may comment. An admin can make you an author.",
  author: "You may write, publish and delete your own posts.",
  editor: "You may change everybody’s posts and comments.",
  admin: "You may do everything here.",
};

/** Who one is here and for others, and the way out everywhere. */
export default function Account() {
  const here = "/studio/account";
  return studioPage({ here, current: here }, async (me, answer) => (
    <>
      <StudioHeading title="Account" />
      <div className="grid max-w-2xl grid-cols-1 gap-6">
        <Card>
          <div className="flex flex-wrap items-center gap-5">
            <Avatar name={me.name} image={me.image} size="xl" />
            <div className="grid min-w-0 gap-1">
              <h2 className="font-serif text-title font-semibold">{me.name}</h2>
              <p className="text-muted">@{me.handle}</p>
              {me.email && (
                <p className="text-sm text-faint wrap-anywhere">{me.email}, shown to you alone</p>
              )}
              <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-muted">
                <Badge tone="accent">{me.role}</Badge> {roleMeaning[me.role]}
              </p>
            </div>
          </div>
        </Card>
        <Card>
          <h2 className="mb-4 font-serif text-title font-semibold">How others see you</h2>
          <AccountForm person={me} answer={answerTo(answer, ["me.update"])} />
        </Card>
        <Card>
          <h2 className="mb-1 font-serif text-title font-semibold">Sign out everywhere</h2>
          <p className="mb-4 text-muted">
            Ends your session in every browser, this one included. Tokens keep working.
          </p>
          <ActionForm
            action={endSessionsAction}
            fields={{}}
            answer={answerTo(answer, ["sessions.end"])}
          >
            <ConfirmButton
              label="Sign out everywhere"
              question="Sign out in every browser now?"
              confirmLabel="Sign out everywhere"
            />
          </ActionForm>
        </Card>
      </div>
    </>
  ));
}

import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { revokeTokenAction } from "#actions/tokens";
import { ActionForm } from "#components/studio/action-form";
import { StudioHeading } from "#components/studio/studio-heading";
import { StudioLink } from "#components/studio/studio-link";
import { studioPage } from "#components/studio/studio-page";
import { TokenExpiry } from "#components/studio/token-expiry";
import { TokenForm } from "#components/studio/token-form";
import { Card } from "#components/ui/card";
import { ConfirmButton } from "#components/ui/confirm-button";
import { EmptyState } from "#components/ui/empty-state";
import { Table } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { listTokens } from "#domain/tokens/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { permissionsOf, type Scope, scopes } from "#lib/actor";

export const metadata: Metadata = { title: "Tokens" };

export const instant = false;

const meanings: Record<Scope, string> = {
  "posts:read": "Read your drafts as well as what is published.",
  "posts:write": "Write, publish and delete posts as you may.",
  "comments:write": "Comment, and change or delete comments as you may.",
  "uploads:write": "Upload pictures.",
  "webhooks:manage": "Manage your webhooks.",
  "site:export": "Export the whole blog.",
  "site:import": "Import posts.",
};

const columns = [
  { key: "name", label: "Name" },
  { key: "scopes", label: "Scopes" },
  { key: "expires", label: "Expires" },
  { key: "used", label: "Last used" },
  { key: "actions", label: "Actions", hideLabel: true, align: "end" as const },
];

/** A person's own keys for programs. */
export default function Tokens() {
  const here = "/studio/tokens";
  return studioPage({ here, current: here }, async ({ role }, answer) => {
    const list = await fromPage(listTokens, { limit: 100 });
    const covered = permissionsOf(role);
    const now = Date.now();
    return (
      <>
        <StudioHeading
          title="Tokens"
          description="A token lets a program act for you at /api, within its scopes and your role."
          actions={
            <StudioLink href="/studio/tokens/calls" className="underline">
              Your last 100 calls
            </StudioLink>
          }
        />
        <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
          {list.data.length === 0 ? (
            <EmptyState title="No tokens yet">
              Make one beside, then send it as <code>Authorization: Bearer …</code>
            </EmptyState>
          ) : (
            <Table
              caption="Your tokens"
              columns={columns}
              rows={list.data.map((token) => ({
                key: token.id,
                cells: [
                  <StudioLink
                    key="name"
                    href={`/studio/tokens/${token.id}`}
                    className="font-medium underline"
                  >
                    {token.name}
                  </StudioLink>,
                  <code key="scopes" className="font-mono text-xs">
                    {token.scopes.join(" ")}
                  </code>,
                  <TokenExpiry key="expires" expiresAt={token.expiresAt} now={now} />,
                  token.lastUsedAt ? (
                    <Time key="used" value={token.lastUsedAt} format="datetime" />
                  ) : (
                    "Never"
                  ),
                  <ActionForm
                    key="actions"
                    action={revokeTokenAction}
                    fields={{ id: token.id }}
                    answer={answerTo(answer, ["tokens.revoke"], { id: token.id })}
                  >
                    <ConfirmButton
                      label={
                        <>
                          Revoke<span className="sr-only"> “{token.name}”</span>
                        </>
                      }
                      question="Revoke this token? What uses it stops working at once."
                      confirmLabel="Revoke token"
                      align="end"
                    />
                  </ActionForm>,
                ],
              }))}
            />
          )}
          <Card>
            <h2 className="mb-4 font-serif text-title font-semibold">New token</h2>
            <TokenForm
              answer={answerTo(answer, ["tokens.create"])}
              nonce={randomUUID()}
              scopes={scopes
                .filter((scope) => covered.has(scope))
                .map((scope) => ({ scope, meaning: meanings[scope] }))}
            />
          </Card>
        </div>
      </>
    );
  });
}

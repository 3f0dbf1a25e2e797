import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { StudioHeading } from "#components/studio/studio-heading";
import { StudioLink } from "#components/studio/studio-link";
import { studioPage } from "#components/studio/studio-page";
import { TokenExpiry } from "#components/studio/token-expiry";
import { TokenSettings } from "#components/studio/token-settings";
import { getToken } from "#domain/tokens/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { AppError } from "#lib/errors";

export const metadata: Metadata = { title: "Token" };

export const instant = false;

/** One token: its name, a new secret for it, and its end. */
export default async function Token({ params }: PageProps<"/studio/tokens/[id]">) {
  const { id } = await params;
  const here = `/studio/tokens/${id}`;
  return studioPage({ here, current: "/studio/tokens" }, async (_, answer) => {
    const revoked = answerTo<null>(answer, ["tokens.revoke"], { id });
    const token = await fromPage(getToken, { id }).catch(nullIfGone);
    const now = Date.now();
    return (
      <>
        <StudioHeading
          title={token?.name ?? "Token"}
          description={
            token && (
              <>
                <code className="font-mono">{token.scopes.join(" ")}</code> · expires{" "}
                <TokenExpiry expiresAt={token.expiresAt} now={now} />
              </>
            )
          }
          actions={
            <StudioLink href="/studio/tokens" className="underline">
              All tokens
            </StudioLink>
          }
        />
        <TokenSettings
          token={token}
          expired={token !== null && Date.parse(token.expiresAt) <= now}
          nonce={randomUUID()}
          answers={{
            renamed: answerTo(answer, ["tokens.update"], { id }),
            rotated: answerTo(answer, ["tokens.rotate"], { id }),
            revoked,
          }}
        />
      </>
    );
  });
}

/** One that was just revoked here is no error: the form says that it is gone. */
function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

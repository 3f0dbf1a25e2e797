import { randomBytes } from "node:crypto";
import { type Known, read, write } from "#domain/operation";
import { nothing } from "#domain/site/schema";
import { formatToken, hashOf, listOwnTokens, tokenFields } from "#domain/tokens/queries";
import {
  createTokenInput,
  listTokensInput,
  newTokenView,
  tokenList,
  tokenRef,
  tokenView,
} from "#domain/tokens/schema";
import type { Scope } from "#lib/actor";
import { AppError, invalidField } from "#lib/errors";

const DAY = 24 * 60 * 60 * 1000;

/** How many tokens one person may hold at a time. */
const mostTokens = 50;

export const listTokens = read({
  name: "tokens.list",
  gate: "tokens:manage",
  input: listTokensInput,
  output: tokenList,
  async run({ actor, input }) {
    const { data, page } = await listOwnTokens((actor as Known).id, input);
    return { data: data.map((row) => ({ ...row, scopes: row.scopes as Scope[] })), page };
  },
});

export const getToken = read({
  name: "tokens.get",
  gate: "tokens:manage",
  input: tokenRef,
  output: tokenView,
  async run({ actor, input: { id }, tx }) {
    const row = await tx.token.findFirst({
      where: { id, userId: (actor as Known).id, revokedAt: null },
      select: tokenFields,
    });
    if (!row) throw noSuchToken();
    return { ...row, scopes: row.scopes as Scope[] };
  },
});

/** The answer carries the token itself, this once: only its hash is kept. */
export const createToken = write({
  name: "tokens.create",
  gate: "tokens:manage",
  input: createTokenInput,
  output: newTokenView,
  async run({ actor, input: { name, scopes, days }, tx, emit }) {
    const beyond = scopes.filter((scope) => !actor.may.has(scope));
    if (beyond.length > 0) {
      throw invalidField("scopes", "beyond_role", `Your role does not cover ${beyond.join(", ")}.`);
    }
    // One after the other for one person, so that two at once do not both find the last place free.
    await tx.$queryRaw`select 1 from users where id = ${actor.id}::uuid for no key update`;
    const where = { userId: actor.id, revokedAt: null, expiresAt: { gt: new Date() } };
    if ((await tx.token.count({ where })) >= mostTokens) {
      throw new AppError("conflict", `You have ${mostTokens} tokens; revoke one first.`);
    }
    const secret = randomBytes(32).toString("hex");
    const expiresAt = new Date(Date.now() + days * DAY);
    const row = await tx.token.create({
      data: {
        userId: actor.id,
        name,
        scopes: [...new Set(scopes)],
        expiresAt,
        secretHash: hashOf(secret),
      },
      select: tokenFields,
    });
    emit({ type: "token.created", token: row });
    return { ...row, scopes: row.scopes as Scope[], token: formatToken(row.id, secret) };
  },
});

/** Takes effect at the next request. */
export const revokeToken = write({
  name: "tokens.revoke",
  gate: "tokens:manage",
  input: tokenRef,
  output: nothing,
  async run({ actor, input: { id }, tx, emit }) {
    const row = await tx.token.findFirst({
      where: { id, userId: actor.id, revokedAt: null },
      select: tokenFields,
    });
    if (!row) throw noSuchToken();
    await tx.token.update({ where: { id }, data: { revokedAt: new Date() }, select: { id: true } });
    emit({ type: "token.revoked", token: row });
    return null;
  },
});

function noSuchToken(): AppError {
  return new AppError("not_found", "No such token.");
}

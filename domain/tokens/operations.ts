import { randomBytes } from "node:crypto";
import { type Known, read, write } from "#domain/operation";
import { nothing } from "#domain/site/schema";
import {
  formatToken,
  hashOf,
  listOwnTokens,
  type TokenRow,
  tokenFields,
} from "#domain/tokens/queries";
import {
  createTokenInput,
  listTokensInput,
  newTokenView,
  rotateTokenInput,
  tokenList,
  tokenRef,
  tokenView,
  updateTokenInput,
} from "#domain/tokens/schema";
import type { Scope } from "#lib/actor";
import type { Tx } from "#lib/db";
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
    return { data: data.map(viewOf), page };
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
    return viewOf(row);
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
    const secret = newSecret();
    const row = await tx.token.create({
      data: {
        userId: actor.id,
        name,
        scopes: [...new Set(scopes)],
        expiresAt: inDays(days),
        secretHash: hashOf(secret),
      },
      select: tokenFields,
    });
    emit({ type: "token.created", token: row });
    return { ...viewOf(row), token: formatToken(row.id, secret) };
  },
});

/** Another name; what it opens stays the same. */
export const updateToken = write({
  name: "tokens.update",
  gate: "tokens:manage",
  input: updateTokenInput,
  output: tokenView,
  async run({ actor, input: { id, name }, tx, emit }) {
    const before = await lockOwnToken(tx, actor, id);
    if (before.name === name) return viewOf(before);
    const after = await tx.token.update({ where: { id }, data: { name }, select: tokenFields });
    emit({ type: "token.updated", token: after });
    return viewOf(after);
  },
});

/**
 * A new secret for the same token, shown this once. The old one is dead from the answer on: whoever
 * rotates because it leaked must not wait, and who wants an overlap makes a second token first.
 */
export const rotateToken = write({
  name: "tokens.rotate",
  gate: "tokens:manage",
  input: rotateTokenInput,
  output: newTokenView,
  async run({ actor, input: { id, days }, tx, emit }) {
    const before = await lockOwnToken(tx, actor, id);
    if (before.expiresAt <= new Date()) {
      throw new AppError("conflict", "This token has expired; make a new one.");
    }
    const secret = newSecret();
    const after = await tx.token.update({
      where: { id },
      data: {
        secretHash: hashOf(secret),
        // Nobody has used this secret yet.
        lastUsedAt: null,
        ...(days === undefined ? {} : { expiresAt: inDays(days) }),
      },
      select: tokenFields,
    });
    emit({ type: "token.rotated", token: after });
    return { ...viewOf(after), token: formatToken(id, secret) };
  },
});

/** Takes effect at the next request. */
export const revokeToken = write({
  name: "tokens.revoke",
  gate: "tokens:manage",
  input: tokenRef,
  output: nothing,
  async run({ actor, input: { id }, tx, emit }) {
    const row = await lockOwnToken(tx, actor, id);
    await tx.token.update({ where: { id }, data: { revokedAt: new Date() }, select: { id: true } });
    emit({ type: "token.revoked", token: row });
    return null;
  },
});

/** One's own token, locked until the transaction ends: of two who change it one waits. */
async function lockOwnToken(tx: Tx, actor: Known, id: string): Promise<TokenRow> {
  await tx.$queryRaw`select 1 from tokens where id = ${id}::uuid for update`;
  const where = { id, userId: actor.id, revokedAt: null };
  const row = await tx.token.findFirst({ where, select: tokenFields });
  if (!row) throw noSuchToken();
  return row;
}

/** 256 random bits, hex. */
function newSecret(): string {
  return randomBytes(32).toString("hex");
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY);
}

function viewOf(row: TokenRow) {
  return { ...row, scopes: row.scopes as Scope[] };
}

function noSuchToken(): AppError {
  return new AppError("not_found", "No such token.");
}

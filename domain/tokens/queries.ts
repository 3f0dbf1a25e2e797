import { createHash, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import type { z } from "zod";
import type { listTokensInput } from "#domain/tokens/schema";
import { type Actor, tokenPermissions } from "#lib/actor";
import { afterwards } from "#lib/afterwards";
import { db } from "#lib/db";
import { paginate } from "#lib/keyset";
import { type KnownToken, knownTokens } from "#lib/known-tokens";
import type { Prisma } from "#prisma/client";

const MINUTE = 60_000;

export const tokenFields = {
  id: true,
  name: true,
  scopes: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  createdAt: true,
} as const satisfies Prisma.TokenSelect;

export type TokenRow = Prisma.TokenGetPayload<{ select: typeof tokenFields }>;

/** One page of somebody's tokens that are not revoked, the newest first. */
export async function listOwnTokens(userId: string, input: z.output<typeof listTokensInput>) {
  const where = { userId, revokedAt: null };
  const { rows, page } = await paginate<TokenRow>({
    list: `tokens:${userId}`,
    order: { field: "id", descending: true, type: "text", tiebreak: null },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().token.findMany({ where: { AND: [where, beyond] }, select: tokenFields, ...slice }),
    count: () => db().token.count({ where }),
  });
  return { data: rows, page };
}

/** SHA-256 of a secret, hex. The secret has 256 random bits, so no slower hash is needed. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** `duet_<id>_<secret>_<crc>`: the checksum (CRC-32, hex) tells a mistyped token from a wrong one offline. */
export function formatToken(id: string, secret: string): string {
  const start = `duet_${id.replaceAll("-", "")}_${secret}`;
  return `${start}_${checksum(start)}`;
}

const form = /^(duet_([0-9a-f]{32})_([0-9a-f]{64}))_([0-9a-f]{8})$/;

/** The actor a bearer token stands for; null for a malformed, unknown, expired, revoked one, or a disabled owner. */
export async function findTokenActor(token: string): Promise<Actor | null> {
  const [, start, digits, secret, crc] = form.exec(token) ?? [];
  if (!start || !digits || !secret || checksum(start) !== crc) return null;
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const hash = Buffer.from(hashOf(secret));
  const opens = (known: KnownToken) => timingSafeEqual(hash, Buffer.from(known.secretHash));
  const remembered = knownTokens.get(id);
  // What is remembered may be older than the secret: only the database says no to one.
  const known = remembered && opens(remembered) ? remembered : await readToken(id);
  const now = Date.now();
  if (!known || known.expiresAt <= now || !opens(known)) return null;
  noteUse(id, known, now);
  return known.actor;
}

/** The token and its owner, in one statement by their primary keys; null for one that is of no use. */
function readToken(id: string): Promise<KnownToken | null> {
  return knownTokens.read(id, async () => {
    const row = await db().token.findUnique({
      where: { id },
      relationLoadStrategy: "join",
      select: {
        secretHash: true,
        scopes: true,
        expiresAt: true,
        lastUsedAt: true,
        revokedAt: true,
        user: { select: { id: true, handle: true, role: true, disabledAt: true } },
      },
    });
    if (!row || row.revokedAt || row.user.disabledAt) return null;
    const { id: userId, handle, role } = row.user;
    const may = tokenPermissions(role, row.scopes);
    return {
      madeOf: [`token:${id}`, `user:${userId}`],
      value: {
        secretHash: row.secretHash,
        expiresAt: row.expiresAt.getTime(),
        lastUsedAt: row.lastUsedAt?.getTime() ?? null,
        actor: { kind: "token", tokenId: id, id: userId, handle, role, may },
      },
    };
  });
}

/**
 * Notes the use once a minute at most, while the request goes on: a busy token shall not cost a
 * write per request, nor an idle one a wait. Of several instances the first writes, and none goes back.
 */
function noteUse(id: string, known: KnownToken, now: number): void {
  const before = known.lastUsedAt;
  if (before !== null && now - before < MINUTE) return;
  known.lastUsedAt = now;
  const due = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: new Date(now - MINUTE) } }] };
  const noted = db().token.updateMany({
    where: { id, ...due },
    data: { lastUsedAt: new Date(now) },
  });
  afterwards("noting a token's use", noted, () => {
    known.lastUsedAt = before; // the next use tries again
  });
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

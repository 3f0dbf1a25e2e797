import { createHash, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import type { z } from "zod";
import type { listTokensInput } from "#domain/tokens/schema";
import { type Actor, tokenPermissions } from "#lib/actor";
import { db } from "#lib/db";
import { paginate } from "#lib/keyset";
import type { Prisma } from "#prisma/client";

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
  const [, start, id, secret, crc] = form.exec(token) ?? [];
  if (!start || !id || !secret || checksum(start) !== crc) return null;
  const row = await db().token.findUnique({
    where: { id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") },
    include: { user: { select: { id: true, handle: true, role: true, disabledAt: true } } },
  });
  const now = new Date();
  if (!row || row.revokedAt || row.expiresAt <= now || row.user.disabledAt) return null;
  if (!timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row.secretHash))) return null;
  await touch(row.id, row.lastUsedAt, now);
  const { id: userId, handle, role } = row.user;
  return {
    kind: "token",
    tokenId: row.id,
    id: userId,
    handle,
    role,
    may: tokenPermissions(role, row.scopes),
  };
}

/** Notes the use once a minute at most: a busy token shall not cost a write per request. */
async function touch(id: string, lastUsedAt: Date | null, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < 60_000) return;
  await db().token.updateMany({ where: { id }, data: { lastUsedAt: now } });
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

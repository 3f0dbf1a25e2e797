import { z } from "zod";
import { scopes } from "#lib/actor";
import { id, listOf, paging, timestamp } from "#lib/fields";
import { line } from "#lib/text";

const name = line({ min: 1, max: 100 });
const days = z.int().min(1).max(365, "At most one year.");

export const createTokenInput = z.strictObject({
  name,
  scopes: z.array(z.enum(scopes)).min(1, "Choose at least one scope.").max(scopes.length),
  /** Days until it stops working. */
  days: days.default(90),
});
export const updateTokenInput = z.strictObject({ id, name });
/** Without `days` the time at which it expires stays. */
export const rotateTokenInput = z.strictObject({ id, days: days.optional() });
export const tokenRef = z.strictObject({ id });
export const listTokensInput = z.strictObject(paging);

export const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  expiresAt: timestamp,
  lastUsedAt: timestamp.nullable(),
  revokedAt: timestamp.nullable(),
  createdAt: timestamp,
});

export type TokenView = z.output<typeof tokenView>;

/** The one answer that carries the secret. */
export const newTokenView = tokenView.extend({ token: z.string() });
export const tokenList = listOf(tokenView);

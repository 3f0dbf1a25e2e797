import { z } from "zod";
import { exampleIds } from "#domain/reference";
import { scopes } from "#lib/actor";
import { id, listOf, paging, timestamp } from "#lib/fields";
import { line } from "#lib/text";

const name = line({ min: 1, max: 100 });
const days = z.int().min(1).max(365, "At most one year.").describe("Days until it stops working.");

export const createTokenInput = z.strictObject({
  name,
  scopes: z
    .array(z.enum(scopes))
    .min(1, "Choose at least one scope.")
    .max(scopes.length)
    .describe("What it may: of what your role covers."),
  days: days.default(90),
});
export const updateTokenInput = z.strictObject({ id, name });
/** Without `days` the time at which it expires stays. */
export const rotateTokenInput = z.strictObject({ id, days: days.optional() });
export const tokenRef = z.strictObject({ id });
export const listTokensInput = z.strictObject(paging);

const tokenFields = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  expiresAt: timestamp,
  lastUsedAt: timestamp.nullable().describe("To the minute."),
  revokedAt: timestamp.nullable(),
  createdAt: timestamp,
});

const exampleToken = {
  id: exampleIds.token,
  name: "A program",
  scopes: ["posts:read", "posts:write"],
  expiresAt: "2026-06-02T10:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
  createdAt: "2026-05-03T10:00:00.000Z",
};

export const tokenView = tokenFields.meta({ id: "Token", examples: [exampleToken] });
export type TokenView = z.output<typeof tokenView>;

/** The one answer that carries the secret. */
export const newTokenView = tokenFields
  .extend({ token: z.string().describe("The token itself: shown this once.") })
  .meta({ id: "NewToken", examples: [{ ...exampleToken, token: "duet_…" }] });
export const tokenList = listOf(tokenView);

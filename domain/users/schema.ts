import { z } from "zod";
import { roles, scopes } from "#lib/actor";
import { paging } from "#lib/fields";

/** A person as everybody may see him. */
export const authorView = z.object({
  handle: z.string(),
  name: z.string(),
  image: z.string().nullable(),
});

/** An author with what his own page shows. */
export const profileView = authorView.extend({
  bio: z.string(),
  postCount: z.int(),
  url: z.string(),
});
export type ProfileView = z.output<typeof profileView>;

/** The caller, as he sees himself. `scopes` are a token's; null for a session. */
export const meView = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  image: z.string().nullable(),
  role: z.enum(roles),
  scopes: z.array(z.enum(scopes)).nullable(),
});

/** The light answer that the islands of public pages use. */
export const sessionView = z.object({
  user: authorView.extend({ id: z.string(), role: z.enum(roles) }).nullable(),
});
export type SessionView = z.output<typeof sessionView>;

export const handle = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);
export const authorInput = z.strictObject({ handle });
export const authorsInput = z.strictObject(paging);

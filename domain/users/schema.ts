import { z } from "zod";
import { exampleIds } from "#domain/reference";
import { roles, scopes } from "#lib/actor";
import { fieldsOf, paging, webAddress } from "#lib/fields";
import { line, prose } from "#lib/text";

/** A person as everybody may see him. */
export const authorView = z
  .object({
    handle: z.string(),
    name: z.string(),
    image: z.string().nullable(),
  })
  .meta({ id: "Byline", examples: [{ handle: "ines", name: "Inês Duarte", image: null }] });

/** An author with what his own page shows. */
export const profileView = authorView
  .extend({
    bio: z.string(),
    postCount: z.int().describe("Published posts."),
    url: z.string().describe("The path of the page."),
  })
  .meta({
    id: "Author",
    examples: [
      {
        handle: "ines",
        name: "Inês Duarte",
        image: null,
        bio: "Writes about slow software.",
        postCount: 7,
        url: "/authors/ines",
      },
    ],
  });
export type ProfileView = z.output<typeof profileView>;

/** The caller, as he sees himself. `scopes` are a token's; null for a session. */
export const meView = z
  .object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    image: z.string().nullable(),
    bio: z.string(),
    role: z.enum(roles),
    scopes: z.array(z.enum(scopes)).nullable().describe("A token's; null for a session."),
  })
  .meta({
    id: "Me",
    examples: [
      {
        id: exampleIds.user,
        handle: "ines",
        name: "Inês Duarte",
        email: "ines@example.com",
        image: null,
        bio: "Writes about slow software.",
        role: "author",
        scopes: ["posts:read", "posts:write"],
      },
    ],
  });

/** What somebody may say of himself; `null` clears. The handle is an address, and stays. */
export const updateMeInput = z.strictObject({
  name: line({ min: 1, max: 100 }).optional(),
  bio: prose({ min: 0, max: 500 }).nullable().optional(),
  image: webAddress.nullable().optional(),
});

/** The light answer that the islands of public pages use. */
export const sessionView = z
  .object({
    user: authorView.extend({ id: z.string(), role: z.enum(roles) }).nullable(),
  })
  .meta({ id: "Session", examples: [{ user: null }] });
export type SessionView = z.output<typeof sessionView>;

export const handle = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)
  .describe("Small letters, digits and single hyphens.");
const fields = fieldsOf(profileView);
export const authorInput = z.strictObject({ handle, fields });
export const authorsInput = z.strictObject({ ...paging, fields });

import { z } from "zod";
import { id } from "#lib/fields";

/** What one can say to a post without words. */
export const reactionKinds = ["like", "love", "clap", "insightful"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

const kind = z.enum(reactionKinds);

export const reactionRef = z.strictObject({ id, kind });
export const reactionsInput = z.strictObject({ id });

/** How often each kind was given, by whomever; and which of them the caller gave. */
export const reactionsView = z.object({
  counts: z.record(z.string(), z.int()),
  mine: z.array(kind),
});
export type ReactionsView = z.output<typeof reactionsView>;

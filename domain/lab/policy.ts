import type { Actor } from "#lib/actor";

/** A visitor's own posts, and nobody else's: nothing of the lab is shared. */
export function ofVisitor(actor: Actor): { visitorId: string } {
  if (actor.kind !== "visitor") throw new Error("Only a visitor of the lab has a blog there.");
  return { visitorId: actor.id };
}

import { readableBy } from "#domain/posts/policy";
import { type Actor, isEditor, may } from "#lib/actor";
import type { Prisma } from "#prisma/client";

/** The uploads an actor takes care of, as a where-clause: his own; an editor's, everybody's. */
export function managedBy(actor: Actor): Prisma.UploadWhereInput {
  if (actor.kind === "guest") return { id: { in: [] } };
  return isEditor(actor) ? {} : { ownerId: actor.id };
}

/**
 * The uploads whose picture an actor may see: those he takes care of, and those that a post he may
 * read shows. A draft's picture is as private as the draft; nobody sees one that no post shows.
 */
export function visibleTo(actor: Actor): Prisma.UploadWhereInput {
  const shown: Prisma.UploadWhereInput = { uses: { some: { post: readableBy(actor) } } };
  if (!may(actor, "uploads:write") && !may(actor, "posts:read")) return shown;
  // Not an alternative with “everything” in it: in an OR, Prisma takes that for nothing.
  return isEditor(actor) ? {} : { OR: [managedBy(actor), shown] };
}

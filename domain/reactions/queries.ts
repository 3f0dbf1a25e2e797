import type { ReactionKind } from "#domain/reactions/schema";
import type { Tx } from "#lib/db";

/** The kinds that somebody gave a post. */
export async function reactionsBy(tx: Tx, postId: string, userId: string): Promise<ReactionKind[]> {
  const rows = await tx.reaction.findMany({
    where: { postId, userId },
    orderBy: { kind: "asc" },
    select: { kind: true },
  });
  return rows.map(({ kind }) => kind as ReactionKind);
}

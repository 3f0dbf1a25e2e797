import type { z } from "zod";
import { type draftView, type StoredDraft, storedDraft } from "#domain/drafts/schema";
import type { Database, Tx } from "#lib/db";
import { Prisma } from "#prisma/client";

/** The working copy beside a post, or null. */
export async function findDraft(tx: Database | Tx, postId: string): Promise<StoredDraft | null> {
  const row = await tx.post.findUnique({ where: { id: postId }, select: { workingCopy: true } });
  return row?.workingCopy ? storedDraft.parse(row.workingCopy) : null;
}

/** Puts a working copy beside a post that is locked, or takes it away; the post itself stays as it is. */
export async function keepDraft(tx: Tx, postId: string, draft: StoredDraft | null): Promise<void> {
  await tx.post.update({
    where: { id: postId },
    data: { workingCopy: draft ?? Prisma.DbNull },
    select: { id: true },
  });
}

interface Words {
  id: string;
  version: number;
  title: string;
  body: string;
  slug: string;
  excerpt: string | null;
  canonicalUrl: string | null;
  seoTitle: string | null;
  seoDescription: string | null;
  commentsOpen: boolean;
  coverId: string | null;
  tags: { tag: { slug: string; name: string } }[];
}

/**
 * Takes the working copy away when a save has made it pointless: when it is the one that was saved,
 * or says nothing but what the post says now. Any other stays: somebody's words are in it.
 */
export async function settleDraft(tx: Tx, post: Words, saved?: number): Promise<boolean> {
  const draft = await findDraft(tx, post.id);
  if (!draft || (draft.draftVersion !== saved && !saysTheSame(draft, post))) return false;
  await keepDraft(tx, post.id, null);
  return true;
}

function saysTheSame(draft: StoredDraft, post: Words): boolean {
  const texts = [
    "title",
    "body",
    "slug",
    "excerpt",
    "canonicalUrl",
    "seoTitle",
    "seoDescription",
  ] as const;
  const tags = post.tags.map((each) => each.tag.name).join();
  return (
    texts.every((key) => draft[key] === undefined || draft[key] === (post[key] ?? "")) &&
    (draft.commentsOpen ?? post.commentsOpen) === post.commentsOpen &&
    (draft.cover === undefined || draft.cover === post.coverId) &&
    (draft.tags?.join() ?? tags) === tags
  );
}

export function draftOf(
  post: { id: string; version: number },
  draft: StoredDraft,
): z.input<typeof draftView> {
  return { postId: post.id, stale: draft.version !== post.version, ...draft };
}

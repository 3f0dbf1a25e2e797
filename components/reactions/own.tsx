import type { ReactionsView } from "#domain/reactions/schema";

/** What the reader has given a post; nothing when it cannot be known. Fetched by who is signed in alone. */
export async function ownReactions(postId: string): Promise<readonly string[]> {
  const response = await fetch(`/api/posts/${postId}/reactions`, {
    headers: { Accept: "application/json" },
  });
  if (!response.ok) return [];
  const view: ReactionsView = await response.json();
  return view.mine;
}

"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";

interface Conversation {
  postId: string;
  /** Handles of who wrote the post. */
  postAuthors: readonly string[];
  /** Scripts run: what was a link is a button. */
  scripted: boolean;
  /** Says something to who does not see it. */
  announce: (words: string) => void;
}

const Context = createContext<Conversation | null>(null);

/** What the comments below a post have in common. */
export function useConversation(): Conversation {
  const conversation = useContext(Context);
  if (!conversation) throw new Error("A comment stands in a conversation.");
  return conversation;
}

export interface ConversationProps extends Pick<Conversation, "postId" | "postAuthors"> {
  /** The thread goes on or began elsewhere. */
  paged: boolean;
  children: ReactNode;
}

/**
 * The thread under a post, drawn on the server and the same for everybody. What happens in it is
 * announced here, in one live region. A stream of the comments of others (`comment.*` events) has
 * its place here too: all it has to do is `router.refresh()`.
 */
export function Conversation({ postId, postAuthors, paged, children }: ConversationProps) {
  const [said, announce] = useState("");
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  useEffect(() => {
    if (paged) void goToLinked();
  }, [paged]);
  return (
    <Context value={{ postId, postAuthors, scripted, announce }}>
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
    </Context>
  );
}

const never = () => () => {};

/** Somebody links to a comment that has moved to another page. */
async function goToLinked(): Promise<void> {
  const { hash } = location;
  const id = /^#comment-([\da-f-]{36})$/.exec(hash)?.[1];
  if (!id || document.getElementById(hash.slice(1))) return;
  const found = await fetch(`/comments/${id}`).catch(() => null);
  if (found?.ok) location.replace(found.url + hash);
}

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
    // What cannot be fetched is not missed: the page is the one that was linked to.
    if (paged && /^#comment-./.test(location.hash)) {
      import("#components/comments/moved").then(({ goToLinked }) => goToLinked()).catch(() => {});
    }
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

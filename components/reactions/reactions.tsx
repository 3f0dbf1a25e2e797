"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { useFormStatus } from "react-dom";
import { reactAction } from "#actions/reactions";
import { useSession } from "#components/site/session";
import { Outcome } from "#components/ui/outcome";
import type { ReactionKind } from "#domain/reactions/schema";

export interface ReactionsProps {
  /** The post's. */
  id: string;
  /** The post's address, to come back to. */
  url: string;
  counts: Record<string, number>;
  /** In the order they stand there, drawn on the server so that this leaf carries no pictures. */
  kinds: readonly { kind: ReactionKind; label: string; glyph: ReactNode }[];
  /** The classes of a button. */
  look: string;
}

type State = Awaited<ReturnType<typeof reactAction>>;

/**
 * What readers say to a post without words. The counts are the page's, the same for everybody; which
 * are the reader's own is asked for when somebody is signed in. Without JavaScript the page does not
 * know it: giving one again changes nothing, and the answer to it offers to take it back.
 */
export function Reactions({ id, url, counts, kinds, look }: ReactionsProps) {
  const [state, send] = useActionState<State, FormData>(reactAction, null, `${url}#reactions`);
  const [mine, setMine] = useState<ReadonlySet<string>>(() => after(new Set(), state));
  const [seen, setSeen] = useState(state);
  if (state !== seen) {
    setSeen(state);
    setMine(after(mine, state));
  }
  const user = useSession();
  useEffect(() => {
    if (!user) return;
    let left = false;
    import("#components/reactions/own")
      .then(({ ownReactions }) => ownReactions(id))
      .then(
        // What was pressed meanwhile counts more than what was asked before.
        (given) => left || setMine((known) => new Set([...given, ...known])),
        () => undefined,
      );
    return () => {
      left = true;
    };
  }, [user, id]);
  return (
    <section id="reactions" aria-label="Reactions" className="grid gap-3" data-print="hide">
      <ul className="flex flex-wrap gap-2">
        {kinds.map(({ kind, label, glyph }) => (
          <li key={kind}>
            <form action={send}>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="kind" value={kind} />
              <ReactionButton
                label={label}
                look={look}
                count={counts[kind] ?? 0}
                given={mine.has(kind)}
              >
                {glyph}
              </ReactionButton>
            </form>
          </li>
        ))}
      </ul>
      {state && !state.ok && (
        <Outcome failed>
          {state.message}{" "}
          {state.code === "unauthenticated" && (
            <a
              href={`/sign-in?callbackUrl=${encodeURIComponent(`${url}#reactions`)}`}
              className="underline"
            >
              Sign in, and come back here
            </a>
          )}
        </Outcome>
      )}
    </section>
  );
}

/** Pressed and counted from the press on; when it fails, React shows what was there before. */
function ReactionButton({
  label,
  look,
  count,
  given,
  children,
}: {
  label: string;
  look: string;
  count: number;
  given: boolean;
  children: ReactNode;
}) {
  const { pending } = useFormStatus();
  const pressed = pending ? !given : given;
  const step = pending ? (given ? -1 : 1) : 0;
  const shown = Math.max(0, count + step);
  return (
    <button
      type="submit"
      name="intent"
      value={given ? "remove" : "add"}
      aria-pressed={pressed}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : undefined}
      title={label}
      className={look}
    >
      {children}
      <span className="sr-only">{label} </span>
      <span>{shown}</span>
    </button>
  );
}

/** What is one's own after an answer. */
function after(mine: ReadonlySet<string>, state: State): ReadonlySet<string> {
  const kind = state?.ok ? state.values.kind : undefined;
  if (!state || !kind) return mine;
  const others = [...mine].filter((each) => each !== kind);
  return new Set(state.intent === "add" ? [...others, kind] : others);
}

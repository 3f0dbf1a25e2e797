"use client";

import { useEffect, useRef, useState } from "react";
import {
  type Copy,
  changedSince,
  copiesOf,
  dropCopy,
  keepCopy,
  newCopyKey,
  putBack,
  wordsOf,
} from "#components/studio/copies";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Time } from "#components/ui/time";

export interface LocalCopyProps {
  /** Whose words they are: the id of who is signed in. */
  owner: string;
  /** The answer to the last press of a button. */
  answer: object | null;
}

/** How long typing must rest before it is kept, in milliseconds. */
const REST = 300;

/** What was typed while a new post was being saved: for its editor, which comes next. */
let typedSince: { post: string; words: Record<string, string> } | null = null;

/**
 * Keeps what is typed into the form of a post that does not exist yet in this browser, until it is
 * saved, and offers what was kept and never saved. A post that exists is kept on the server
 * (autosave.tsx); without JavaScript there is nothing to keep with.
 */
export function LocalCopy({ owner, answer }: LocalCopyProps) {
  const place = useRef<HTMLDivElement>(null);
  const key = useRef("");
  const keeper = useRef<ReturnType<typeof keep> | null>(null);
  const [offered, setOffered] = useState<Copy | null>(null);
  const [status, setStatus] = useState("");

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    key.current ||= newCopyKey(owner);
    const own = keep(form, () => key.current, setStatus);
    keeper.current = own;
    setOffered(copiesOf(owner, key.current)[0] ?? null);
    return () => own.stop();
  }, [owner]);

  useEffect(() => {
    if (answer) keeper.current?.answered();
  }, [answer]);

  function take() {
    const form = place.current?.closest("form");
    if (!form || !offered) return;
    // What stands in the form now is kept under the name it had, and offered in turn.
    keeper.current?.now();
    key.current = offered.key;
    putBack(form, offered.words);
    keeper.current?.now();
    setOffered(copiesOf(owner, key.current)[0] ?? null);
  }

  function forget() {
    if (offered) dropCopy(offered.key);
    setOffered(copiesOf(owner, key.current)[0] ?? null);
  }

  return (
    <div ref={place} className="grid gap-3">
      {offered && (
        <Notice
          title="Words that were not saved"
          actions={
            <>
              <Button size="sm" onClick={take}>
                Put them back
              </Button>
              <Button size="sm" variant="quiet" onClick={forget}>
                Forget them
              </Button>
            </>
          }
        >
          You typed “{beginningOf(offered)}” on <Time value={offered.savedAt} format="datetime" />.
        </Notice>
      )}
      <p role="status" aria-live="polite" className="min-h-5 text-sm text-faint">
        {status}
      </p>
    </div>
  );
}

function beginningOf({ words }: Copy): string {
  const text = (words.title?.trim() || words.body?.trim() || words.excerpt?.trim()) ?? "";
  return text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text;
}

function keep(form: HTMLFormElement, key: () => string, say: (status: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: Record<string, string> | null = null;
  let since: Record<string, string> = {};
  let failed = false;

  function typed() {
    // Now, and not when the answer has come: it empties the form.
    if (sent) since = changedSince(sent, form);
    later();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(now, REST);
  }

  function now() {
    clearTimeout(timer);
    timer = undefined;
    try {
      const time = new Date().toTimeString().slice(0, 5);
      say(keepCopy(key(), form) ? `Kept in this browser at ${time}; not saved yet` : "");
      failed = false;
    } catch {
      // It is full, or keeps nothing for anybody.
      failed = true;
      say("This browser cannot keep your words: save them soon.");
    }
  }

  function soon() {
    if (timer !== undefined) now();
  }

  function send() {
    now();
    sent = wordsOf(form);
    since = {};
  }

  function leaving(event: BeforeUnloadEvent) {
    soon();
    if (failed && !sent) event.preventDefault();
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", send);
  document.addEventListener("visibilitychange", soon);
  addEventListener("beforeunload", leaving);
  return {
    now,
    /** The form stays: it was refused, or shows a preview, or has a new picture in its text. */
    answered() {
      if (!sent) return;
      sent = null;
      later();
    },
    stop() {
      soon();
      form.removeEventListener("input", typed);
      form.removeEventListener("submit", send);
      document.removeEventListener("visibilitychange", soon);
      removeEventListener("beforeunload", leaving);
      const [, post] =
        /^\/studio\/posts\/([0-9a-f-]{36})(?:\/publish)?$/.exec(location.pathname) ?? [];
      if (!sent || !post) return;
      // It was saved, and the post's own page is shown.
      if (Object.keys(since).length > 0) typedSince = { post, words: since };
      dropCopy(key());
    },
  };
}

/** Within the form of a post that was just made: what was typed while it was being made is typed on. */
export function TypedSince({ post }: { post: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form || typedSince?.post !== post) return;
    putBack(form, typedSince.words);
    typedSince = null;
  }, [post]);
  return <span ref={place} hidden />;
}

"use client";

import { useEffect, useRef, useState } from "react";

export interface AutosaveProps {
  post: { id: string; version: number };
  /** The save of the working copy that the form was filled with; 0 without one. */
  draftVersion: number;
  /** The answer to the last press of a button; whether it saved the post. */
  answer: object | null;
  saved: boolean;
}

/** How long typing must rest, and how long until what failed is tried again (milliseconds). */
const REST = 3_000;
const AGAIN = 10_000;

interface Kept {
  draftVersion: number;
}

/**
 * Keeps what is typed into the form around it beside the post, a few seconds after the last key, and
 * says so. What cannot be kept now stays in the form and is tried again; leaving with words that are
 * not kept is asked about. Without JavaScript it is nothing but the number that a save sends along.
 */
export function Autosave({ post, draftVersion, answer, saved }: AutosaveProps) {
  const { id, version } = post;
  const field = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState("");
  const keeper = useRef<ReturnType<typeof keep> | null>(null);

  useEffect(() => {
    const form = field.current?.form;
    if (!form) return;
    const own = keep(form, { id, version }, draftVersion, setStatus, (latest) => {
      if (field.current) field.current.value = latest > 0 ? String(latest) : "";
    });
    keeper.current = own;
    return () => {
      own.stop();
      setStatus("");
    };
  }, [id, version, draftVersion]);

  useEffect(() => {
    if (answer) keeper.current?.answered(saved, draftVersion);
  }, [answer, saved, draftVersion]);

  return (
    <>
      <input
        ref={field}
        type="hidden"
        name="draftVersion"
        defaultValue={draftVersion > 0 ? draftVersion : ""}
      />
      <p role="status" aria-live="polite" className="min-h-5 text-sm text-faint">
        {status}
      </p>
    </>
  );
}

function keep(
  form: HTMLFormElement,
  post: AutosaveProps["post"],
  known: number,
  say: (status: string) => void,
  tell: (draftVersion: number) => void,
) {
  let draftVersion = known;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let unkept = false;
  let sending = false;
  let refused = false;

  function typed() {
    unkept = true;
    if (refused) return;
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  }

  async function save() {
    if (sending || running || !unkept) return;
    unkept = false;
    running = new AbortController();
    try {
      const response = await fetch(`/api/posts/${post.id}/draft`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version: post.version, draftVersion, ...wordsOf(form) }),
        signal: running.signal,
      });
      const said = (await response.json()) as Kept & { detail?: string };
      if (response.ok) {
        draftVersion = said.draftVersion;
        tell(draftVersion);
        const time = new Date().toTimeString().slice(0, 5);
        say(`Kept at ${time}; not saved yet`);
      } else {
        failed(response.status, said.detail ?? "");
      }
    } catch {
      if (!running.signal.aborted) failed(0, "");
    } finally {
      running = undefined;
    }
    // Typed meanwhile.
    if (unkept && !refused && !sending) timer = setTimeout(save, REST);
  }

  function failed(status: number, detail: string) {
    unkept = true;
    const passing = status === 0 || status === 429 || status >= 500;
    if (passing) {
      say("No connection: your words stay here, and are kept as soon as it is back.");
      timer = setTimeout(save, AGAIN);
      return;
    }
    // Trying again would not help before a person has done something.
    refused = status === 409 || status === 401 || status === 403;
    if (status === 409) say("It was changed in another window. Your words stay here; save them.");
    else if (status === 401) say("You are signed out. Your words stay here; sign in, then save.");
    else say(`Not kept: ${detail}`);
  }

  function sent() {
    clearTimeout(timer);
    running?.abort();
    sending = true;
  }

  function leaving(event: BeforeUnloadEvent) {
    if (unkept && !sending) event.preventDefault();
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", sent);
  addEventListener("online", save);
  addEventListener("beforeunload", leaving);
  return {
    /** A button's answer has come: after a save nothing is left to keep, after anything else all is. */
    answered(saved: boolean, kept: number) {
      if (!sending) return;
      sending = false;
      refused = false;
      if (!saved) {
        tell(draftVersion);
        typed();
        return;
      }
      unkept = false;
      draftVersion = kept;
      tell(kept);
      say("");
    },
    stop() {
      clearTimeout(timer);
      running?.abort();
      form.removeEventListener("input", typed);
      form.removeEventListener("submit", sent);
      removeEventListener("online", save);
      removeEventListener("beforeunload", leaving);
    },
  };
}

/** What the form's fields say, in the API's words. */
function wordsOf(form: HTMLFormElement) {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    title: text("title"),
    body: text("body"),
    slug: text("slug"),
    excerpt: text("excerpt"),
    canonicalUrl: text("canonicalUrl"),
    commentsOpen: data.getAll("commentsOpen").includes("true"),
    tags: text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
}

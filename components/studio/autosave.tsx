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

/** What outlasts a version of the post: its form goes on. */
interface Memory {
  /** Something was typed that is neither kept nor sent. */
  unkept: boolean;
  /** What the form was filled with, and the save of the working copy that it has come to since. */
  base: string;
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
  const memory = useRef<Memory>({ unkept: false, base: "", draftVersion: 0 });
  const told = useRef(answer);

  // Before the keeper's own effect, so that on leaving the page it is still there.
  useEffect(() => () => void keeper.current?.leave(), []);

  useEffect(() => {
    const form = field.current?.form;
    if (!form) return;
    const tell = (latest: number) => {
      if (field.current) field.current.value = latest > 0 ? String(latest) : "";
    };
    const own = keep(form, { id, version }, draftVersion, memory.current, setStatus, tell);
    keeper.current = own;
    return () => {
      own.stop();
      setStatus("");
    };
  }, [id, version, draftVersion]);

  useEffect(() => {
    if (!answer || told.current === answer) return;
    told.current = answer;
    keeper.current?.answered(saved, draftVersion);
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
  memory: Memory,
  say: (status: string) => void,
  tell: (draftVersion: number) => void,
) {
  const base = `${post.version} ${known}`;
  if (memory.base !== base) Object.assign(memory, { base, draftVersion: known });
  tell(memory.draftVersion);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let last: Promise<void> = Promise.resolve();
  let sending = false;
  let refused = false;
  let left = false;

  function typed() {
    memory.unkept = true;
    later();
  }

  function later() {
    clearTimeout(timer);
    if (memory.unkept && !sending && !refused && !left) timer = setTimeout(save, REST);
  }

  function save() {
    if (!sending && !running && memory.unkept) last = saveNow();
  }

  async function saveNow() {
    memory.unkept = false;
    running = new AbortController();
    try {
      const response = await put(running.signal);
      const said = (await response.json()) as Kept & { detail?: string };
      if (response.ok) {
        noteKept(said);
        const time = new Date().toTimeString().slice(0, 5);
        say(`Kept at ${time}; not saved yet`);
        // Typed meanwhile.
        later();
      } else {
        failed(response.status, said.detail ?? "");
      }
    } catch {
      if (!running.signal.aborted) failed(0, "");
    } finally {
      running = undefined;
    }
  }

  function noteKept({ draftVersion }: Kept) {
    memory.draftVersion = draftVersion;
    tell(draftVersion);
  }

  function put(signal?: AbortSignal) {
    return fetch(`/api/posts/${post.id}/draft`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        version: post.version,
        draftVersion: memory.draftVersion,
        ...wordsOf(form),
      }),
      ...(signal ? { signal } : {}),
    });
  }

  function failed(status: number, detail: string) {
    const typedMeanwhile = memory.unkept;
    memory.unkept = true;
    const passing = status === 0 || status === 429 || status >= 500;
    if (passing) {
      say("No connection: your words stay here, and are kept as soon as it is back.");
      clearTimeout(timer);
      if (!left) timer = setTimeout(save, AGAIN);
      return;
    }
    // Trying again would not help before a person has done something.
    refused = status === 409 || status === 401 || status === 403;
    if (status === 409) say("It was changed in another window. Your words stay here; save them.");
    else if (status === 401) say("You are signed out. Your words stay here; sign in, then save.");
    else say(`Not kept: ${detail}`);
    if (typedMeanwhile) later();
  }

  function sent() {
    clearTimeout(timer);
    running?.abort();
    sending = true;
    // What is typed from now on is not in what was sent.
    memory.unkept = false;
  }

  function leaving(event: BeforeUnloadEvent) {
    if (memory.unkept && !sending) event.preventDefault();
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", sent);
  addEventListener("online", save);
  addEventListener("beforeunload", leaving);
  // Typed while the version before was saved.
  later();
  return {
    /** A button's answer has come: after a save what was typed since is left to keep, after anything else all is. */
    answered(saved: boolean, kept: number) {
      sending = false;
      refused = false;
      if (!saved) {
        tell(memory.draftVersion);
        typed();
        return;
      }
      noteKept({ draftVersion: kept });
      say("");
      later();
    },
    /** Another page of the studio is shown: what was typed last does not wait. */
    async leave() {
      left = true;
      await last;
      if (memory.unkept && !refused) await saveNow();
    },
    stop() {
      clearTimeout(timer);
      if (!left) running?.abort();
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
    ...(data.has("cover") && { cover: text("cover") || null }),
    tags: text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
}

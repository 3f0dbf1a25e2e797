"use client";

import type { ReactNode } from "react";
import { createLabPostAction, createLabPostOnceAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import { NONCE } from "#doors/state";
import { randomKey } from "#lib/random-key";

const choices = [
  { id: "two", label: "Two at both doors, whatever one does." },
  { id: "key", label: "Two at both doors, unless both calls carry the same key: then one." },
  { id: "one", label: "One at both doors: React and HTTP see to it." },
];

async function post(title: string, key?: string): Promise<string> {
  const answer = await fetch("/api/lab/posts", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key && { "Idempotency-Key": key }) },
    body: JSON.stringify({ title }),
  });
  const { id } = await answer.json();
  return String(id);
}

function formOf(title: string, nonce: string): FormData {
  const form = new FormData();
  form.set("title", title);
  form.set(NONCE, nonce);
  return form;
}

const idOf = (state: Awaited<ReturnType<typeof createLabPostAction>>) =>
  state?.ok ? state.value.id : "none";

const posts = (ids: readonly string[]) => {
  const count = new Set(ids).size;
  return count === 1 ? "one post" : `${count} posts`;
};

/** A call that is sent twice, with and without a key: how many posts come of it. */
export function SentTwice({ children }: { children: ReactNode }) {
  return (
    <LabBench
      question="An impatient click, or a program that tries again after a lost answer: the same call comes twice. How many posts are there?"
      choices={choices}
      right="key"
      because="Neither React nor HTTP knows that two requests mean one thing. A form says it with a hidden nonce, a program with an Idempotency-Key; the server keeps what the first call led to, in the same transaction, and tells the second the same. Look for “told again” on the server’s side, and for Idempotent-Replayed among the headers."
      doors={[
        {
          name: "Twice through the Server Action",
          async work() {
            const title = "An impatient click";
            const plain = [
              await createLabPostAction(null, formOf(title, "")),
              await createLabPostAction(null, formOf(title, "")),
            ];
            const nonce = randomKey();
            const once = [
              await createLabPostOnceAction(null, formOf(`${title}, with a nonce`, nonce)),
              await createLabPostOnceAction(null, formOf(`${title}, with a nonce`, nonce)),
            ];
            return `Without a nonce: ${posts(plain.map(idOf))}. With the same nonce: ${posts(once.map(idOf))}.`;
          },
        },
        {
          name: "Twice through the route handler",
          async work({ show }) {
            const title = "Tried again";
            const plain = [await post(title), await post(title)];
            const key = randomKey();
            const once = [
              await post(`${title}, with a key`, key),
              await post(`${title}, with a key`, key),
            ];
            await show();
            return `Without a key: ${posts(plain)}. With the same Idempotency-Key: ${posts(once)}.`;
          },
        },
      ]}
    >
      {children}
    </LabBench>
  );
}

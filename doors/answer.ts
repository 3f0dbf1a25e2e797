import { headers } from "next/headers.js";
import type { ActionState } from "#doors/state";

/**
 * What a Server Action answered to a form that was sent without JavaScript, kept until the page is
 * rendered in the same request. React hands the answer to `useActionState` itself on a page that is
 * rendered whole; on one that Next resumes from a prerendered shell (every page that depends on who
 * asks) it is lost on the way, measured on 16.4.6: docs/decisions/0010.
 */
const holder = globalThis as typeof globalThis & { duetAnswers?: Map<string, Answer> };
holder.duetAnswers ??= new Map();
const answers = holder.duetAnswers;

export type Answer = Exclude<ActionState<unknown>, null>;

/** Answers that no page asked for (a public page gets its own from React) make room after this many. */
const mostKept = 100;

/** Keeps an answer for the page of this request, if it was sent without JavaScript. */
export async function keepAnswer(answer: Answer): Promise<void> {
  const request = await headers();
  const id = request.get("x-request-id");
  if (!id || request.has("next-action")) return;
  const [oldest] = answers.keys();
  if (oldest && answers.size >= mostKept) answers.delete(oldest);
  answers.set(id, answer);
}

/** The answer to the form that led to this render, once; null for an ordinary visit. */
export async function takeAnswer(): Promise<Answer | null> {
  const id = (await headers()).get("x-request-id") ?? "";
  const answer = answers.get(id) ?? null;
  answers.delete(id);
  return answer;
}

/** The answer as a form's first state, if it is one of these operations' (about this thing). */
export function answerTo<S extends ActionState<unknown>>(
  answer: Answer | null,
  operations: readonly string[],
  about: Record<string, string> = {},
): S | null {
  if (!answer || !operations.includes(answer.operation)) return null;
  const same = Object.entries(about).every(([name, value]) => answer.values[name] === value);
  // The operation's name says which value it is; the type cannot.
  return same ? (answer as S) : null;
}

import { refresh, updateTag } from "next/cache.js";
import { cookies, headers } from "next/headers.js";
import { redirect, unstable_rethrow } from "next/navigation.js";
import type { z } from "zod";
import type { Once } from "#domain/once";
import type { Operation } from "#domain/operation";
import { refuseForeignPages, sessionActor } from "#doors/actor";
import { type Answer, keepAnswer } from "#doors/answer";
import { expireNow } from "#doors/purge";
import { type ActionState, NONCE } from "#doors/state";
import { performSeen, visit } from "#doors/visitor";
import { decodeStrings } from "#lib/decode";
import { AppError } from "#lib/errors";
import { fileFieldOf } from "#lib/file-fields";
import { log } from "#lib/log";
import { takeTurn } from "#lib/rate-limit";

interface Options<O extends z.ZodType> {
  /** Where to go after success: a path of this site. Without it the page is re-rendered in the answer. */
  goTo?(value: z.output<O>): string;
  /** The same for a form that was sent without JavaScript; one with it stays where it is. */
  plainGoTo?(value: z.output<O>): string;
  /** The fields the operation takes, out of a form that has more of them. */
  fields?: readonly string[];
  /**
   * For what makes something new: a form that is sent twice (an impatient click, a reload of its
   * answer) makes one. By its hidden `nonce`; a form of a static page has none without JavaScript,
   * and there the same words by the same person within `SAME_WORDS` count as sent twice.
   */
  once?: boolean;
}

/** In milliseconds. */
const SAME_WORDS = 10 * 60 * 1000;

/**
 * The door for our own pages: an operation as a Server Action. It takes a form (with or without
 * JavaScript) or a typed value; it returns the value, redirects, or says what was wrong together
 * with what was typed. What the operation says happened is purged with `updateTag`, so that the
 * writer reads his own write in the same answer.
 */
export function action<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  options: Options<O> = {},
) {
  return async (
    _previous: unknown,
    sent: FormData | z.input<I>,
  ): Promise<ActionState<z.output<O>>> => {
    const request = await headers();
    const id = request.get("x-request-id") ?? crypto.randomUUID();
    let value: z.output<O>;
    try {
      // In the lab a program without an Origin may come; a foreign one may not (visit).
      if (operation.gate !== "visitor") refuseForeignPages(request);
      const visiting = operation.gate === "visitor" ? await visit(operation, request) : null;
      const actor = visiting?.actor ?? (await sessionActor());
      const cookie = visiting?.cookie;
      if (cookie) (await cookies()).set(cookie.name, cookie.value, cookie.options);
      const turn = await takeTurn(operation, actor, request);
      const input = sent instanceof FormData ? fromForm(operation, sent, options.fields) : sent;
      const call = {
        actor,
        input,
        requestId: id,
        ...(options.once ? { once: onceOf(sent) } : {}),
        async countAs(writes: number) {
          turn?.refund();
          await takeTurn(operation, actor, request, writes);
        },
      };
      const outcome = await performSeen(operation, call, { door: "action", headers: request });
      const tags = [...new Set(outcome.happenings.flatMap((happening) => happening.tags))];
      await expireNow(tags);
      for (const tag of tags) updateTag(tag);
      value = outcome.value;
    } catch (error) {
      unstable_rethrow(error);
      // The form keeps what was typed; the page around it shows what is there now.
      if (error instanceof AppError && error.code === "conflict") refresh();
      return answer(failure(operation.name, error, sent, id));
    }
    if (options.goTo) redirect(options.goTo(value));
    if (options.plainGoTo && !request.has("next-action")) redirect(options.plainGoTo(value));
    if (operation.kind !== "read") refresh();
    return answer({ ok: true, operation: operation.name, value, values: valuesOf(sent) });
  };
}

function fromForm(operation: Operation, form: FormData, only?: readonly string[]) {
  const fields = fieldsOf(form).filter(([name]) => only?.includes(name) ?? true);
  const input = decodeStrings(operation.input, fields, "form");
  const name = fileFieldOf(operation.input);
  const file = name && form.get(name);
  // A browser sends an empty file without a name where none was chosen.
  if (name && file instanceof File && (file.size > 0 || file.name !== "")) input[name] = file;
  return input;
}

/** The form's own fields: without those that React and we add, and without files. */
function fieldsOf(form: FormData): [string, string][] {
  return [...form].flatMap(([key, value]) =>
    key.startsWith("$ACTION") || key === NONCE || typeof value !== "string" ? [] : [[key, value]],
  );
}

function onceOf(sent: unknown): Once {
  const nonce = sent instanceof FormData ? sent.get(NONCE) : null;
  if (typeof nonce === "string" && /^[\w-]{8,64}$/.test(nonce)) {
    return { key: nonce, sentBy: "person" };
  }
  return { key: "", sentBy: "person", lifetime: SAME_WORDS };
}

function valuesOf(sent: unknown): Record<string, string> {
  return sent instanceof FormData ? Object.fromEntries(fieldsOf(sent)) : {};
}

async function answer<S extends Answer>(state: S): Promise<S> {
  await keepAnswer(state);
  return state;
}

function failure(operation: string, error: unknown, sent: unknown, requestId: string) {
  const values = valuesOf(sent);
  if (!(error instanceof AppError)) {
    log.error({ err: error, requestId }, "action failed");
    const message = `Something went wrong on our side. Nothing was saved. (Request ${requestId})`;
    return { ok: false, operation, code: "internal", message, fields: {}, values } as const;
  }
  const fields: Record<string, string> = {};
  for (const { pointer, detail } of error.details.fields ?? []) {
    const name = pointer.split("/")[1] ?? "";
    fields[name] ??= detail;
  }
  const message = error.code === "invalid" ? "Some fields need your attention." : error.message;
  return { ok: false, operation, code: error.code, message, fields, values } as const;
}

type Chosen<A> = {
  [K in keyof A]: A[K] extends (previous: unknown, form: FormData) => Promise<infer S>
    ? NonNullable<S> & { intent: K }
    : never;
}[keyof A];

/**
 * Several actions behind one form: the pressed button (`name="intent"`) chooses, and the answer
 * tells which it was. One action rather than a `formAction` a button, because without JavaScript
 * React gives a form's answer back to the form's own action alone.
 */
export function choice<A extends Record<string, (previous: never, form: FormData) => unknown>>(
  actions: A,
) {
  return async (_previous: unknown, form: FormData): Promise<Chosen<A> | null> => {
    const intent = String(form.get("intent"));
    form.delete("intent");
    const run = Object.hasOwn(actions, intent) ? actions[intent] : undefined;
    if (!run) return null;
    const state = { ...((await run(null as never, form)) as Answer), intent };
    await keepAnswer(state);
    // Which action ran is known here by name only; its answer's type follows from the name.
    return state as unknown as Chosen<A>;
  };
}

"use client";

import { type FormHTMLAttributes, type SyntheticEvent, useLayoutEffect, useRef } from "react";

export interface FormProps
  extends Omit<FormHTMLAttributes<HTMLFormElement>, "action" | "onReset" | "onSubmit"> {
  action: (form: FormData) => void;
  /** The form's latest answer. */
  answer: { ok: boolean } | null;
  /** A field of which the answer made something else, but which was typed into meanwhile. */
  whenTyped?: (name: string, text: string) => string;
  /** Sees the form as it is sent. */
  onSend?: (form: HTMLFormElement) => void;
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Filled = ReadonlyMap<Control, string>;

/**
 * A form whose fields may be typed into while it is being sent. React puts all fields back to their
 * defaults some time after the answer (https://react.dev/reference/react-dom/components/form): what
 * was typed since the form was sent stays; and all of it after a refusal.
 */
export function Form({ action, answer, whenTyped, onSend, children, ...props }: FormProps) {
  const sent = useRef<Filled | null>(null);
  const latest = useRef({ answer, whenTyped });
  useLayoutEffect(() => {
    latest.current = { answer, whenTyped };
  }, [answer, whenTyped]);

  function send(event: SyntheticEvent<HTMLFormElement>) {
    sent.current = filled(event.currentTarget);
    onSend?.(event.currentTarget);
  }

  function putBack({ currentTarget }: SyntheticEvent<HTMLFormElement>) {
    const before = sent.current;
    if (!before) return;
    sent.current = null;
    const now = filled(currentTarget);
    const focused = document.activeElement;
    const selection = selectionOf(focused);
    // The fields are emptied right after this event, and the answer is known by then.
    queueMicrotask(() => {
      const { answer, whenTyped } = latest.current;
      for (const [control, words] of now) {
        const typed = before.get(control) !== words;
        if (!typed && answer?.ok !== false) continue;
        fill(control, typed && whenTyped ? whenTyped(control.name, words) : words);
      }
      if (selection && focused === document.activeElement) restore(focused, selection);
    });
  }

  return (
    <form {...props} action={action} onSubmit={send} onReset={putBack}>
      {children}
    </form>
  );
}

/** The fields of a form that a person fills in, but for files. */
export function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(isControl);
}

function filled(form: HTMLFormElement): Filled {
  return new Map(controlsOf(form).map((each) => [each, wordsIn(each)]));
}

function isControl(element: Element): element is Control {
  if (element instanceof HTMLInputElement) return !["hidden", "file"].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** What stands in a field; of what is ticked, whether it is. */
export function wordsIn(control: Control): string {
  return isTicked(control) ? String(control.checked) : control.value;
}

/** Puts it there. */
export function fill(control: Control, words: string): void {
  if (isTicked(control)) control.checked = words === "true";
  else if (control.value !== words) control.value = words;
}

export function isTicked(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

function isText(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}

/** Where the cursor stands; null where there is none (a field for an address has none to ask for). */
function selectionOf(element: Element | null): [number, number] | null {
  if (!isText(element)) return null;
  const { selectionStart: start, selectionEnd: end } = element;
  return start === null || end === null ? null : [start, end];
}

function restore(element: Element | null, [start, end]: [number, number]): void {
  if (isText(element)) element.setSelectionRange(start, end);
}

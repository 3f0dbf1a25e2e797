import { controlsOf, fill, isTicked, wordsIn } from "#components/ui/form";

/** What stood in a form's fields, by their names. */
type Words = Record<string, string>;

/** What was typed into a new post's form, as this browser has it. */
export interface Copy {
  key: string;
  /** ISO 8601. */
  savedAt: string;
  words: Words;
}

const PREFIX = "duet:new-post:";

/** The name of a copy that nobody has yet; each person has his own on a shared computer. */
export function newCopyKey(owner: string): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `${PREFIX}${owner}:${[...random].map((each) => each.toString(36)).join("")}`;
}

/** Null where it is blocked, by a person's settings for one. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** A person's copies but the one of this name, the latest first. */
export function copiesOf(owner: string, except: string): Copy[] {
  const mine = `${PREFIX}${owner}:`;
  const names = Object.keys(storage() ?? {}).filter((name) => name.startsWith(mine));
  return names
    .filter((name) => name !== except)
    .flatMap((key) => readCopy(key) ?? [])
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

function readCopy(key: string): Copy | null {
  const stored = JSON.parse(storage()?.getItem(key) ?? "null") as Omit<Copy, "key"> | null;
  return stored && { key, ...stored };
}

/**
 * Stores a form's words under a name, or takes them away when it has none; tells whether it has any.
 * Throws when the browser has no room for them.
 */
export function keepCopy(key: string, form: HTMLFormElement): boolean {
  const words = wordsOf(form);
  const some = [words.title, words.body, words.excerpt].some((text) => text?.trim());
  const store = storage();
  if (!some) store?.removeItem(key);
  else if (!store) throw new Error("This browser keeps nothing.");
  else store.setItem(key, JSON.stringify({ savedAt: new Date().toISOString(), words }));
  return some;
}

export function dropCopy(key: string): void {
  storage()?.removeItem(key);
}

/** What stands in a form's fields. */
export function wordsOf(form: HTMLFormElement): Words {
  const chosen = controlsOf(form).filter(
    (control) => control.type !== "radio" || (isTicked(control) && control.checked),
  );
  return Object.fromEntries(
    chosen.map((control) => [
      control.name,
      control.type === "radio" ? control.value : wordsIn(control),
    ]),
  );
}

/** Puts words into a form's fields, as if they were typed. */
export function putBack(form: HTMLFormElement, words: Words): void {
  for (const control of controlsOf(form)) {
    const text = words[control.name];
    if (text === undefined) continue;
    fill(control, control.type === "radio" ? String(control.value === text) : text);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What changed in a form since these were its words. */
export function changedSince(words: Words, form: HTMLFormElement): Words {
  return Object.fromEntries(
    Object.entries(wordsOf(form)).filter(([name, text]) => words[name] !== text),
  );
}

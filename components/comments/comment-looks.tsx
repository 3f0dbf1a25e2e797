import { buttonClass } from "#components/ui/button";
import { controlClass } from "#components/ui/control";

/** The classes of a comment's form and its buttons, made on the server: a reader loads no tables of looks. */
export const commentLooks = {
  words: `${controlClass} field-sizing-content min-h-24 resize-y px-3 py-2 leading-6`,
  submit: buttonClass("primary"),
  act: "inline-flex min-h-8 items-center rounded-control px-2 text-muted hover:bg-sunken hover:text-ink",
  label: "-mb-1.5 text-sm font-medium",
  hint: "-mt-1.5 text-sm text-faint",
  row: "-mx-3 flex gap-3 rounded-card px-3 py-3 transition-colors has-[:target]:bg-accent-soft [article:focus-visible>&]:outline-2 [article:focus-visible>&]:outline-accent [article:target>&]:bg-accent-soft",
  sending: "mb-4 flex gap-3 py-3 opacity-60",
  picture: "size-8 shrink-0 rounded-full bg-sunken",
  sender: "flex min-h-8 items-center gap-x-2 text-sm",
  typed: "whitespace-pre-wrap wrap-anywhere",
};

export type CommentLooks = typeof commentLooks;

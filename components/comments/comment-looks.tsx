import { buttonClass } from "#components/ui/button";
import { controlClass } from "#components/ui/control";

/** The classes of a comment's form, made on the server: a reader loads no tables of looks. */
export const commentLooks = {
  words: `${controlClass} field-sizing-content min-h-24 resize-y px-3 py-2 leading-6`,
  submit: buttonClass("primary"),
};

export type CommentLooks = typeof commentLooks;

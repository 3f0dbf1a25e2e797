import { z } from "zod";

/** How long a text may be, in characters (Unicode code points, as JSON Schema counts them). */
export type TextBounds = { min?: number; max: number };

// What prints nothing: white space, controls, format and default-ignorable characters (zero-width,
// bidi marks, tags, Hangul fillers, variation selectors), and a few that Unicode calls visible but
// fonts draw as nothing: the blank Braille pattern, the null notehead.
const invisible =
  /[\s\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\uFEFF]/gu;

const lineBreaks = /[\n\v\f\r\u0085\u2028\u2029]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const strippedFromProse = /[\u0001-\u0008\u000e-\u001f\u007f]/g;
const control = /\p{Cc}/u;

/** Whether a text shows nothing: empty, white space, or invisible characters only. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, "") === "";
}

/** The number of Unicode code points in a text (an emoji of one code point counts as one). */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * A string of one line: NFC, trimmed; NUL, lone surrogates, line breaks and control characters are
 * refused, and invisible characters alone count as empty. Bounds in code points; `min` is 1 unless
 * told.
 */
export function line({ min = 1, max }: TextBounds) {
  return textSchema({ min, max }, (value) => value.normalize("NFC").trim(), lineProblem);
}

/**
 * A text of many lines: NFC, every line break LF (a vertical tab or form feed, as word processors
 * paste them, is one too), other control characters but tab dropped; NUL and lone surrogates are
 * refused, invisible characters alone count as empty. Spaces at the ends stay, since Markdown gives
 * them a meaning. Bounds in code points; `min` is 1 unless told.
 */
export function prose({ min = 1, max }: TextBounds) {
  return textSchema({ min, max }, normalizeProse, () => undefined);
}

/** What one looks for: words, "a phrase", `or`, `-not`. */
export const searchText = line({ min: 1, max: 200 });

/** What `prose` stores of a text; NUL and lone surrogates are left for the check that refuses them. */
function normalizeProse(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|[\v\f]/g, "\n")
    .replace(strippedFromProse, "");
}

function lineProblem(value: string): string | undefined {
  if (lineBreaks.test(value)) return "Must be on one line.";
  const found = control.exec(value);
  if (found) return `Must not contain control characters (${codePoint(found[0])}).`;
}

function textSchema(
  { min, max }: { min: number; max: number },
  tidy: (value: string) => string,
  problemOf: (value: string) => string | undefined,
) {
  return z
    .string("Must be text.")
    .overwrite(tidy)
    .superRefine((value, ctx) => {
      // One problem at a time, the most fundamental first: a person mends one thing, not three.
      const unstorable = unstorableProblem(value) ?? problemOf(value);
      if (unstorable) {
        ctx.addIssue({ code: "custom", message: unstorable });
        return;
      }
      const length = isBlank(value) ? 0 : countCharacters(value);
      if (length < min) {
        const message =
          length === 0 ? "Must not be empty." : `Must be at least ${characters(min)}.`;
        ctx.addIssue({
          code: "too_small",
          minimum: min,
          inclusive: true,
          origin: "string",
          message,
        });
      } else if (length > max || (length === 0 && countCharacters(value) > max)) {
        const message = `Must be at most ${characters(max)}.`;
        ctx.addIssue({ code: "too_big", maximum: max, inclusive: true, origin: "string", message });
      }
    })
    .meta({ minLength: min, maxLength: max });
}

/** PostgreSQL cannot store NUL, and UTF-8 cannot carry half a surrogate pair. */
function unstorableProblem(value: string): string | undefined {
  if (value.includes("\0")) return "Must not contain the NUL character.";
  if (!value.isWellFormed()) return "Must not contain broken characters (a lone surrogate).";
}

function characters(count: number): string {
  return `${count} ${count === 1 ? "character" : "characters"}`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

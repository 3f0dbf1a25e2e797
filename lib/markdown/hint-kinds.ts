export const hintKinds = [
  "missing_alt",
  "skipped_heading",
  "placeholder",
  "empty_link",
  "dropped_address",
] as const;

/** Something that its author may want to mend before others read it; the line is the Markdown's, from 1. */
export type Hint = { kind: (typeof hintKinds)[number]; line: number; message: string };

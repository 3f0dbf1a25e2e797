import { Fragment } from "react";

export interface WordsProps {
  /** Text in which backticks mark code. */
  text: string;
}

/** A sentence of the reference; what stands between backticks is code. */
export function Words({ text }: WordsProps) {
  const parts = text.split("`").map((part, index) => ({ part, code: index % 2 === 1, index }));
  return parts.map(({ part, code, index }) =>
    code ? (
      <code key={index} className="rounded-control bg-sunken px-1 font-mono text-[0.9em]">
        {part}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

import type { ReactNode } from "react";

export interface FieldsetProps {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** A group of controls under one question. */
export function Fieldset({ legend, hint, children }: FieldsetProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      {hint && <p className="text-sm text-faint">{hint}</p>}
      {children}
    </fieldset>
  );
}

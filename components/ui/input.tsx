import clsx from "clsx";
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from "react";
import { controlClass } from "#components/ui/control";
import { Glyph } from "#components/ui/glyph";

export type InputProps = InputHTMLAttributes<HTMLInputElement>;

export function Input({ className, ...props }: InputProps) {
  return <input className={clsx(controlClass, "h-10 px-3", className)} {...props} />;
}

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  options: readonly { value: string; label: string }[];
}

export function Select({ options, className, ...props }: SelectProps) {
  return (
    <span className={clsx("relative block", className)}>
      <select className={clsx(controlClass, "h-10 appearance-none ps-3 pe-9")} {...props}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Glyph
        name="chevron"
        className="pointer-events-none absolute inset-e-3 inset-y-0 my-auto text-faint"
      />
    </span>
  );
}

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A checkbox inside its own label; the label and the box are one target. */
export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  return (
    <label className={clsx("flex min-h-6 items-start gap-2.5 text-sm", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0" {...props} />
      <span>
        {label}
        {hint && <span className="block text-faint">{hint}</span>}
      </span>
    </label>
  );
}

import type { ReactNode } from "react";

/** What a control must carry so that its label, hint and error are announced with it. */
export interface FieldControl {
  id: string;
  required?: true;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

export interface FieldProps {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** One message, or all that the server said about this field. */
  error?: string | readonly string[] | null;
  required?: boolean;
  /** Keeps the label for assistive technology only. */
  hideLabel?: boolean;
  className?: string;
  /** Receives the attributes to spread on the control: `{(control) => <Input {...control} />}`. */
  children: (control: FieldControl) => ReactNode;
}

/** A labelled control with its hint and its error. */
export function Field({
  id,
  label,
  hint,
  error,
  required = false,
  hideLabel = false,
  className = "",
  children,
}: FieldProps) {
  const message = typeof error === "string" ? error : error?.join(" ");
  const describedBy = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-medium"}>
        {label}
        {!required && !hideLabel && (
          <>
            {" "}
            <span className="ms-0.5 font-normal text-faint">optional</span>
          </>
        )}
      </label>
      {children({
        id,
        ...(required && { required: true }),
        ...(describedBy && { "aria-describedby": describedBy }),
        ...(message && { "aria-invalid": true }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      )}
      {message && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {message}
        </p>
      )}
    </div>
  );
}

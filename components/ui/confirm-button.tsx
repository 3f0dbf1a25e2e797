import clsx from "clsx";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Button, type ButtonSize, type ButtonVariant, buttonClass } from "#components/ui/button";

export interface ConfirmButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "className" | "type"> {
  /** The button that asks first: "Delete". */
  label: ReactNode;
  /** The question: "Delete this post for good?" */
  question: ReactNode;
  /** The button that does it, saying what it does: "Delete post". */
  confirmLabel: ReactNode;
  /** What the first button says while the question is open. */
  cancelLabel?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The edge the question lines up with. */
  align?: "start" | "end";
}

/**
 * Asks before it submits the form around it (or `form`/`formAction`). A <details> element, so it
 * asks without JavaScript too; pressing the first button again is "no".
 */
export function ConfirmButton({
  label,
  question,
  confirmLabel,
  cancelLabel = "Cancel",
  variant = "danger",
  size = "sm",
  align = "start",
  ...props
}: ConfirmButtonProps) {
  return (
    <details className="group relative inline-block">
      <summary
        className={clsx(
          buttonClass(variant, size),
          "group-open:border-line-strong! group-open:bg-raised! group-open:text-ink!",
        )}
      >
        <span className="group-open:hidden">{label}</span>
        <span className="hidden group-open:inline">{cancelLabel}</span>
      </summary>
      <div
        className={clsx(
          "absolute z-10 mt-2 grid w-64 max-w-[80vw] gap-3 rounded-card border border-line-strong bg-raised p-4 text-start text-sm text-ink shadow-float",
          align === "end" ? "inset-e-0" : "inset-s-0",
        )}
      >
        <p>{question}</p>
        <Button
          type="submit"
          variant="danger"
          size="sm"
          className="justify-self-start border-transparent! bg-danger! text-on-danger!"
          {...props}
        >
          {confirmLabel}
        </Button>
      </div>
    </details>
  );
}

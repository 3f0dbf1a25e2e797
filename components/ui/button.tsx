import clsx from "clsx";
import type { ButtonHTMLAttributes } from "react";
import { Link, type LinkProps } from "#components/ui/link";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-strong",
  secondary:
    "border-line-strong bg-raised text-ink not-aria-disabled:hover:border-control not-aria-disabled:hover:bg-sunken",
  quiet:
    "border-transparent text-muted not-aria-disabled:hover:bg-sunken not-aria-disabled:hover:text-ink",
  danger:
    "border-danger-line bg-raised text-danger not-aria-disabled:hover:border-transparent not-aria-disabled:hover:bg-danger not-aria-disabled:hover:text-on-danger",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 gap-1.5 px-3 text-sm",
  md: "min-h-10 gap-2 px-4 text-sm",
  lg: "min-h-12 gap-2 px-6 text-base",
};

/** The classes of a button, for what must be another element (a summary, a label). */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md") {
  return clsx(
    "inline-flex select-none items-center justify-center whitespace-nowrap rounded-control border text-center font-medium transition-colors",
    "disabled:opacity-55 aria-disabled:cursor-progress",
    variants[variant],
    sizes[size],
  );
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: stays focusable, says so, and shows it. */
  pending?: boolean;
  /** For the X-ray (docs/decisions/0031-xray.md): it calls both doors by script, where no form says so. */
  "data-doors"?: "both";
}

export function Button({
  variant,
  size,
  pending = false,
  type = "button",
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={clsx(buttonClass(variant, size), className)}
      {...props}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends LinkProps {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A link that looks like a button, for going somewhere rather than doing something. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <Link className={clsx(buttonClass(variant, size), className)} {...props} />;
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 shrink-0 animate-spin rounded-full border-2 border-current border-e-transparent opacity-70"
    />
  );
}

"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "#components/ui/button";

export interface SubmitButtonProps extends Omit<ButtonProps, "pending" | "type"> {
  /** What the button says while its form is being sent. */
  pendingLabel?: string;
}

/** Submits the form around it, shows that it is being sent, and refuses a second press meanwhile. */
export function SubmitButton({
  pendingLabel,
  variant = "primary",
  children,
  onClick,
  ...props
}: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant={variant}
      pending={pending}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}

import clsx from "clsx";
import type { ReactNode } from "react";

export type BadgeTone = "neutral" | "accent" | "success" | "warning" | "danger";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  success: "bg-success-soft text-success",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
};

export interface BadgeProps {
  tone?: BadgeTone;
  children: ReactNode;
}

export function Badge({ tone = "neutral", children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-full px-2 text-xs font-medium",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

const statuses = {
  draft: { tone: "neutral", label: "Draft" },
  scheduled: { tone: "accent", label: "Scheduled" },
  published: { tone: "success", label: "Published" },
  trashed: { tone: "danger", label: "In trash" },
} as const;

export interface StatusBadgeProps {
  status: keyof typeof statuses;
}

/** Where a post stands, in a word and a color. */
export function StatusBadge({ status }: StatusBadgeProps) {
  const { tone, label } = statuses[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {label}
    </Badge>
  );
}

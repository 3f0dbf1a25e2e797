import clsx from "clsx";
import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "#components/ui/glyph";

export type NoticeTone = "info" | "success" | "warning" | "error";

const tones: Record<NoticeTone, { glyph: GlyphName; box: string; text: string }> = {
  info: { glyph: "info", box: "bg-accent-soft border-accent-line", text: "text-accent" },
  success: { glyph: "success", box: "bg-success-soft border-success-line", text: "text-success" },
  warning: { glyph: "warning", box: "bg-warning-soft border-warning-line", text: "text-warning" },
  error: { glyph: "danger", box: "bg-danger-soft border-danger-line", text: "text-danger" },
};

export interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Something to do about it. */
  actions?: ReactNode;
  className?: string;
}

/** What happened, said where it happened: an error is announced at once, the rest when there is a pause. */
export function Notice({ tone = "info", title, children, actions, className }: NoticeProps) {
  const { glyph, box, text } = tones[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={clsx("flex gap-3 rounded-card border px-4 py-3 text-sm", box, className)}
    >
      <Glyph name={glyph} size={18} className={clsx("mt-px shrink-0", text)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className={clsx("font-semibold", text)}>{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

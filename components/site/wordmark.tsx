import clsx from "clsx";

export interface MarkProps {
  /** Edge in pixels. */
  size?: number;
  className?: string;
}

/** The mark: two doors side by side, one closed, one open. */
export function Mark({ size = 24, className }: MarkProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
      className={clsx("shrink-0", className)}
    >
      <path
        d="M3 3.5h8v17H3z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      <circle cx="8.4" cy="12.2" r="1.05" fill="currentColor" />
      <path
        d="M13.6 3.5 20.4 1v22l-6.8-2.5z"
        className="fill-accent stroke-accent"
        strokeWidth="1.25"
        strokeLinejoin="round"
      />
      <circle cx="15.9" cy="12.2" r="1.05" className="fill-canvas" />
    </svg>
  );
}

export interface WordmarkProps {
  name?: string;
  className?: string;
}

/** The blog's name beside its mark. */
export function Wordmark({ name = "Duet", className }: WordmarkProps) {
  return (
    <span className={clsx("inline-flex items-center gap-2", className)}>
      <Mark />
      <span className="font-serif text-[1.375rem] leading-none font-semibold tracking-[-0.02em]">
        {name}
      </span>
    </span>
  );
}

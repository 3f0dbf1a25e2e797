import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { errorWords } from "#lib/error-words";

export interface ErrorPageProps {
  status?: keyof typeof errorWords;
  title?: string;
  message?: ReactNode;
  /** Finds the failure in the log; shown so that a reader can quote it. */
  requestId?: string;
  /** "Try again", "Sign in"; a way home is always there. */
  actions?: ReactNode;
  /** What else helps: a search, say. */
  children?: ReactNode;
}

/** A page that could not be shown: what happened and what to do now. */
export function ErrorPage({
  status = 404,
  title,
  message,
  requestId,
  actions,
  children,
}: ErrorPageProps) {
  const said = errorWords[status];
  return (
    <div className="page flex items-start justify-between gap-x-20 py-14 max-lg:flex-col sm:py-20 lg:py-28">
      <Doors />
      <div className="grid w-full max-w-2xl gap-5">
        <p className="text-sm font-medium tabular-nums text-faint">Error {status}</p>
        <h1 className="font-serif text-display font-semibold tracking-[-0.022em]">
          {title ?? said.title}
        </h1>
        <div className="max-w-[52ch] text-lg text-pretty text-muted">{message ?? said.message}</div>
        {children}
        <div className="mt-2 flex flex-wrap gap-2">
          {actions}
          <ButtonLink href="/" variant="secondary">
            Go to the front page
          </ButtonLink>
        </div>
        {requestId && (
          <p className="mt-4 text-sm text-faint">
            Request <code className="font-mono text-muted select-all">{requestId}</code>
          </p>
        )}
      </div>
    </div>
  );
}

/** Both doors closed. */
function Doors() {
  return (
    <svg
      viewBox="0 0 64 56"
      aria-hidden="true"
      focusable="false"
      className="mb-6 h-14 w-16 lg:order-last lg:h-56 lg:w-64"
    >
      <g
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        className="text-line-strong"
      >
        <path d="M4 4h24v48H4zM36 4h24v48H36z" vectorEffect="non-scaling-stroke" />
      </g>
      <circle cx="22.5" cy="29" r="1.4" className="fill-faint" />
      <circle cx="41.5" cy="29" r="1.4" className="fill-accent" />
    </svg>
  );
}

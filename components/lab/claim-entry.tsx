import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Link } from "#components/ui/link";

export interface ClaimEntryProps {
  claim: {
    id: number;
    point: string;
    action: string;
    route: string;
    since: string;
    corrected?: string;
    sources: readonly string[];
  };
  /** Whether the last run proved it; by which file, or why not. */
  standing: { proven: boolean; words: string };
  experiments: readonly { name: string; title: string }[];
}

/** One claim: what holds at either door, and what says so. Beside each other on a desk, a card on a phone. */
export function ClaimEntry({ claim, standing, experiments }: ClaimEntryProps) {
  const { id, point, action, route, since, corrected, sources } = claim;
  return (
    <article
      id={`claim-${id}`}
      aria-labelledby={`claim-${id}-point`}
      className="grid scroll-mt-6 gap-4 rounded-card border border-line bg-raised p-5 target:border-accent-line target:bg-accent-soft"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h3 id={`claim-${id}-point`} className="text-base font-semibold">
          <Link href={`#claim-${id}`} className="hover:underline">
            <span className="font-normal tabular-nums text-faint">{id}.</span> {point}
          </Link>
        </h3>
        <Badge tone={standing.proven ? "success" : "warning"}>
          {standing.proven ? "proven" : "unproven"}
        </Badge>
      </header>
      <dl className="grid gap-4 sm:grid-cols-2 sm:gap-8">
        <Side door="Server Action">{action}</Side>
        <Side door="Route handler">{route}</Side>
      </dl>
      {corrected && (
        <p className="text-sm wrap-anywhere text-muted">
          <strong className="font-semibold text-ink">Often told otherwise.</strong> {corrected}
        </p>
      )}
      <footer className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-faint">
        <span>Since Next {since}</span>
        <span className="wrap-anywhere">
          {standing.proven ? "Test: " : "No proof: "}
          {standing.proven ? (
            <code className="font-mono text-xs">{standing.words}</code>
          ) : (
            standing.words
          )}
        </span>
        {experiments.map(({ name, title }) => (
          <span key={name}>
            See it:{" "}
            <Link href={`/lab/${name}`} className="link">
              {title}
            </Link>
          </span>
        ))}
        <span>
          Source:{" "}
          {sources.map((source, at) => [at > 0 && ", ", <Source key={source} of={source} />])}
        </span>
      </footer>
    </article>
  );
}

function Side({ door, children }: { door: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs font-medium text-faint">{door}</dt>
      <dd className="mt-1 text-pretty wrap-anywhere">{children}</dd>
    </div>
  );
}

/** A page of the web by its host; a file of Next’s documentation where the web has it; else the file’s name. */
function Source({ of }: { of: string }) {
  const page = of.replace(/^next\//, "").replaceAll(/(^|\/)\d\d-/g, "$1");
  if (page !== of) {
    const address = page.replace(/\.md$/, "");
    return (
      <a href={`https://nextjs.org/docs/${address}`} className="link">
        {address.split("/").at(-1)}
      </a>
    );
  }
  if (!of.startsWith("https://")) return <code className="font-mono text-xs">{of}</code>;
  return (
    <a href={of} className="link">
      {new URL(of).host}
    </a>
  );
}

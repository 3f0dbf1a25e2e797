import type { Run } from "#lib/lab/exchange";

export interface WaterfallProps {
  runs: readonly Run[];
}

/** When each request of each run was under way, all on one scale. */
export function Waterfall({ runs }: WaterfallProps) {
  const end = Math.max(1, ...runs.flatMap(({ exchanges }) => exchanges.map(({ ended }) => ended)));
  return (
    <div className="grid min-w-0 gap-6">
      <p className="text-sm text-muted">
        For each request: when it began, when its answer began, and when that was complete.
      </p>
      {runs.map(({ door, exchanges }) => (
        <section key={door} aria-label={`Waterfall: ${door}`} className="grid min-w-0 gap-2">
          <h3 className="text-sm font-medium">{door}</h3>
          <ol className="grid gap-1">
            {exchanges.map(({ method, url, began, answered, ended }) => (
              <li key={`${began} ${url}`} className="grid gap-x-3 sm:grid-cols-[16rem_1fr]">
                <span className="min-w-0 truncate font-mono text-xs leading-5 text-muted">
                  {method}: {Math.round(began)}, {Math.round(answered || ended)},{" "}
                  {Math.round(ended)} ms
                </span>
                <svg
                  aria-hidden="true"
                  viewBox="0 0 1000 20"
                  preserveAspectRatio="none"
                  className="h-5 w-full rounded-control bg-sunken"
                >
                  <Bar from={answered || ended} to={ended} end={end} look="fill-control" />
                  <Bar from={began} to={answered || ended} end={end} look="fill-accent" />
                </svg>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Bar({ from, to, end, look }: { from: number; to: number; end: number; look: string }) {
  const width = Math.max(4, (1000 * (to - from)) / end);
  return <rect className={look} x={(1000 * from) / end} y={3} height={14} width={width} />;
}

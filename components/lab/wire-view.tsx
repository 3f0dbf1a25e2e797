import type { Arrival } from "#lib/lab/arrivals";
import type { Exchange, Run } from "#lib/lab/exchange";

export interface WireViewProps {
  run: Run;
}

/** What one run of an experiment sent and got: the browser's side and the server's. */
export function WireView({ run }: WireViewProps) {
  const { door, result, command, exchanges, arrivals = [], took } = run;
  const bytes = exchanges.reduce((sum, exchange) => sum + exchange.bytes, 0);
  return (
    <section
      aria-label={`The wire: ${door}`}
      className="grid min-w-0 content-start gap-4 rounded-card border border-line bg-raised p-4 sm:p-5"
    >
      <header className="grid gap-1">
        <h3 className="font-serif text-xl font-semibold">{door}</h3>
        <p className="text-muted">{result}</p>
        <p className="text-sm text-faint tabular-nums">
          {exchanges.length} {exchanges.length === 1 ? "request" : "requests"}, {bytes} bytes
          answered, {took} ms until the page had it
        </p>
      </header>
      {command && (
        <pre className="rounded-control bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
          {command}
        </pre>
      )}
      <ol className="grid min-w-0 grid-cols-1 gap-3">
        {exchanges.map((exchange, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a recorded list never changes, and two requests may begin at once
          <li key={`${at} ${exchange.url}`} className="min-w-0">
            <OneExchange exchange={exchange} />
          </li>
        ))}
      </ol>
      {arrivals.length > 0 && <Arrived arrivals={arrivals} />}
    </section>
  );
}

/** What reached the server, which the page itself cannot see of what others sent, or it has left. */
function Arrived({ arrivals }: { arrivals: readonly Arrival[] }) {
  return (
    <section aria-label="What arrived" className="grid min-w-0 grid-cols-1 gap-3">
      <h4 className="text-sm font-medium">What arrived at the server</h4>
      <ol className="grid min-w-0 grid-cols-1 gap-3">
        {arrivals.map((each) => (
          <li key={each.requestId} className="min-w-0 rounded-control bg-sunken p-3">
            <p className="mb-2 text-sm">
              <strong className="font-mono break-all">
                {each.method} {each.path}
              </strong>{" "}
              → <strong>{each.status ?? "its sender was gone"}</strong>
            </p>
            <Pairs
              pairs={[
                ["Origin", each.origin ?? "none"],
                ["Sec-Fetch-Site", each.site ?? "none"],
                ["cookies that say who", each.cookies.join(", ") || "none"],
                ["Content-Length", each.declared === null ? "none" : `${each.declared} bytes`],
                ["read of the body by then", `${each.received} bytes`],
              ]}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function OneExchange({ exchange }: { exchange: Exchange }) {
  const { method, url, status, began, ended, failure, requestHeaders, requestParts } = exchange;
  return (
    <details className="min-w-0 rounded-control bg-sunken p-3">
      <summary className="cursor-pointer text-sm">
        <strong className="font-mono break-all">
          {method} {url.replace(/\?_rsc=.*/, "?_rsc=…")}
        </strong>{" "}
        → <strong>{status ?? "no answer"}</strong>{" "}
        <span className="text-faint tabular-nums">
          {exchange.bytes} bytes, {Math.round(ended - began)} ms
        </span>
      </summary>
      <div className="mt-3 grid min-w-0 grid-cols-1 gap-4">
        {failure && <p className="text-sm text-danger">{failure}</p>}
        <Part title="Request headers that the page set">
          <Pairs pairs={requestHeaders} />
        </Part>
        {requestParts.length > 0 && (
          <Part title="Request body, by part">
            <Pairs
              pairs={requestParts.map(({ name, value, bytes }) => [
                `${name} (${bytes} bytes)`,
                value,
              ])}
            />
          </Part>
        )}
        <ServerSide exchange={exchange} />
        <Part title="Answer headers">
          <Pairs pairs={exchange.responseHeaders} />
        </Part>
        {exchange.body !== "" && (
          <Part title="Answer body">
            <p className="font-mono text-xs break-all whitespace-pre-wrap">{exchange.body}</p>
          </Part>
        )}
        {exchange.rows.length > 0 && (
          <Part title="Answer: the rows of React’s">
            <section
              aria-label="The rows"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
              tabIndex={0}
              className="max-h-96 overflow-y-auto rounded-control bg-raised p-2"
            >
              <Pairs
                pairs={exchange.rows.map(({ id, kind, bytes, text }) => [
                  `row ${id}, ${bytes} bytes: ${kind}`,
                  text,
                ])}
              />
            </section>
          </Part>
        )}
      </div>
    </details>
  );
}

function ServerSide({ exchange: { server } }: { exchange: Exchange }) {
  if (!server) {
    return (
      <Part title="The server’s side">
        <p className="text-sm text-muted">No operation ran for this request.</p>
      </Part>
    );
  }
  const list = (names: string[]) => (names.length > 0 ? names.join(", ") : "none");
  return (
    <Part title="The server’s side">
      <Pairs
        pairs={[
          ["door", server.door === "action" ? "doors/action.ts" : "doors/route.ts"],
          [
            "Origin",
            server.origin === null ? "none was sent: let through" : `${server.origin}: ours`,
          ],
          ["actor", server.actor],
          ["operation", `${server.operation}: ${server.verdict}, ${server.took} ms`],
          ["events", list(server.events)],
          ["tags purged", list(server.tags)],
          ...server.statements.map(({ sql, began, took }): [string, string] => [
            `SQL at ${began} ms, ${took} ms`,
            sql,
          ]),
        ]}
      />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-1.5">
      <h4 className="text-sm font-medium">{title}</h4>
      {children}
    </section>
  );
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return <p className="text-sm text-muted">None.</p>;
  return (
    <dl className="grid min-w-0 grid-cols-1 gap-1 text-xs">
      {pairs.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a recorded list never changes, and names come twice in it
        <div key={`${at} ${name}`} className="grid min-w-0 gap-x-3 sm:grid-cols-[14rem_1fr]">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 font-mono break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

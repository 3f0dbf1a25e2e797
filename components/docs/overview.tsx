import { GuideList } from "#components/docs/guide-list";
import { PageHeading } from "#components/site/page-heading";
import { Link } from "#components/ui/link";

/** Where somebody begins who wants to write a program for this blog. */
export function DocsOverview() {
  return (
    <div className="page pb-20">
      <PageHeading
        kicker="API"
        title="Write a program"
        lede="Everything a person can do on this blog, a program can do too, by the same rules."
      />
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <section aria-labelledby="first" className="grid min-w-0 content-start gap-3">
          <h2 id="first" className="font-serif text-title font-semibold">
            The first call
          </h2>
          <p className="text-muted">What is published may be read by everybody, without a token:</p>
          <section
            aria-label="The first call, as a command"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
            tabIndex={0}
            className="overflow-x-auto rounded-card bg-sunken p-4"
          >
            <pre className="font-mono text-sm">curl -sS "$URL/api/posts?limit=3"</pre>
          </section>
          <p className="text-muted">
            <code className="font-mono">$URL</code> is this blog’s address. Bodies are JSON, dates
            are ISO 8601 in UTC, and every failure is a{" "}
            <Link href="/docs/errors" className="link">
              problem
            </Link>{" "}
            with a stable code.
          </p>
        </section>
        <section aria-labelledby="reference" className="grid min-w-0 content-start gap-3">
          <h2 id="reference" className="font-serif text-title font-semibold">
            Reference
          </h2>
          <p className="text-muted">
            <Link href="/docs/api" className="link">
              Every operation
            </Link>{" "}
            with its parameters, answers and examples, made of the same{" "}
            <a href="/api/openapi.json" className="link">
              OpenAPI document
            </a>{" "}
            that programs can read. What has changed is in the{" "}
            <Link href="/docs/changelog" className="link">
              changelog
            </Link>
            .
          </p>
        </section>
        <section aria-labelledby="guides" className="grid gap-4 lg:col-span-2">
          <h2 id="guides" className="font-serif text-title font-semibold">
            Guides
          </h2>
          <GuideList />
        </section>
      </div>
    </div>
  );
}

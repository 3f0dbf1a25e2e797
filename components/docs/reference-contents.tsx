import { PageHeading } from "#components/site/page-heading";
import { Link } from "#components/ui/link";
import { chapters } from "#doors/openapi/reference";

/** The contents of the reference: every operation, chapter by chapter. */
export function ReferenceContents() {
  return (
    <div className="page pb-20">
      <PageHeading
        kicker="API"
        title="Reference"
        lede="Every operation there is, made of the document that programs read."
        actions={
          <a className="link" href="/api/openapi.json">
            OpenAPI 3.1
          </a>
        }
      />
      <div className="grid gap-12">
        {chapters.map(({ name, title, description, entries }) => (
          <section key={name} aria-labelledby={name} className="grid grid-cols-1 gap-3">
            <h2 id={name} className="font-serif text-title font-semibold">
              <Link href={`/docs/api/${name}`} className="hover:underline">
                {title}
              </Link>
            </h2>
            <p className="text-muted">{description}</p>
            <ul className="grid grid-cols-1 divide-y divide-line border-y border-line text-sm">
              {entries.map(({ id, method, path, summary }) => (
                <li key={id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 py-2.5">
                  <Link href={`/docs/api/${name}#${id}`} className="link min-w-[16rem]">
                    {summary}
                  </Link>
                  <code className="font-mono text-muted break-all">
                    {method} {path}
                  </code>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p>
          <Link href="/docs/api/schemas" className="link">
            Shared schemas
          </Link>
          : what answers are made of.
        </p>
      </div>
    </div>
  );
}

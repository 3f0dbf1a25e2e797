import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "#components/docs/docs-frame";
import { FieldTable } from "#components/docs/field-table";
import { OperationEntry } from "#components/docs/operation-entry";
import { Words } from "#components/docs/words";
import { PageHeading } from "#components/site/page-heading";
import { type DocsPage, docsHead } from "#doors/faces/docs";
import { type Chapter, chapters, sharedSchemas } from "#doors/openapi/reference";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ chapter: placeholder }];

type Props = PageProps<"/docs/api/[chapter]">;

const find = (name: string) => chapters.find((each) => each.name === name);

const schemas = {
  title: "Shared schemas",
  description:
    "What answers are made of. They may get further fields at any time: ignore what you do not know.",
};

function pageOf(name: string): DocsPage | null {
  const found = name === "schemas" ? schemas : find(name);
  if (!found) return null;
  return {
    path: `/docs/api/${name}`,
    title: `${found.title} · API reference`,
    description: found.description,
    within: { name: "Reference", path: "/docs/api" },
  };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = pageOf((await params).chapter);
  return page ? docsHead(page) : {};
}

/** A chapter of the reference, with its operations whole; or the schemas that they share. */
export default async function ReferenceChapter({ params }: Props) {
  const name = (await params).chapter;
  const chapter = find(name);
  const page = pageOf(name);
  if (!page) notFound();
  return (
    <DocsFrame current="/docs/api" page={page}>
      <div className="page pb-20">{chapter ? <Operations chapter={chapter} /> : <Schemas />}</div>
    </DocsFrame>
  );
}

function Operations({ chapter: { title, description, entries } }: { chapter: Chapter }) {
  return (
    <>
      <PageHeading kicker="API reference" title={title} lede={description} />
      <Contents items={entries.map(({ id, summary }) => ({ id, label: summary }))} />
      <div className="mt-10 grid grid-cols-1 gap-14">
        {entries.map((entry) => (
          <OperationEntry key={entry.id} entry={entry} />
        ))}
      </div>
    </>
  );
}

function Schemas() {
  return (
    <>
      <PageHeading kicker="API reference" title={schemas.title} lede={schemas.description} />
      <Contents items={sharedSchemas.map(({ name }) => ({ id: name, label: name }))} />
      <div className="mt-10 grid grid-cols-1 gap-14">
        {sharedSchemas.map(({ name, description, fields }) => (
          <section key={name} aria-labelledby={name} className="grid grid-cols-1 gap-4">
            <h2 id={name} className="font-serif text-heading font-semibold">
              <a href={`#${name}`}>{name}</a>
            </h2>
            {description && (
              <p className="text-muted">
                <Words text={description} />
              </p>
            )}
            {fields.length > 0 && (
              <FieldTable caption={`Fields of ${name}`} fields={fields} answer />
            )}
          </section>
        ))}
      </div>
    </>
  );
}

function Contents({ items }: { items: { id: string; label: string }[] }) {
  return (
    <nav aria-label="On this page">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {items.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="link flex min-h-8 items-center">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "#components/docs/docs-frame";
import { DocsText } from "#components/docs/docs-text";
import { type DocsPage, docsHead } from "#doors/faces/docs";
import { docsText, guides } from "#doors/openapi/guides";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ guide: placeholder }];

type Props = PageProps<"/docs/guides/[guide]">;

const find = (name: string) => guides.find((each) => each.name === name);

const pageOf = ({ name, title, about }: (typeof guides)[number]): DocsPage => ({
  path: `/docs/guides/${name}`,
  title: `${title} · API`,
  description: about,
  within: { name: "Guides", path: "/docs/guides" },
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = find((await params).guide);
  return found ? docsHead(pageOf(found)) : {};
}

/** A guide of docs/guides. */
export default async function Guide({ params }: Props) {
  const found = find((await params).guide);
  if (!found) notFound();
  return (
    <DocsFrame current="/docs/guides" page={pageOf(found)}>
      <DocsText kicker="API guide" title={found.title} text={docsText(`guides/${found.name}.md`)} />
    </DocsFrame>
  );
}

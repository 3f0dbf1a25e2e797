import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DocsFrame } from "#components/docs/docs-frame";
import { DocsText } from "#components/docs/docs-text";
import { ErrorCatalogue } from "#components/docs/error-catalogue";
import { GuidesContents } from "#components/docs/guides-contents";
import { DocsOverview } from "#components/docs/overview";
import { ReferenceContents } from "#components/docs/reference-contents";
import { type DocsPage, docsHead } from "#doors/faces/docs";
import { docsText } from "#doors/openapi/guides";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

/** A parameter, though the pages are known: with it the build has nothing to render (decision 9). */
export const generateStaticParams = () => [{ text: placeholder }];

type Props = PageProps<"/docs/[text]">;

interface Part extends DocsPage {
  path: "/docs" | "/docs/api" | "/docs/guides" | "/docs/errors" | "/docs/changelog";
  show(): ReactNode;
}

/** The parts of the documentation; the overview stands at /docs (next.config.ts). */
const parts: Record<string, Part> = {
  overview: {
    path: "/docs",
    title: "API",
    description: "Everything a person can do on this blog, a program can do too.",
    show: () => <DocsOverview />,
  },
  api: {
    path: "/docs/api",
    title: "API reference",
    description: "Every operation of the API, made of the OpenAPI document.",
    show: () => <ReferenceContents />,
  },
  guides: {
    path: "/docs/guides",
    title: "API guides",
    description: "How to do the things that a reference does not tell.",
    show: () => <GuidesContents />,
  },
  errors: {
    path: "/docs/errors",
    title: "API errors",
    description: "What each problem type of the API means, and what to do about it.",
    show: () => <ErrorCatalogue />,
  },
  changelog: {
    path: "/docs/changelog",
    title: "API changelog",
    description: "What has changed in the API, and when.",
    show: () => <DocsText kicker="API" title="Changelog" text={docsText("api-changelog.md")} />,
  },
};

const find = (name: string) => (Object.hasOwn(parts, name) ? parts[name] : undefined);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const part = find((await params).text);
  return part ? docsHead(part) : {};
}

/** A part of the documentation of the API. */
export default async function DocsPart({ params }: Props) {
  const part = find((await params).text);
  if (!part) notFound();
  return (
    <DocsFrame current={part.path} page={part}>
      {part.show()}
    </DocsFrame>
  );
}

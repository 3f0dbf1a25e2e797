import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "#components/docs/docs-frame";
import { DocsText } from "#components/docs/docs-text";
import { docsText } from "#doors/openapi/guides";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

/** A parameter, though there is one text: with it the build has nothing to render (decision 9). */
export const generateStaticParams = () => [{ text: placeholder }];

type Props = PageProps<"/docs/[text]">;

export const metadata: Metadata = {
  title: "API changelog",
  description: "What has changed in the API, and when.",
};

/** docs/api-changelog.md. */
export default async function Text({ params }: Props) {
  if ((await params).text !== "changelog") notFound();
  return (
    <DocsFrame current="/docs/changelog">
      <DocsText kicker="API" title="Changelog" text={docsText("api-changelog.md")} />
    </DocsFrame>
  );
}

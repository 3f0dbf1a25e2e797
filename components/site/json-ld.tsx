import { type Described, dataBlock } from "#lib/structured-data";

export interface JsonLdProps {
  graph: readonly Described[];
}

/** What a page is about, for search engines: data, which no browser runs and no policy forbids. */
export function JsonLd({ graph }: JsonLdProps) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: React would escape it as text, which a script is not; dataBlock escapes what could end it
      dangerouslySetInnerHTML={{ __html: dataBlock(graph) }}
    />
  );
}

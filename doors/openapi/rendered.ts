import { cacheLife } from "next/cache.js";
import { untilPurged } from "#lib/cache-life";
import { type RenderedPost, renderMarkdown } from "#lib/markdown";

/** Markdown of our own for a page of the documentation. Kept, since such a page is fully static. */
export async function renderDocs(text: string): Promise<Pick<RenderedPost, "html" | "outline">> {
  "use cache";
  cacheLife(untilPurged);
  const { html, outline } = await renderMarkdown(text);
  return { html, outline };
}
